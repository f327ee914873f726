"""A listener at the loudspeaker while somebody presses whatever keys: S5, E4, V10.

After every press that cuts, nothing of the old sentence is heard any more, and what the press was
answered with begins. What that must be is worked out by a mirror of the dialogue; how it must
sound, by rendering it directly.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pytest

from mskiosk.cli.tracing import VARIABLE
from mskiosk.configuration.loading import load_configuration
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.effects import Speak
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.state import Phase
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import load_voice
from mskiosk.ui.keymap import intent_of
from tests.keyboard import FULL_KEYBOARD
from tests.likeness import ALIKE, speech_likeness
from tests.speaking.rendered import rendered
from tests.virtual_sound import LOUD, RATE, Recorder, VirtualSound
from tests.walk.kiosk import Kiosk, running
from tests.walk.mirror import Mirror, Obeyed

pytestmark = pytest.mark.long

PRESSES = 300
STUMBLES = 1
"""Of a machine that is busy with other things; what is wrong with the kiosk is wrong more often."""
ANOTHER = 0.6
"""As alike as this, or less, is another sentence; what is more alike, and not whole, has a gap."""
SEED = 4
CONFIGURATION = "downloads: never\nvoice: {rate_words_per_minute: 200, volume: 10}\n"
KEYS = {
    "right": "\x1b[C",
    "left": "\x1b[D",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "escape": "\x1b",
    "home": "\x1b[H",
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
    "x": "x",
    "q": "q",
    **{digit: digit for digit in "012345"},
}
"""Each key's name, and what a terminal sends for it."""
OFTEN = ("right", "right", "right", "left", "1", "2", "3", "4", "5", "x", "space")
SAME_KEY_SECONDS = 0.8
"""Sooner it might be a tremble."""
GONE_SECONDS = 0.25
"""So long after a press nothing of the old sentence sounds; a loose limit, the bench has the
figures."""
BEGUN_SECONDS = 0.5
"""So long after a press the answer sounds at the latest, its chime included; as loose."""
SLACK_SECONDS = 0.15
"""From the moment at which a sentence is said to begin to its sound, with room."""
JUDGED_SECONDS = 0.6
"""Speech that is shorter is like any other."""


@pytest.fixture(scope="module")
def guide() -> Iterator[Guide]:
    """The voice of this process pronounces as the kiosk's does."""
    guide = load_guide(shipped_content())
    with load_voice().pronouncing(Pronunciation(guide.voiced)):
        yield guide


@dataclass(slots=True)
class Counted:
    """How many presses showed what; a listener who judges nothing has proved nothing."""

    cut: int = 0
    silent: int = 0
    gone: int = 0
    begun: int = 0
    could_know: int = 0
    knew: int = 0
    broken: int = 0
    """Right, but with a gap, as on a busy machine."""


def test_after_any_key_the_old_sentence_is_gone_and_the_right_one_begins(
    tmp_path: Path, virtual_sound: VirtualSound, guide: Guide
) -> None:
    print(f"seed {SEED}")  # noqa: T201  # for whoever looks at a failure
    trace = tmp_path / "trace"
    environment = {**virtual_sound.environment, VARIABLE: str(trace)}
    (tmp_path / "mskiosk.yaml").write_text(CONFIGURATION)
    with (
        virtual_sound.recorder() as recorder,
        running(tmp_path, "--no-microphone", environment=environment) as kiosk,
    ):
        policy = load_configuration(tmp_path / "mskiosk.yaml").policy()
        mirror = Mirror(guide, policy, trace)
        recorder.wait_for_sound(60.0)
        moments = _press_keys(kiosk, mirror, Random(SEED))
        end = time.monotonic() + 1.0
        recorder.wait_until(lambda: recorder.last_moment > end, 5.0, "the rest")
        mirror.catch_up(end)
    assert len(mirror.obeyed) == PRESSES
    counted, wrong = Counted(), []
    for moment, until, obeyed in zip(moments, [*moments[1:], end], mirror.obeyed, strict=True):
        said = [each.speak for each in mirror.prompts if moment <= each.moment <= until]
        wrong += _judged(recorder, moment, until, obeyed, said, counted)
    print(counted, wrong)  # noqa: T201  # the same
    assert len(wrong) <= STUMBLES, wrong
    assert counted.broken <= PRESSES * 0.02
    assert counted.cut > PRESSES * 0.9
    assert counted.gone + counted.silent > PRESSES * 0.4
    assert counted.begun > PRESSES * 0.5
    assert counted.silent > PRESSES * 0.02
    assert counted.knew > counted.could_know * 0.8


