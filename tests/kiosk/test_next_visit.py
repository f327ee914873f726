"""The next visit of a clinic without a supervisor is a new process with the right beginning."""

import pytest

from mskiosk.cli.next_visit import next_command
from mskiosk.core.events import Beginning

MODULE = ["/usr/bin/python3", "-m", "mskiosk"]
SCRIPT = ["/usr/bin/python3", "/usr/bin/mskiosk"]


@pytest.mark.parametrize("started", [MODULE, SCRIPT])
@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        ([], []),
        (["--profile", "clinic"], ["--profile", "clinic"]),
        (["--begins", "resting", "--mute"], ["--mute"]),
        (["--begins=anew", "--mute"], ["--mute"]),
        (["--beg", "anew", "tutor"], ["tutor"]),
        (["--config", "a b.yaml", "--b=anew"], ["--config", "a b.yaml"]),
    ],
)
def test_what_was_asked_for_stays_and_only_the_beginning_changes(
    started: list[str], arguments: list[str], kept: list[str]
) -> None:
    command = next_command([*started, *arguments], len(arguments), Beginning.CLEARED)
    assert command == [*started, "--begins", "cleared", *kept]
