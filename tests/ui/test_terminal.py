import os
import subprocess
import sys

import pytest

from mskiosk.ui.terminal import Terminal, why_not


def terminal(
    *,
    has_keyboard: bool = True,
    has_screen: bool = True,
    name: str = "xterm",
    columns: int = 80,
    rows: int = 24,
) -> Terminal:
    return Terminal(
        has_keyboard=has_keyboard,
        has_screen=has_screen,
        name=name,
        columns=columns,
        rows=rows,
        is_ascii_only=False,
    )


@pytest.mark.parametrize(
    "usable", [terminal(), terminal(columns=10, rows=4), terminal(columns=0, rows=0)]
)
def test_a_terminal_that_can_draw_is_used(usable: Terminal) -> None:
    assert why_not(usable) is None


@pytest.mark.parametrize(
    ("unusable", "reason"),
    [
        (terminal(has_keyboard=False), "not a terminal"),
        (terminal(has_screen=False), "not a terminal"),
        (terminal(name="dumb"), 'TERM is "dumb"'),
        (terminal(name=""), "TERM is not set"),
        (terminal(columns=9), "has 9 columns and 24 rows"),
        (terminal(rows=3), "has 80 columns and 3 rows"),
    ],
)
def test_any_other_is_refused_with_the_way_out(unusable: Terminal, reason: str) -> None:
    said = why_not(unusable)
    assert said
    assert reason in said
    assert "mskiosk --plain" in said


@pytest.mark.parametrize(
    ("environ", "is_ascii_only"),
    [
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, False),
        ({"LANG": "POSIX"}, True),
        ({}, True),
    ],
)
def test_the_locale_says_whether_more_than_ascii_is_safe(
    environ: dict[str, str], is_ascii_only: bool
) -> None:
    assert Terminal.here(environ).is_ascii_only is is_ascii_only


def test_looking_at_the_terminal_loads_nothing_slow() -> None:
    """The reason not to draw comes before Textual is there."""
    script = (
        "import sys; from mskiosk.ui.terminal import Terminal, prepare_environment, why_not;"
        "import mskiosk.ui.keymap; why_not(Terminal.here()); prepare_environment();"
        "import mskiosk.plain.front_end;"
        "print(sorted({'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_the_environment_is_prepared_for_textual() -> None:
    script = (
        "import os; os.environ['TEXTUAL_LOG'] = '/tmp/x';"
        "from mskiosk.ui.terminal import prepare_environment; prepare_environment();"
        "from textual import constants as c;"
        "print(c.DISABLE_KITTY_KEY, c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.LOG_FILE,"
        " c.ESCAPE_DELAY)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ESCDELAY"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env=environment
    )
    assert done.stdout.decode().split() == ["True", "none", "False", "None", "0.025"]