def _press_keys(kiosk: Kiosk, mirror: Mirror, random: Random) -> list[float]:
    """Presses while something is being said; returns when."""
    moments: list[float] = []
    last: dict[str, float] = {}
    while len(moments) < PRESSES:
        quick = random.random() < 0.1
        _pass(random.uniform(0.05, 0.25) if quick else random.uniform(0.7, 1.9))
        _wait_for_words(mirror, is_quick=quick)
        now = time.monotonic()
        ready = [key for key in KEYS if now - last.get(key, 0.0) > SAME_KEY_SECONDS]
        often = [key for key in OFTEN if key in ready]
        key = random.choice(often if often and random.random() < 0.7 else ready)
        mirror.mean(intent_of(key, FULL_KEYBOARD) or Command.STOP)
        moments.append(time.monotonic())
        last[key] = moments[-1]
        kiosk.press(KEYS[key])
    return moments


def _wait_for_words(mirror: Mirror, *, is_quick: bool) -> None:
    """Until something is said, unless the person is to act first; never between two passages."""
    end = time.monotonic() + 5.0
    while time.monotonic() < end:
        mirror.catch_up(time.monotonic())
        rests = mirror.state.phase in (Phase.WAITING, Phase.PAUSED)
        if mirror.is_sounding or rests or (is_quick and not mirror.is_between_passages):
            return
        _pass(0.02)


def _pass(seconds: float) -> None:
    threading.Event().wait(seconds)


def _judged(
    recorder: Recorder,
    moment: float,
    until: float,
    obeyed: Obeyed,
    said_since: Sequence[Speak],
    counted: Counted,
) -> list[str]:
    """What is wrong with the sound between this press and the next."""
    if not obeyed.is_cut:
        return []
    counted.cut += 1
    wrong = []
    said = _first_words(obeyed)
    if said is None:
        after = recorder.samples(moment + GONE_SECONDS, until)
        if len(after) > RATE * JUDGED_SECONDS / 2:
            counted.silent += 1
            if np.max(np.abs(after.astype(int))) >= LOUD:
                wrong.append("not silent")
    else:
        wanted = _spoken(rendered(*said))[: _bytes(until - moment - BEGUN_SECONDS)]
        if len(wanted) >= _bytes(JUDGED_SECONDS):
            counted.begun += 1
            likeness = speech_likeness(recorder.samples(moment, until), wanted)
            counted.broken += ANOTHER < likeness < ALIKE
            if likeness <= ANOTHER:
                wrong.append(f"{likeness:.2f} of the beginning of {said[0]!r}")
    wrong += _stale(recorder, moment, until, obeyed, said_since, counted)
    return [f"press {moment:.2f}, {obeyed.intent}: {each}" for each in wrong]


def _first_words(obeyed: Obeyed) -> tuple[str, int] | None:
    """What must be heard first, and at how many words a minute; None for silence."""
    if obeyed.prompt is None or not obeyed.prompt.speak.is_aloud:
        return None
    speak = obeyed.prompt.speak
    return speak.texts[0].spoken, speak.words_per_minute


def _stale(
    recorder: Recorder,
    moment: float,
    until: float,
    obeyed: Obeyed,
    said_since: Sequence[Speak],
    counted: Counted,
) -> list[str]:
    """What is heard of the sentence that was cut, where it would be had nobody cut it. That it
    would be known there is shown by what was heard of it just before."""
    old = obeyed.sounding
    if old is None or not old.speak.is_aloud:
        return []
    began, text = old.began[-1], old.speak.texts[len(old.began) - 1]
    if any(text in speak.texts for speak in said_since):
        return []
    whole = rendered(text.spoken, old.speak.words_per_minute)
    whole = whole[: whole.index(last := _spoken(whole)) + len(last)]
    if moment - began > JUDGED_SECONDS + SLACK_SECONDS:
        before = moment - SLACK_SECONDS - JUDGED_SECONDS
        counted.could_know += 1
        counted.knew += _likeness_at(recorder, whole, began, before, JUDGED_SECONDS) > ALIKE
    since = moment + GONE_SECONDS
    seconds = min(len(whole) / RATE / 2 - (since - began), until - since)
    if seconds < JUDGED_SECONDS:
        return []
    counted.gone += 1
    likeness = _likeness_at(recorder, whole, began, since, seconds)
    return [f"{likeness:.2f} of the rest of {text.spoken!r}"] if likeness > ALIKE else []


def _likeness_at(
    recorder: Recorder, pcm: bytes, began: float, since: float, seconds: float
) -> float:
    """Of `seconds` of the recording from `since` on to `pcm`, which began to be played at `began`
    and is heard a little later."""
    part = pcm[_bytes(since - began) :][: _bytes(seconds)]
    return speech_likeness(recorder.samples(since, since + seconds + SLACK_SECONDS), part)


def _spoken(pcm: bytes) -> bytes:
    """From the first to the last sound, for the kiosk leaves out the silence before the first, and
    silence is like any other."""
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm, dtype="<i2").astype(int)) >= LOUD)
    return pcm[2 * int(loud[0]) : 2 * int(loud[-1])]


def _bytes(seconds: float) -> int:
    return 2 * max(round(RATE * seconds), 0)
