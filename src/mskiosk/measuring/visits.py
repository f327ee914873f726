"""How visits of strangers begin and end, and what they leave behind: the figures.

Each has a limit where the bench knows what it has to be. Sound and voices are recorded or
synthetic, and the mixture is no waiting room: these figures find faults.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mskiosk.core.events import Beginning
from mskiosk.core.greeting import DONE_AT_ONCE
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.listening.recogniser import Recogniser
from mskiosk.measuring.beginning_by_voice import Caller, Tried, try_to_begin
from mskiosk.measuring.compressed_visits import Compressed, Use
from mskiosk.measuring.figures import Figure, Spread
from mskiosk.measuring.recordings import RecordingSet
from mskiosk.measuring.synthesised import everybody_speaking, phrases_spoken
from mskiosk.measuring.visit_processes import RealVisits
from mskiosk.measuring.visit_stage import VisitStage
from mskiosk.measuring.waiting_room import Left, Rested, frames_of, leave_in, rest_in, waiting_room

MOST_GROWTH_BLOCKS = 5_000.0
"""Of memory, over the second half of the visits: some 400 kB. What the latest visits still hold
differs by so much; over a thousand visits it was 12."""
LEAST_BEGUN_PERCENT = 90.0
LEAST_BEGUN_IN_BABBLE_PERCENT = 70.0
_GREETINGS = 2
"""So many of the guide's are tried."""
_BABBLE = "babble"
_HOUR = 3600.0
Tell = Callable[[str], None]


def strangers(policy: Policy) -> Policy:
    """The policy of a clinic, where visits begin and end."""
    return replace(policy, profile=Profile.CLINIC, has_visits=True, orients=True)


def policies_of_visits(policy: Policy) -> list[Policy]:
    """Kiosks for keys, for one switch in both ways and two, and for a sound as a switch."""
    policy = replace(strangers(policy), offers_lessons=True, offers_one_by_one=True)
    return [
        policy,
        replace(policy, switches=Switches.ONE),
        replace(policy, switches=Switches.TWO),
        replace(policy, switches=Switches.STEP),
        replace(policy, switches=Switches.ONE, has_sound_switch=True),
    ]


def compressed_figures(compressed: Compressed) -> list[Figure]:
    endings = ", ".join(f"{count} {ending}" for ending, count in compressed.endings.most_common())
    middle, end = compressed.middle, compressed.end
    figures = [
        Figure("compressed_visits", compressed.visits, "visits", remark=endings),
        Figure("compressed_hours", compressed.hours, "h", remark="simulated"),
        Figure("compressed_not_ended", compressed.not_ended, "visits", 0),
        Figure("resets_unequal", compressed.unequal_resets, "resets", 0, "to a fresh beginning"),
        Figure("kept_of_people", compressed.kept, "times", 0),
    ]
    return figures + (_growth(middle, end) if middle and end else [])


def _growth(middle: Use, end: Use) -> list[Figure]:
    remark = "over the second half of the visits"
    return [
        Figure(
            "memory_growth",
            end.blocks - middle.blocks,
            "blocks",
            MOST_GROWTH_BLOCKS,
            f"of {end.blocks} for Python's objects, {remark}",
        ),
        Figure("resident_middle", middle.resident_megabytes, "MB"),
        Figure("resident_end", end.resident_megabytes, "MB"),
        Figure("files_left", end.open_files - middle.open_files, "files", 0, remark),
        Figure("children_left", end.children - middle.children, "processes", 0, remark),
    ]


def real_figures(real: RealVisits) -> list[Figure | Spread]:
    remark = "from the end of a process to the first that the next one draws"
    return [
        Figure("real_visits", real.visits, "visits"),
        Figure("real_wrong_ends", real.wrong_ends, "visits", 0),
        Figure("real_processes_left", real.processes_left, "processes", 0),
        Spread("real_next_view", tuple(real.next_view_seconds), "s", 10.0, remark),
        Spread("real_memory", tuple(real.megabytes), "MB", 250.0, "all processes, proportional"),
    ]


