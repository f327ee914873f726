"""A visit with real sound at a clinic, and then: nothing of it, in the memory of no process, in no
file and in no terminal (P5).

Each thing that is looked for is found first while the visit lasts; else it would prove nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.kiosk.entries import entry_of
from mskiosk.kiosk.journal import LOG_NAME
from tests.virtual_sound import Recorder, VirtualSound
from tests.walk.clinic import PARTS, PLACES, Clinic
from tests.walk.kiosk import wait_until_gone
from tests.walk.remains import Sentences, Sound, Unreadable, contents_of
from tests.walk.visitor import Visitor

pytestmark = pytest.mark.long

_ON_THE_PAGE = Sentences(
    ("Tiredness and pain", "Eyes and sight", "No one has every", "can affect many parts")
)
"""Of the page of symptoms; short enough to stand in a line."""
_ENDS = Sentences(("Do you want to end?", "Do you want"))
_GOODBYE = Sentences(("I clear everything", "Goodbye. I"))
_CLEARED = Sentences(("Everything is cleared", "Everything is"))
_HAS_THE_GUIDE = "visit"
_GUIDES = "guides"
"""The folder in the cache: each page as it is for everybody."""


@pytest.fixture
def clinic(tmp_path: Path, display: str, virtual_sound: VirtualSound) -> Iterator[Clinic]:
    pulse = {"PULSE_SERVER": virtual_sound.environment["PULSE_SERVER"]}
    running = Clinic(tmp_path, display, environment=pulse)
    try:
        running.wait_for_service((0, 0))
        yield running
    finally:
        running.service.close()


def test_nothing_is_left_of_a_visit_when_everything_is_cleared(
    clinic: Clinic, virtual_sound: VirtualSound
) -> None:
    places = [clinic.folder / name for name in PLACES.values()]
    visitor = Visitor(clinic, virtual_sound)
    with virtual_sound.microphone_recorder() as microphone:
        visitor.say("main menu", lambda: "visit-begun by=voice" in clinic.records)
        files_before = dict(contents_of(places))
        terminal = clinic.pid("terminal")
        try:
            visitor.say("number two", lambda: bool(_ON_THE_PAGE.in_memory(terminal)))
        except Unreadable as reason:
            pytest.skip(f"{reason}")
        clinic.press("F3")  # slower
        assert_a_visit_leaves_traces_while_it_lasts(clinic, microphone)
        former = set(clinic.service.group()) - {clinic.service.supervisor}
        before = clinic.served
        visitor.say("goodbye", lambda: bool(_ENDS.in_memory(terminal)))
        visitor.say("yes please", lambda: bool(_GOODBYE.in_memory(terminal)))
        said = sound_of(microphone)
    clinic.wait_for_service(before)

    assert wait_until_gone(list(former), 0.0) == []
    assert clinic.began() == "cleared"
    assert "visit-ended how=goodbye" in clinic.records
    assert_nothing_is_in_memory(clinic, said)
    assert_nothing_is_in_files(clinic, said, files_before)
    for pid in clinic.service.group():
        assert core_limits(pid) == ("0", "0")


def assert_a_visit_leaves_traces_while_it_lasts(clinic: Clinic, microphone: Recorder) -> None:
    """The listening process has not yet forgotten everything that it has heard, nor the speaking
    process what it has said."""
    assert sound_of(microphone).in_memory(clinic.pid("listening")) > 0
    for part in ("terminal", "speaking"):
        assert _ON_THE_PAGE.in_memory(clinic.pid(part)), part


def assert_nothing_is_in_memory(clinic: Clinic, said: Sound) -> None:
    """What is being said now is found in the same places, so somebody has looked there."""
    for part in ("terminal", "speaking"):
        clinic.wait_until(lambda part=part: bool(_CLEARED.in_memory(clinic.pid(part))))  # type: ignore[misc]
    parts = {clinic.pid(part): part for part in PARTS}
    for pid in clinic.service.group():
        assert said.in_memory(pid) == 0, parts.get(pid)
        if parts.get(pid) != _HAS_THE_GUIDE:
            assert _ON_THE_PAGE.in_memory(pid) == set(), parts.get(pid)


def assert_nothing_is_in_files(clinic: Clinic, said: Sound, before: dict[Path, bytes]) -> None:
    """Those that were there when the visit began, and are as they were, are the same for
    everybody."""
    places = [clinic.folder / name for name in PLACES.values()]
    found = dict(contents_of(places))
    changed = {path: content for path, content in found.items() if before.get(path) != content}
    assert {path.parent.name for path in changed} <= {"logs", _GUIDES}
    for path, content in (*changed.items(), *contents_of([clinic.folder])):
        assert said.in_bytes(content) == 0, path
        is_the_guide = path.parent.name == _GUIDES
        if not is_the_guide and (path in changed or path.parent == clinic.folder):
            assert _ON_THE_PAGE.in_bytes(content) == set(), path
    log = clinic.folder / "logs" / LOG_NAME
    for line in log.read_text().splitlines() if log.exists() else ():
        assert entry_of(line), line


def sound_of(microphone: Recorder) -> Sound:
    return Sound(microphone.samples().tobytes())


def core_limits(pid: int) -> tuple[str, str]:
    """No process of the kiosk can leave a core dump."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    soft, hard, *_ = next(each for each in lines if "core file" in each).split()[4:]
    return soft, hard
