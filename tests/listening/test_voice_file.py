"""P5: at home, and if the person says so, what was learned of their speech is kept; never sound."""

import os
import stat
from pathlib import Path

import pytest

from mskiosk.listening.templates import ROW_BYTES, Samples
from mskiosk.listening.voice_file import VoiceFile

SAMPLES: Samples = {"go back": [bytes(ROW_BYTES * 40)] * 3, "zurück": [b"\1" * ROW_BYTES * 60]}


class Kept:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "voice"
        self.log: list[str] = []
        self.file = VoiceFile(self.path, self.log.append)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_what_was_kept_is_found_again_and_no_one_else_can_read_it(kept: Kept) -> None:
    assert kept.file.save({})
    assert kept.file.save(SAMPLES)
    assert kept.file.load() == SAMPLES
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert [path.name for path in kept.path.parent.iterdir()] == ["voice"]
    assert kept.log == []


def test_where_nothing_was_kept_there_is_nothing_to_complain_of(kept: Kept) -> None:
    assert kept.file.load() == {}
    kept.file.delete()
    assert kept.log == []


def test_what_is_deleted_is_gone(kept: Kept) -> None:
    kept.file.save(SAMPLES)
    kept.file.delete()
    assert list(kept.path.parent.iterdir()) == []
    assert kept.file.load() == {}


def test_a_write_that_was_broken_off_goes_too_and_no_other_file(kept: Kept) -> None:
    folder = kept.path.parent
    for name in (".voice-ab12", "voice", "notes"):
        (folder / name).write_bytes(b"half")
    kept.file.delete()
    assert [path.name for path in folder.iterdir()] == ["notes"]
    (folder / ".voice-folder").mkdir()
    kept.file.delete()
    assert "cannot be deleted" in kept.log[0]


def test_a_phrase_of_any_characters_can_be_kept(kept: Kept) -> None:
    odd: Samples = {"\ud800 zur\u00fcck": SAMPLES["go back"]}
    assert kept.file.save(odd)
    assert kept.file.load() == odd


def _written(kept: Kept) -> bytes:
    kept.file.save(SAMPLES)
    return kept.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "another kind"),
        (b"\x89PNG\r\n", "another kind"),
        (b"mskiosk voice 2\n", "another kind"),
        (b"mskiosk voice 1\n", "damaged"),
        (b"x" * 5_000_000, "bytes"),
    ],
)
def test_a_foreign_file_is_left_aside_and_the_log_says_why(
    kept: Kept, content: bytes, complaint: str
) -> None:
    kept.path.write_bytes(content)
    assert kept.file.load() == {}
    (line,) = kept.log
    assert complaint in line
    assert str(kept.path) in line
    assert kept.path.read_bytes() == content


def test_each_flipped_byte_and_each_lost_end_is_noticed(kept: Kept) -> None:
    content = _written(kept)
    for at in range(0, len(content), 97):
        flipped = bytearray(content)
        flipped[at] ^= 1
        for damaged in (bytes(flipped), content[:at]):
            kept.path.write_bytes(damaged)
            assert kept.file.load() == {}


@pytest.mark.parametrize(
    "samples",
    [
        {f"phrase {number}": [] for number in range(13)},
        {"one": [bytes(ROW_BYTES * 40)] * 6},
        {"one": [bytes(ROW_BYTES * 501)]},
        {"one": [bytes(ROW_BYTES * 40 + 1)]},
        {"x" * 101: []},
    ],
)
def test_more_than_can_be_learned_is_not_believed(kept: Kept, samples: Samples) -> None:
    kept.file.save(samples)
    assert kept.file.load() == {}
    assert "no example of speech" in kept.log[0]


def test_what_is_no_plain_file_is_left_aside(kept: Kept) -> None:
    other = kept.path.parent / "other"
    other.write_bytes(_written(kept))
    kept.path.unlink()
    kept.path.symlink_to(other)
    assert kept.file.load() == {}
    kept.path.unlink()
    os.mkfifo(kept.path)
    assert kept.file.load() == {}
    kept.path.unlink()
    kept.path.mkdir()
    assert kept.file.load() == {}
    kept.file.delete()
    assert len(kept.log) == 4


def test_a_folder_that_cannot_be_written_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "no such folder")
    assert not kept.file.save(SAMPLES)
    assert "cannot be written" in kept.log[0]
    occupied = Kept(tmp_path)
    occupied.path.mkdir()
    assert not occupied.file.save(SAMPLES)
    assert [path.name for path in tmp_path.iterdir()] == ["voice"]