def babble_figures(
    guide: Guide,
    policy: Policy,
    recogniser: Recogniser,
    recordings: RecordingSet,
    hours: float,
    tell: Tell,
) -> list[Figure | Spread]:
    """Hours of a waiting room at rest, and as many in visits that were left; then who can begin by
    voice. Raises `NoEngineError` and `RenderingError`."""
    policy = strangers(policy)

    def begin(begins: Beginning) -> VisitStage:
        return VisitStage(guide, policy, recogniser, begins)

    room = waiting_room(guide, recordings)
    rested = rest_in(frames_of(room), begin, hours, tell)
    left = leave_in(frames_of(room), begin, hours, tell)
    noises = [pcm for name, pcm in recordings.noises if name.startswith(_BABBLE)]
    return [
        *rested_figures(rested, recogniser.name),
        *left_figures(left),
        *voice_figures(guide, begin, noises),
    ]


def rested_figures(rested: Rested, engine: str) -> list[Figure]:
    hours = rested.seconds / _HOUR
    return [
        Figure("babble_rest", hours, "h", remark=f"heard by {engine}"),
        Figure("babble_utterances", rested.utterances, "utterances"),
        Figure("visits_started", rested.visits_started, "visits", 0, "by nobody"),
        Figure("hellos_said", rested.hellos / hours if hours else None, "per hour"),
        Figure("invitations", rested.invitations, "invitations"),
    ]


def left_figures(left: Left) -> list[Figure]:
    longest = max(left.until_end_seconds, default=None)
    by_voice = "by what the room said, and not by idleness"
    return [
        Figure("babble_left", left.seconds / _HOUR, "h", remark="in visits that were left"),
        Figure("visits_left", left.visits, "visits"),
        Figure("visits_held_open", left.not_ended, "visits", 0, "for half an hour"),
        Figure("visits_ended_otherwise", left.ended_otherwise, "visits", remark=by_voice),
        Figure("longest_until_end", longest, "s", remark="from the last press of a key"),
    ]


def voice_figures(
    guide: Guide, begin: Callable[[Beginning], VisitStage], noises: Sequence[bytes]
) -> Iterator[Figure]:
    """Of what the invitation teaches, for which there is an aim, and of what else may begin."""
    taught, *others = (
        guide.universals[command].phrases[0] for command in (Command.MAIN_MENU, *DONE_AT_ONCE)
    )
    callers = callers_saying(guide, (taught, *guide.greetings[:_GREETINGS], *others))
    rooms = (
        ("clean", (), LEAST_BEGUN_PERCENT),
        ("babble20", noises, LEAST_BEGUN_IN_BABBLE_PERCENT),
    )
    for room, sounds, least in rooms:
        if room != "clean" and not sounds:
            continue
        for phrase, people in callers.items():
            tried = try_to_begin(people, begin, sounds)
            aim = f", at least {least:g} wanted" if phrase == taught else ""
            yield Figure(
                f"begun_by_{phrase.replace(' ', '_')}_{room}",
                _percent(tried),
                "%",
                remark=f"{tried.begun} of {tried.people}, {tried.at_once} at once{aim}",
            )


def callers_saying(guide: Guide, phrases: Sequence[str]) -> Mapping[str, list[Caller]]:
    """Every synthetic voice with every phrase. Raises `NoEngineError`, and `RenderingError`."""
    agree = next(each for each in guide.universals[Command.YES].phrases if " " in each)
    callers: dict[str, list[Caller]] = {phrase: [] for phrase in phrases}
    for speaker in everybody_speaking(guide.language):
        *said, answer = phrases_spoken(speaker, (*phrases, agree))
        for phrase, clip in zip(phrases, said, strict=True):
            callers[phrase].append(Caller(clip, answer))
    return callers


def _percent(tried: Tried) -> float | None:
    return 100 * tried.begun / tried.people if tried.people else None
