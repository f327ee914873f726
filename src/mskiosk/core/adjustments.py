"""What the pages of settings offer: one row for each, and nothing else is to be changed for one
more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mskiosk.core.guide import Choice, Guide, Text
from mskiosk.core.intents import Command
from mskiosk.core.look import TEXT_SIZES, Theme
from mskiosk.core.notices import Notice
from mskiosk.core.policy import STRIKE_WINDOWS, VOLUMES, PatienceLevel, Switches
from mskiosk.core.state import State

MOST_CHOICES = 5
"""C1; the last of them may lead to more."""

THEME_NAMES = {
    Theme.DARK: Notice.THEME_DARK,
    Theme.LIGHT: Notice.THEME_LIGHT,
    Theme.YELLOW: Notice.THEME_YELLOW,
    Theme.SOFT: Notice.THEME_SOFT,
}

Value = Callable[[Guide, State], Text]


def _text_size(guide: Guide, state: State) -> Text:
    return _step(guide, state.text_size, len(TEXT_SIZES))


def _colours(guide: Guide, state: State) -> Text:
    return guide.notice(THEME_NAMES[state.settings.look.theme])


def _spacing(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.look.is_double_spaced)


def _hidden(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.is_screen_hidden)


def _one_at_a_time(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.look.is_one_at_a_time)


def _rate(guide: Guide, state: State) -> Text:
    return guide.notice(Notice.VALUE_RATE, rate=state.settings.rate)


def _volume(guide: Guide, state: State) -> Text:
    return _step(guide, state.settings.volume, VOLUMES)


def _patience(guide: Guide, state: State) -> Text:
    levels = tuple(PatienceLevel)
    return _step(guide, levels.index(state.settings.patience) + 1, len(levels))


def _earcons(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.has_earcons)


def _speech(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.is_aloud)


def _steadiness(guide: Guide, state: State) -> Text:
    window = STRIKE_WINDOWS.index(state.settings.strike_window_seconds)
    return _step(guide, window + 1, len(STRIKE_WINDOWS))


def _one_switch(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.switches is Switches.ONE)


def _step_switch(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.switches is Switches.STEP)


def _two_switches(guide: Guide, state: State) -> Text:
    return _on_or_off(guide, is_on=state.settings.switches is Switches.TWO)


def _step(guide: Guide, number: int, most: int) -> Text:
    return guide.notice(Notice.VALUE_STEP, number=guide.number(number), most=guide.number(most))


def _on_or_off(guide: Guide, *, is_on: bool) -> Text:
    return guide.notice(Notice.VALUE_ON if is_on else Notice.VALUE_OFF)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A choice that carries out `command`, and tells the present `value`, if there is one."""

    name: Notice
    command: Command
    value: Value | None = None


ADJUSTMENTS: tuple[Adjustment, ...] = (
    Adjustment(Notice.SET_BIGGER_TEXT, Command.BIGGER_TEXT, _text_size),
    Adjustment(Notice.SET_SMALLER_TEXT, Command.SMALLER_TEXT, _text_size),
    Adjustment(Notice.SET_COLOURS, Command.CHANGE_COLOURS, _colours),
    Adjustment(Notice.SET_SPACING, Command.SPACE_LINES, _spacing),
    Adjustment(Notice.SET_SLOWER, Command.SLOWER, _rate),
    Adjustment(Notice.SET_FASTER, Command.FASTER, _rate),
    Adjustment(Notice.SET_QUIETER, Command.QUIETER, _volume),
    Adjustment(Notice.SET_LOUDER, Command.LOUDER, _volume),
    Adjustment(Notice.SET_WAIT_LONGER, Command.WAIT_LONGER, _patience),
    Adjustment(Notice.SET_WAIT_LESS, Command.WAIT_LESS, _patience),
    Adjustment(Notice.SET_SOUNDS, Command.SOUNDS_ON_OFF, _earcons),
    Adjustment(Notice.SET_SPEECH, Command.SPEECH_ON_OFF, _speech),
    Adjustment(Notice.SET_STEADIER_KEYS, Command.STEADIER_KEYS, _steadiness),
    Adjustment(Notice.SET_QUICKER_KEYS, Command.QUICKER_KEYS, _steadiness),
    Adjustment(Notice.SET_UP_SWITCHES, Command.SET_UP_SWITCHES),
    Adjustment(Notice.SET_ONE_SWITCH, Command.ONE_SWITCH, _one_switch),
    Adjustment(Notice.SET_STEP_SWITCH, Command.STEP_SWITCH, _step_switch),
    Adjustment(Notice.SET_TWO_SWITCHES, Command.TWO_SWITCHES, _two_switches),
    Adjustment(Notice.SET_NO_SWITCHES, Command.NO_SWITCHES),
    Adjustment(Notice.SET_ONE, Command.ONE_AT_A_TIME, _one_at_a_time),
    Adjustment(Notice.SET_HIDDEN, Command.HIDE_SCREEN, _hidden),
    Adjustment(Notice.SET_LEARN_VOICE, Command.LEARN_VOICE),
    Adjustment(Notice.SET_TUTOR, Command.TUTOR),
    Adjustment(Notice.SET_NORMAL, Command.NORMAL_SETTINGS),
)
"""In the order in which they are offered: those that belong together are on one page."""


def parts_of(adjustments: Sequence[Adjustment]) -> tuple[tuple[Adjustment, ...], ...]:
    """As many as fit on each page beside the choice of more; the last page needs none."""
    parts: list[tuple[Adjustment, ...]] = []
    rest = tuple(adjustments)
    while len(rest) > MOST_CHOICES:
        parts.append(rest[: MOST_CHOICES - 1])
        rest = rest[MOST_CHOICES - 1 :]
    return (*parts, rest)


PARTS = parts_of(ADJUSTMENTS)


def adjustment_choices(part: int, guide: Guide, state: State) -> tuple[Choice, ...]:
    """What can be set on that page, as it is set now, and the way to the next one."""
    choices = [_choice(adjustment, guide, state) for adjustment in PARTS[part]]
    if part + 1 < len(PARTS):
        choices.append(Choice(guide.notice(Notice.MORE_SETTINGS), ""))
    return tuple(choices)


def _choice(adjustment: Adjustment, guide: Guide, state: State) -> Choice:
    name = guide.notice(adjustment.name)
    if adjustment.value is None:
        return Choice(name, "", name=name)
    value = adjustment.value(guide, state)
    return Choice(guide.notice(Notice.SETTING, name=name, value=value), "", name=name)
