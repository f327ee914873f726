"""What goes through the pipe between the kiosk and its listening child comes out as it went in."""

import pytest

from mskiosk.core.effects import Listen, Patience
from mskiosk.core.events import (
    Ending,
    Hypothesis,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SampleFault,
    SampleHeard,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mskiosk.core.grammar import Grammar
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.listening import wire
from mskiosk.listening.ear import Hearing

PATIENCE = Patience(complete_seconds=1.0, incomplete_seconds=3.0, most_voiced_seconds=9.0)
REPORTS: list[wire.ChildReport] = [
    SpeechStarted(3),
    SpeechPaused(4),
    SpeechEnded(5, ()),
    *(SpeechEnded(6, (Hypothesis("zwei", 0.5), Hypothesis("drei", 0.25)), how) for how in Ending),
    *(SampleHeard(7, "zurück", fault) for fault in (None, *SampleFault)),
    ListenerReady("vosk"),
    *(ListenerFailed(fault) for fault in ListenerFault),
]


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_a_report_arrives_as_it_was_sent(report: wire.ChildReport) -> None:
    assert wire.report(wire.report_frame(report)) == report


@pytest.mark.parametrize("is_for_switch", [False, True])
def test_a_request_arrives_with_its_phrases_and_waits(*, is_for_switch: bool) -> None:
    phrases: dict[str, Intent] = {
        "two": Choose(1),
        "zurück": Command.GO_BACK,
        "zurück zum anfang": Command.MAIN_MENU,
    }
    request = Listen(
        turn=8,
        grammar=Grammar(phrases),
        patience=PATIENCE,
        deaf_seconds=0.25,
        is_for_switch=is_for_switch,
        sample_of="zurück",
    )
    assert wire.hearing(wire.listen_command(request)) == Hearing(
        turn=8,
        phrases=tuple(phrases),
        unfinished={"zurück": ("zurück zum anfang",)},
        patience=PATIENCE,
        deaf_seconds=0.25,
        is_for_switch=is_for_switch,
        sample_of="zurück",
    )


def test_what_was_learned_of_a_voice_arrives_byte_for_byte() -> None:
    each = [bytes(range(256)), b""]
    assert wire.samples(wire.samples_in_text({"zurück": each})) == {"zurück": each}
    assert wire.learned(wire.learned_frame(7, "zurück", each)) == (7, {"zurück": each})
    assert wire.learned({"is": "sample"}) is None


@pytest.mark.parametrize("frame", [{}, {"is": "pong"}, {"is": "ended", "turn": "1"}])
def test_a_frame_that_is_no_report_is_none(frame: dict[str, object]) -> None:
    assert wire.report(frame) is None
