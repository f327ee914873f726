"""What `mskiosk bench` refuses before it measures."""

from pathlib import Path

import pytest

from mskiosk.cli.arguments import BENCHES, parser
from mskiosk.cli.bench import stray_option
from mskiosk.cli.exits import Exit
from tests.cli.program import run


@pytest.mark.parametrize("what", ["core", "start", "screen"])
def test_with_bad_settings_the_fault_is_told_and_no_figure(tmp_path: Path, what: str) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("voice: {volume: 99}\n")
    ended = run(tmp_path, "--config", str(bad), "bench", what)
    assert (ended.status, ended.output) == (Exit.FAULTS, "")
    assert f"{bad}:1: " in ended.errors


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("core --hours 3", "bench core has no use for --hours"),
        ("core --own-voice", "bench core has no use for --own-voice"),
        ("start --engine vosk", "bench start has no use for --engine"),
        ("screen --spotter /x", "bench screen has no use for --spotter"),
        ("speaking --set /x", "bench speaking has no use for --set"),
        ("start --soak", "bench start has no use for --soak"),
        ("visits --set /x", "bench visits has no use for --set without --soak"),
        ("visits --engine vosk", "bench visits has no use for --engine without --soak"),
        ("visits --soak --own-voice", "bench visits --soak has no use for --own-voice"),
        ("listening --hours 3", "bench listening has no use for --hours without --soak"),
        ("listening --own-voice --soak", "bench listening --own-voice has no use for --soak"),
        ("listening --own-voice --spotter /x", "--own-voice has no use for --spotter"),
    ],
)
def test_an_option_of_another_measurement_is_refused(tmp_path: Path, line: str, told: str) -> None:
    """Else somebody waits for figures of what was not measured."""
    ended = run(tmp_path, "bench", *line.split())
    assert (ended.status, ended.output) == (Exit.USAGE, "")
    assert ended.errors.endswith(f"{told}\n")


@pytest.mark.parametrize("what", BENCHES)
def test_what_each_measurement_takes_is_known(what: str) -> None:
    assert stray_option(parser("0").parse_args(["bench", what, "--json"])) is None


@pytest.mark.parametrize(
    "line",
    [
        *("screen --soak", "speaking --soak", "listening --own-voice --set /x"),
        *("listening --engine spotter --spotter /x --set /x", "listening --soak --hours 3"),
        "visits --soak --hours 3 --engine partners --spotter /x --set /x",
    ],
)
def test_its_own_options_are_taken(line: str) -> None:
    assert stray_option(parser("0").parse_args(["bench", *line.split()])) is None
