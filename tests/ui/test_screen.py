"""The app as Textual runs it: what it draws, and what it makes of keys."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual import events
from textual.geometry import Size

from mskiosk.configuration.keymaps import load_keymap
from mskiosk.core.events import KeyCaptured, Pressed, ScreenMeasured, StrikesUnsteady
from mskiosk.core.intents import Choose, Command
from mskiosk.core.view import View
from mskiosk.ui.app import KioskApp
from tests.access.contrast import contrast, exactly
from tests.keyboard import FULL_KEYBOARD
from tests.ui.screens import Screen, screen
from tests.ui.test_keymap import KEYS
from tests.ui.views import LABELS, ODD, SIZES, page, text

STATES = [
    replace(page(), marked=4),
    replace(page(), marked=15, focus=2),
    replace(page(), marked=0),
    replace(page(), marked=None, focus=1, caption=text("Louder."), heard=text("I heard: x")),
]


@pytest.mark.parametrize("size", SIZES)
async def test_every_cell_has_a_contrast_of_ten_to_one(size: tuple[int, int]) -> None:
    """V4, W1, also where nothing is written."""
    async with screen(size) as running:
        for view in STATES:
            await running.show(view)
            drawn = running.drawn()
            assert [len(row) for row in drawn] == [size[0]] * size[1]
            for _, style in itertools.chain(*drawn):
                assert contrast(exactly(style)) >= 10
                assert not style.dim
                assert not style.blink


async def test_without_colour_everything_is_still_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """W2: NO_COLOR leaves the terminal its two colours; signs and reverse remain."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen() as running:
        await running.show(replace(page(), marked=4, focus=1))
        drawn = running.drawn()
        for _, style in itertools.chain(*drawn):
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
        rows = running.rows()
        reversed_rows = [
            row for row, cells in zip(rows, drawn, strict=True) if any(s.reverse for _, s in cells)
        ]
        assert len(reversed_rows) == 2
        assert reversed_rows[0].startswith("* A relapse is a new symptom")
        assert reversed_rows[1].startswith("> 2  Disease-modifying")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("odd", ODD)
async def test_no_view_breaks_the_screen(size: tuple[int, int], odd: Callable[[], View]) -> None:
    async with screen(size) as running:
        await running.show(odd())
        assert all(character.isprintable() for row in running.rows() for character in row)


async def test_a_view_that_came_before_the_screen_is_drawn() -> None:
    app = KioskApp(keymap=FULL_KEYBOARD, report=lambda event: None)
    app.show(replace(page(), marked=2))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "* There is no cure yet." in Screen(app, pilot, []).text()


async def test_the_cursor_of_the_terminal_follows() -> None:
    """W16, W10: terminal readers and magnifiers look where the cursor is."""
    async with screen() as running:
        for marked in range(1, 13):
            await running.show(replace(page(), marked=marked))
            x, y = running.app.cursor_position
            assert x == 2
            assert running.rows()[y].startswith("*")
        for focus, label in enumerate(LABELS):
            await running.show(replace(page(), marked=2, focus=focus))
            x, y = running.app.cursor_position
            assert label in running.rows()[y]


async def test_a_resize_keeps_the_sentence_in_view() -> None:
    async with screen((80, 24)) as running:
        await running.show(replace(page(), marked=9))
        for size in [(40, 15), (10, 4), (1, 1), (240, 67), (80, 24)]:
            await running.pilot.resize_terminal(*size)
            await running.pilot.pause()
            assert len(running.rows()) == size[1]
            if size[0] >= 40:
                assert page().lines[9].text.shown in running.text()
        assert running.pressed == []


@pytest.mark.parametrize("key", KEYS)
async def test_each_key_reports_its_intent(key: str) -> None:
    """W6, E16: everything by key."""
    async with screen() as running:
        await running.show(page())
        await running.pilot.press(key)
        assert running.pressed == [KEYS[key]]


@pytest.mark.parametrize("key", ["x", "insert", "shift+tab", "ctrl+p", "ctrl+z", "f24", "colon"])
async def test_unknown_keys_hush_and_do_nothing_of_textuals(key: str) -> None:
    async with screen() as running:
        await running.show(page())
        before = running.rows()
        await running.pilot.press(key)
        assert running.pressed == [Command.STOP]
        assert running.rows() == before


async def test_modifiers_do_nothing() -> None:
    async with screen() as running:
        await running.pilot.press("left_shift", "right_control", "caps_lock")
        assert running.pressed == []


async def test_additional_keys_are_taken() -> None:
    """M8"""
    async with screen(
        keymap=FULL_KEYBOARD.with_additions({"f13": Command.HELP, "a": Choose(2)})
    ) as running:
        await running.pilot.press("f13", "a")
        assert running.pressed == [Command.HELP, Choose(2)]


async def test_a_burst_of_one_key_is_one_action() -> None:
    """E17"""
    async with screen() as running:
        await running.pilot.press(*["enter"] * 30)
        assert running.pressed == [Command.THIS_ONE]


async def test_two_presses_of_a_key_are_two_actions() -> None:
    async with screen() as running:
        for at in (10.0, 10.9):
            press(running, "down", at)
        await running.pilot.pause()
        assert running.pressed == [Command.NEXT_CHOICE] * 2


async def test_the_window_for_double_strikes_is_that_of_the_view() -> None:
    """E18: changed inside the kiosk, and in force at once."""
    async with screen() as running:
        await running.show(replace(page(), strike_window_seconds=1.0))
        for at in (10.0, 10.5, 12.0):
            press(running, "down", at)
        await running.pilot.pause()
        assert running.pressed == [Command.NEXT_CHOICE] * 2


