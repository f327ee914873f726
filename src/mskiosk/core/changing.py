"""What is done by each command that changes a setting and needs to know nothing else."""

from collections.abc import Callable, Mapping
from functools import partial

from mskiosk.core.appearance import change_colours, hide_screen, space_lines
from mskiosk.core.draft import Draft
from mskiosk.core.intents import Command
from mskiosk.core.one_by_one import give_all_at_once
from mskiosk.core.policy import Switches
from mskiosk.core.scanning import change_scan_rate, stop_using_switches, use_switches
from mskiosk.core.settings import (
    change_patience,
    change_rate,
    change_volume,
    restore,
    switch_earcons,
    switch_speech,
)
from mskiosk.core.sizing import change_text_size
from mskiosk.core.steadying import change_steadiness
from mskiosk.core.switches import set_up_switches, use_two_switches


def _use_one_switch(draft: Draft) -> None:
    use_switches(draft, Switches.ONE)


def _step_with_one_switch(draft: Draft) -> None:
    use_switches(draft, Switches.STEP)


CHANGES: Mapping[Command, Callable[[Draft], None]] = {
    Command.SLOWER: partial(change_rate, by=-1),
    Command.FASTER: partial(change_rate, by=1),
    Command.LOUDER: partial(change_volume, by=1),
    Command.QUIETER: partial(change_volume, by=-1),
    Command.CHANGE_COLOURS: change_colours,
    Command.SPACE_LINES: space_lines,
    Command.HIDE_SCREEN: hide_screen,
    Command.BIGGER_TEXT: partial(change_text_size, by=1),
    Command.SMALLER_TEXT: partial(change_text_size, by=-1),
    Command.SHOW_EVERYTHING: give_all_at_once,
    Command.SPEECH_ON_OFF: switch_speech,
    Command.SOUNDS_ON_OFF: switch_earcons,
    Command.WAIT_LONGER: partial(change_patience, by=1),
    Command.WAIT_LESS: partial(change_patience, by=-1),
    Command.STEADIER_KEYS: partial(change_steadiness, by=1),
    Command.QUICKER_KEYS: partial(change_steadiness, by=-1),
    Command.SET_UP_SWITCHES: set_up_switches,
    Command.ONE_SWITCH: _use_one_switch,
    Command.SWITCH: _use_one_switch,
    Command.STEP_SWITCH: _step_with_one_switch,
    Command.TWO_SWITCHES: use_two_switches,
    Command.NO_SWITCHES: stop_using_switches,
    Command.SCAN_SLOWER: partial(change_scan_rate, by=1),
    Command.SCAN_FASTER: partial(change_scan_rate, by=-1),
    Command.NORMAL_SETTINGS: restore,
}
