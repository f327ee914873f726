"""No zip writes outside its folder, fills the disk, or leaves half a model."""

import contextlib
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.models import zip_checks
from mskiosk.models.installed import ModelState, remove, verify
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError, Trouble
from tests.models.zips import FILES, NAME, zip_of, zipped


def special(name: str, kind: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry


def claiming(size: int) -> bytes:
    """A zip whose last file claims to be of `size` bytes."""
    content = bytearray(zip_of((f"{NAME}/bomb", b"x")))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(content)


def with_flag(flag: int, method: int | None = None) -> bytes:
    content = bytearray(zip_of((f"{NAME}/file", b"x")))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= flag
    if method is not None:
        content[at + 10 : at + 12] = struct.pack("<H", method)
    return bytes(content)


def many(count: int) -> bytes:
    return zip_of(*((f"{NAME}/{number}", b"") for number in range(count)))


def twice(first: str, second: str) -> bytes:
    return zip_of((f"{NAME}/{first}", b"1"), (f"{NAME}/{second}", b"2"))


def same_name() -> bytes:
    """Two entries of one name, made by renaming a longer one behind the library's back."""
    return twice("file-a", "file-b").replace(b"file-b", b"file-a")


def long_table() -> bytes:
    content = bytearray(zipped())
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<I", 0x7FFFFFFF)
    return bytes(content)


def without(*paths: str) -> bytes:
    return zipped({path: content for path, content in FILES.items() if path not in paths})


def fixed_graph() -> bytes:
    files = {p: c for p, c in FILES.items() if not p.startswith("graph/")}
    return zipped({**files, "graph/HCLG.fst": b"1"})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "parent": (lambda: zip_of((f"{NAME}/../../evil", b"x")), "leads out of its folder"),
    "parent at top": (lambda: zip_of(("../evil", b"x")), "leads out of its folder"),
    "absolute": (lambda: zip_of(("/tmp/evil", b"x")), "leads out of its folder"),
    "drive": (lambda: zip_of(("C:/evil", b"x")), "leads out of its folder"),
    "backslash": (lambda: zip_of((f"{NAME}\\..\\..\\evil", b"x")), "leads out of its folder"),
    "zero": (lambda: zip_of((f"{NAME}/evil", b"x")).replace(b"/evil", b"/e\0il"), "not plain"),
    "dot": (lambda: zip_of((f"{NAME}/./evil", b"x")), "not plain"),
    "empty part": (lambda: zip_of((f"{NAME}//evil", b"x")), "not plain"),
    "control": (lambda: zip_of((f"{NAME}/\x1b[2Jevil", b"x")), "not plain"),
    "hidden": (lambda: zip_of((f"{NAME}/.evil", b"x")), "not plain"),
    "other letters": (lambda: zip_of((f"{NAME}/e\u0301vil", b"x")), "not plain"),
    "long": (lambda: zip_of((f"{NAME}/{'x' * 400}", b"x")), "not plain"),
    "link": (lambda: zip_of((special(f"{NAME}/l", stat.S_IFLNK), b"/etc")), "a link or a device"),
    "pipe": (lambda: zip_of((special(f"{NAME}/p", stat.S_IFIFO), b"")), "a link or a device"),
    "folder as file": (lambda: zip_of((special(f"{NAME}/d", stat.S_IFDIR), b"")), "a link or"),
    "twice": (same_name, "twice"),
    "case": (lambda: twice("file", "FILE"), "twice"),
    "folder case": (lambda: twice("am2", "AM2/file"), "as a file and as a folder"),
    "file and folder": (lambda: twice("a", "a/b"), "as a file and as a folder"),
    "folder and file": (lambda: twice("a/b", "a"), "twice"),
    "two tops": (lambda: zip_of(("other/file", b"x")), "does not hold one folder"),
    "file at top": (lambda: zip_of(("file", b"x")), "does not hold one folder"),
    "hidden top": (lambda: zipped(top=".models"), "not plain"),
    "top with a space": (lambda: zipped(top="my model"), "cannot be that of a model"),
    "too many": (lambda: many(2001), "more than 2000 files"),
    "too big": (lambda: claiming(0xFFFFFFF0), "more than 2 GB"),
    "long table": (long_table, "too long a table of contents"),
    "password": (lambda: with_flag(1), "locked with a password"),
    "lzma": (lambda: with_flag(0, zipfile.ZIP_LZMA), "packed in an unusual way"),
    "unknown method": (lambda: with_flag(0, 99), "packed in an unusual way"),
    "lying size": (lambda: claiming(1000), "is damaged"),
    "empty": (lambda: b"", "is broken, or is no zip"),
    "not a zip": (lambda: b"hello" * 1000, "is broken, or is no zip"),
    "no files": (lambda: _empty_zip(), "does not hold one folder"),
    "no model": (lambda: zipped({"README": b"x"}), "does not look like a Vosk model"),
    "no graph": (lambda: without("graph/Gr.fst", "graph/HCLr.fst"), "without its graph"),
    "fixed graph": (fixed_graph, "takes no grammar"),
}


