"""A recogniser that is not as it was installed is found out, and no start waits for that."""

import os
import threading
from pathlib import Path

import pytest

from mskiosk.kiosk import proving
from mskiosk.kiosk.proving import Proofs, Verdict
from mskiosk.models.installing import install
from tests.models.zips import known, zipped

FILE = Path("am", "final.mdl")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "FILE.zip"
    file.write_bytes(zipped())
    return install(file, tmp_path / "models", known=(known(zipped()),)).path


@pytest.fixture
def proofs(tmp_path: Path) -> Proofs:
    (tmp_path / "cache").mkdir(mode=0o700)
    return Proofs(tmp_path / "cache")


def _swap_a_byte(file: Path) -> None:
    """Size and time of change stay as they were, as far as a program can do that."""
    found = file.stat()
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_a_whole_model_is_read_once(model: Path, proofs: Proofs) -> None:
    assert proofs.known(model) is None
    assert proofs.prove(model) == Verdict(None)
    assert proofs.known(model) == Verdict(None)


def test_a_changed_byte_makes_what_was_known_worthless(model: Path, proofs: Proofs) -> None:
    proofs.prove(model)
    _swap_a_byte(model / FILE)
    assert proofs.known(model) is None
    damaged = Verdict(f"{FILE} has other contents than were installed")
    assert proofs.prove(model) == damaged
    assert proofs.known(model) == damaged


def test_a_model_that_was_installed_again_is_another_one(model: Path, proofs: Proofs) -> None:
    _swap_a_byte(model / FILE)
    proofs.prove(model)
    _swap_a_byte(model / FILE)
    assert proofs.known(model) is None
    assert proofs.prove(model) == Verdict(None)


def test_each_start_of_the_machine_reads_anew(
    model: Path, proofs: Proofs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proofs.prove(model)
    boot = tmp_path / "boot"
    boot.write_text("another")
    monkeypatch.setattr(proving, "_BOOT", boot)
    assert proofs.known(model) is None


def test_what_others_wrote_is_not_believed(model: Path, proofs: Proofs, tmp_path: Path) -> None:
    proofs.prove(model)
    (proof,) = (tmp_path / "cache" / "proofs").iterdir()
    for planted in (b"", b"[]", b'{"stamp": 1}', b"\xff", b"x" * 20_000):
        proof.write_bytes(planted)
        assert proofs.known(model) is None
    proofs.prove(model)
    proof.chmod(0o666)
    assert proofs.known(model) is None


def test_without_a_place_to_keep_it_the_model_is_read_at_each_start(
    model: Path, tmp_path: Path
) -> None:
    proofs = Proofs(tmp_path / "FILE.zip")
    assert proofs.prove(model) == Verdict(None)
    assert proofs.known(model) is None


def test_a_model_without_its_list_of_files_is_not_as_installed(model: Path, proofs: Proofs) -> None:
    (model / "mskiosk-manifest.json").unlink()
    assert proofs.prove(model).difference
    assert proofs.known(model) is None


def test_a_person_waits_for_no_reading(model: Path, proofs: Proofs) -> None:
    told: list[tuple[Verdict, str]] = []

    def then(verdict: Verdict) -> None:
        told.append((verdict, threading.current_thread().name))

    thread = proofs.prove_aside(model, then)
    assert thread.daemon
    thread.join(20)
    assert told == [(Verdict(None), "proving")]
