"""Rate, volume, speech and earcons: changed in mid-sentence without losing the place."""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.effects import SetVolume
from mskiosk.core.intents import Command, Intent
from mskiosk.core.keeping import KEPT, OF_THE_PERSON, forget_settings
from mskiosk.core.missing_voice import about_missing_voice
from mskiosk.core.notices import Notice
from mskiosk.core.policy import RATES, VOLUMES, PatienceLevel, Policy, Switches
from mskiosk.core.relabelling import lay_anew
from mskiosk.core.remarking import remark
from mskiosk.core.state import After, Phase, Settings
from mskiosk.core.stepping import neighbour, stepped

_CUTS_NOTHING = frozenset(
    {
        Command.SLOWER,
        Command.FASTER,
        Command.LOUDER,
        Command.QUIETER,
        Command.BIGGER_TEXT,
        Command.SMALLER_TEXT,
        Command.CHANGE_COLOURS,
        Command.SPACE_LINES,
        Command.HIDE_SCREEN,
        Command.SOUNDS_ON_OFF,
        Command.WAIT_LONGER,
        Command.WAIT_LESS,
        Command.STEADIER_KEYS,
        Command.QUICKER_KEYS,
        Command.SCAN_SLOWER,
        Command.SCAN_FASTER,
    }
)

_LEVELS = tuple(PatienceLevel)


def settings_at_start(policy: Policy) -> Settings:
    """Of a person of whom nothing is kept."""
    return Settings(
        policy.rate,
        policy.volume,
        policy.patience,
        policy.is_aloud,
        policy.has_earcons,
        policy.look,
        strike_window_seconds=policy.strike_window_seconds,
        next_switch=policy.next_switch,
        select_switch=policy.select_switch,
        switches=_switches_at_start(policy),
        scan_seconds=policy.scan_seconds,
    )


def _switches_at_start(policy: Policy) -> Switches:
    """A voiced sound is one switch."""
    needs_one = policy.has_sound_switch and not policy.switches.is_one
    return Switches.ONE if needs_one else policy.switches


def cuts(intent: Intent) -> bool:
    """Whether what is being said ends with `intent`; most settings change under it."""
    return intent not in _CUTS_NOTHING


def change_rate(draft: Draft, by: int) -> None:
    rate = stepped(draft, RATES, draft.state.settings.rate, by)
    if rate is None:
        remark(draft, draft.notice(Notice.SLOWEST if by < 0 else Notice.FASTEST))
        return
    _set_rate(draft, rate)
    remark(draft, draft.notice(Notice.SLOWER if by < 0 else Notice.FASTER, rate=rate))


def _set_rate(draft: Draft, rate: int) -> None:
    """The sentence that sounds begins again, at the new rate."""
    draft.change(settings=replace(draft.state.settings, rate=rate), is_prepared=False)
    lay_anew(draft)
    draft.begin_sentence_again()


def change_volume(draft: Draft, by: int) -> None:
    settings = draft.state.settings
    volume = stepped(draft, range(1, VOLUMES + 1), settings.volume, by)
    if volume is None:
        remark(draft, draft.notice(Notice.QUIETEST if by < 0 else Notice.LOUDEST))
        return
    draft.change(settings=replace(settings, volume=volume))
    draft.emit(SetVolume(volume))
    notice = Notice.QUIETER if by < 0 else Notice.LOUDER
    remark(draft, draft.notice(notice, volume=volume, most=VOLUMES))


def change_patience(draft: Draft, by: int) -> None:
    """How long the kiosk waits for somebody who pauses while they speak."""
    patience = stepped(draft, _LEVELS, draft.state.settings.patience, by)
    if patience is None:
        remark(draft, draft.notice(Notice.WAITS_LEAST if by < 0 else Notice.WAITS_MOST))
        return
    set_patience(draft, patience)
    remark(draft, draft.notice(Notice.WAITS_LESS if by < 0 else Notice.WAITS_LONGER))


def longer_patience(draft: Draft) -> PatienceLevel | None:
    """The next level; None at the last."""
    return neighbour(_LEVELS, draft.state.settings.patience, 1)


def set_patience(draft: Draft, patience: PatienceLevel) -> None:
    draft.change(settings=replace(draft.state.settings, patience=patience))


def switch_earcons(draft: Draft) -> None:
    settings = draft.state.settings
    draft.change(settings=replace(settings, has_earcons=not settings.has_earcons))
    remark(draft, draft.notice(Notice.SOUNDS_OFF if settings.has_earcons else Notice.SOUNDS_ON))


def restore(draft: Draft) -> None:
    """Voice, sounds and screen as usual, without losing the place (V3), and what was set of them is
    kept no longer. What hands and speech need stays. A reply that was cut is not gone on with: it
    may have said what was set."""
    state = draft.state
    before = state.settings
    own = {KEPT[key]: getattr(before, KEPT[key]) for key in OF_THE_PERSON}
    after = replace(settings_at_start(draft.policy), **own)
    draft.change(settings=after, is_prepared=False)
    draft.emit(SetVolume(after.volume))
    forget_settings(draft, but=OF_THE_PERSON)
    if after.rate != before.rate:
        lay_anew(draft)
    said = draft.notice(Notice.NORMAL_SETTINGS)
    if before.look.is_one_at_a_time and not after.look.is_one_at_a_time and draft.state.lines:
        draft.reply(said, after=After.READ_ON)  # the choices that were not asked about yet
    elif state.phase is Phase.REPLYING:
        draft.reply(said, after=state.after_reply)
    else:
        draft.detour(said, is_brief=True)


def switch_speech(draft: Draft) -> None:
    """Off is still said aloud; then captions alone go on at the pace of speech, also on a screen
    that was hidden, which is said too. On tells why nothing sounds, where it does not."""
    settings = draft.state.settings
    draft.change(settings=replace(settings, is_aloud=not settings.is_aloud))
    if settings.is_aloud:
        # The farewell of the voice is a prompt of its own: what follows it is silent.
        draft.change(settings=settings)
        shown = (draft.notice(Notice.SCREEN_SHOWN),) if settings.is_screen_hidden else ()
        draft.say_apart(draft.notice(Notice.SPEECH_OFF), *shown)
        draft.change(settings=replace(settings, is_aloud=False, is_screen_hidden=False))
    else:
        draft.detour(draft.notice(Notice.SPEECH_ON), *about_missing_voice(draft), is_brief=True)