def _empty_zip() -> bytes:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    return stream.getvalue()


def installed_from(content: bytes, folder: Path) -> None:
    file = folder.parent / "FILE.zip"
    file.write_bytes(content)
    install(file, folder, known=())


def assert_nothing_is_there(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert {path.name for path in folder.parent.iterdir()} <= {"FILE.zip", "models"}
    assert not Path("/tmp/evil").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")  # the library warns its makers
@pytest.mark.parametrize("trick", HOSTILE)
def test_a_hostile_zip_is_refused_and_leaves_nothing(folder: Path, trick: str) -> None:
    make, words = HOSTILE[trick]
    with pytest.raises(ModelError) as caught:
        installed_from(make(), folder)
    assert caught.value.trouble is Trouble.WRONG_FILE
    assert words in str(caught.value)
    assert str(caught.value).isprintable()
    assert_nothing_is_there(folder)


def test_a_bomb_is_seen_before_it_is_unpacked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_checks, "MOST_BYTES", 1_000_000)
    with pytest.raises(ModelError, match="would unpack to more than"):
        installed_from(zipped({**FILES, "bomb": bytes(1_000_000)}), folder)
    assert_nothing_is_there(folder)


@pytest.mark.parametrize("layout", ["new", "old"])
def test_both_layouts_of_vosk_models_are_known(folder: Path, layout: str) -> None:
    files = dict(FILES)
    if layout == "old":
        files = {path.rpartition("/")[2]: content for path, content in FILES.items()}
    installed_from(zipped(files), folder)
    assert verify(folder, known=())[0].state is ModelState.WHOLE


SMALL = zipped({path: content[:40] for path, content in FILES.items()})
CHANGES = st.lists(
    st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=6
)


def assert_whole_or_nothing(content: bytes, folder: Path) -> None:
    with contextlib.suppress(ModelError):
        installed_from(content, folder)
    for model in verify(folder, known=()):
        assert model.state is ModelState.WHOLE
        assert not any(path.is_symlink() for path in model.path.rglob("*"))
        remove(model.name, folder)
    assert_nothing_is_there(folder)


FUZZING = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)


@FUZZING
@given(changes=CHANGES)
def test_a_zip_with_wrong_bytes_is_installed_whole_or_not_at_all(
    folder: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(SMALL)
    for at, byte in changes:
        content[at] = byte
    assert_whole_or_nothing(bytes(content), folder)


TABLE = SMALL.find(b"PK\x01\x02")


@FUZZING
@given(
    changes=st.lists(
        st.tuples(st.integers(TABLE, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=6
    ),
    end=st.integers(TABLE, len(SMALL)),
    tail=st.binary(max_size=40),
)
def test_a_zip_with_a_wrong_table_is_installed_whole_or_not_at_all(
    folder: Path, changes: list[tuple[int, int]], end: int, tail: bytes
) -> None:
    content = bytearray(SMALL)
    for at, byte in changes:
        content[at] = byte
    assert_whole_or_nothing(bytes(content[:end]) + tail, folder)


PARTS = st.one_of(
    st.sampled_from(["..", ".", "", "am", "AM", "a", "A", "final.mdl", "c:", "\\", "\0", NAME]),
    st.text(max_size=4),
)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")  # the library warns its makers
@FUZZING
@given(paths=st.lists(st.lists(PARTS, max_size=4).map("/".join), min_size=1, max_size=3))
def test_whatever_the_names_nothing_is_written_elsewhere(folder: Path, paths: list[str]) -> None:
    entries = [(path.encode(errors="replace").decode(), b"x") for path in paths if path]
    inside = [(f"{NAME}/{path}", content) for path, content in entries]
    for some in (entries, inside):
        assert_whole_or_nothing(zip_of(*some), folder)