async def test_a_hand_that_strikes_twice_is_reported_once() -> None:
    async with screen() as running:
        for at in (10.0, 20.0, 30.0):
            for key, after in (("enter", 0.0), ("enter", 0.72)):
                await running.show(replace(page(), strike_window_seconds=0.5))
                press(running, key, at + after)
        await running.pilot.pause()
        told = [each for each in running.events if isinstance(each, StrikesUnsteady)]
        assert [each.gap_seconds for each in told] == [pytest.approx(0.72)]
        assert running.pressed == [Command.THIS_ONE] * 6


async def test_who_goes_on_quickly_with_the_key_that_takes_is_not_reported() -> None:
    """M5: with a switch that steps, and where one thing is given at a time."""
    async with screen() as running:
        await running.show(replace(page(), select_goes_on=True, strike_window_seconds=0.5))
        for at in (10.0, 20.0, 30.0):
            press(running, "enter", at)
            press(running, "enter", at + 0.72)
        await running.pilot.pause()
        assert running.pressed == [Command.THIS_ONE] * 6
        assert not [each for each in running.events if isinstance(each, StrikesUnsteady)]


async def test_a_key_that_is_asked_for_is_told_by_its_name_and_the_ways_out_stay() -> None:
    """M4: switches are set up by pressing them."""
    async with screen(keymap=load_keymap("ez-access")) as running:
        await running.show(replace(page(), captures_key=True))
        strikes = [
            (8.0, "ctrl+a"),
            (9.0, "unknown"),
            (10.0, "f13"),
            (11.0, "f13"),
            (13.0, "f13"),
            (20.0, "left_shift"),
            (20.0, "f1"),
            (30.0, "0"),
            (40.0, "f12"),
        ]
        for at, key in (*strikes, (50.0, "escape")):
            press(running, key, at)
        await running.pilot.pause()
        reported = [each for each in running.events if not isinstance(each, ScreenMeasured)]
        assert reported == [
            *[KeyCaptured("f13")] * 2,
            KeyCaptured("f1"),
            Pressed(Command.GO_BACK),
        ]


async def test_the_switches_of_a_person_are_in_force_as_long_as_the_view_has_them() -> None:
    switches = (("f13", Command.NEXT_CHOICE), ("enter", Command.HELP))
    async with screen() as running:
        await running.show(replace(page(), key_additions=switches))
        await running.pilot.press("f13", "enter", "2")
        await running.show(page())
        press(running, "f13", 1e9)
        press(running, "enter", 1e9)
        await running.pilot.pause()
        assert running.pressed == [
            Command.NEXT_CHOICE,
            Command.HELP,
            Choose(1),
            Command.STOP,
            Command.THIS_ONE,
        ]


async def test_a_neighbour_that_is_struck_with_a_key_does_nothing() -> None:
    """M1: where the keymap says that they lie beside one another."""
    async with screen(keymap=load_keymap("ez-access")) as running:
        for at, key in ((10.0, "enter"), (10.1, "down"), (11.0, "down"), (12.0, "x")):
            press(running, key, at)
        await running.pilot.pause()
        assert running.pressed == [Command.THIS_ONE, Command.NEXT_CHOICE]


def press(running: Screen, key: str, at: float) -> None:
    event = events.Key(key, None)
    event.time = at
    running.app.post_message(event)


async def test_mouse_paste_and_focus_mean_nothing() -> None:
    async with screen() as running:
        await running.show(page())
        before = running.rows()
        for event in (
            events.Paste("1\n2\n\x1b"),
            events.AppBlur(),
            events.AppFocus(),
            mouse(events.MouseDown),
            mouse(events.MouseMove),
            mouse(events.MouseUp),
            mouse(events.MouseScrollDown),
            events.Resize(Size(80, 24), Size(80, 24)),
        ):
            running.app.post_message(event)
        await running.pilot.pause()
        assert running.pressed == []
        assert running.rows() == before


def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    return kind(None, x=5, y=5, delta_x=0, delta_y=0, button=1, shift=False, meta=False, ctrl=False)


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_no_key_ends_the_program_in_a_clinic(key: str) -> None:
    async with screen(is_clinic=True) as running:
        await running.pilot.press(key)
        assert running.app.is_running
        assert running.pressed == [Command.STOP]


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_at_home_a_key_ends_the_program(key: str) -> None:
    async with screen() as running:
        await running.pilot.press(key)
        await running.pilot.pause()
        assert not running.app.is_running
        assert running.pressed == []


async def test_nothing_is_reported_after_the_end() -> None:
    async with screen() as running:
        running.app.close()
        running.app.close(5)
        running.app.show(page())
        press(running, "enter", 1.0)
        await running.pilot.pause()
        assert running.pressed == []


@pytest.mark.parametrize("size", SIZES)
async def test_how_well_it_hears_is_shown_in_words_and_the_meter_only_beside_them(
    size: tuple[int, int],
) -> None:
    """W2, P5: a meter of signs, and never without the words; it moves nothing, and blinks not."""
    heard = replace(
        page(),
        microphone_status=text("I am listening"),
        quality_status=text("I hear you well"),
        voice_status=text("I am silent"),
    )
    async with screen(size) as running:
        await running.show(heard)
        before = running.rows()
        for level in (0, 6, 9):
            await running.show(replace(heard, level=level))
            rows = running.rows()
            changed = [(was, now) for was, now in zip(before, rows, strict=True) if was != now]
            assert len(changed) <= 1
            for was, now in changed:
                assert now.startswith(was.rstrip())
                assert now.rstrip().endswith("[" + "#" * level + "-" * (9 - level) + "]")
            if size[0] >= 40 and size[1] >= 15:
                assert changed
                assert "I hear you well" in running.text()
            assert not any(style.blink for row in running.drawn() for _, style in row)
