"""At a clinic nothing but approved content is served, and what is not is named: a page that was
changed may hurt somebody."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mskiosk.content.faults import ContentFaults
from mskiosk.kiosk.approval import (
    CURRENT,
    SUMS,
    Approval,
    Change,
    Difference,
    place_of,
    read_approval,
)
from mskiosk.kiosk.approving import Served, approve, content_to_serve, state_of_approval


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "en" / "ms").mkdir(parents=True)
    (folder / "en" / "guide.yaml").write_text("home: home\n")
    (folder / "en" / "ms" / "relapse.yaml").write_text("title: Relapse\n")
    (folder / "en" / "notes.txt").write_text("nobody reads this\n")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _served(content: Path, data: Path, shipped: Path | None = None) -> Served | None:
    return content_to_serve(content, "en", data=data, shipped=shipped or data / "none")


def test_what_is_as_approved_is_served_from_its_folder(content: Path, data: Path) -> None:
    assert _served(content, data) is None
    approval = approve(content, "en", data=data)
    served = _served(content, data)
    assert served == Served(folder=content, seal=approval.seal)
    assert served.remarks == ()
    (content / "en" / "notes.txt").write_text("nor this\n")
    assert _served(content, data) == served


def test_a_changed_an_added_and_a_missing_file_are_refused_by_name(
    content: Path, data: Path
) -> None:
    approve(content, "en", data=data)
    (content / "en" / "guide.yaml").write_text("home: away\n")
    (content / "en" / "more.yaml").touch()
    (content / "en" / "ms" / "relapse.yaml").unlink()
    served = _served(content, data)
    assert served
    assert served.folder == place_of(data, content, "en") / CURRENT
    assert served.refused == (
        Difference(Change.CHANGED, "en/guide.yaml"),
        Difference(Change.ADDED, "en/more.yaml"),
        Difference(Change.MISSING, "en/ms/relapse.yaml"),
    )
    assert served.remarks[0] == "en/guide.yaml is not as approved (changed)"
    assert "mskiosk approve" in served.remarks[-1]
    assert served.refused[0].said == "content-refused change=changed file=en/guide.yaml"
    assert (served.folder / "en" / "guide.yaml").read_text() == "home: home\n"


def test_the_same_size_and_time_deceive_nobody(content: Path, data: Path) -> None:
    file = content / "en" / "guide.yaml"
    found = file.stat()
    approve(content, "en", data=data)
    file.write_text("home: mome\n")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    served = _served(content, data)
    assert served
    assert [each.file for each in served.refused] == ["en/guide.yaml"]


def test_a_folder_that_is_gone_leaves_the_copy(content: Path, data: Path) -> None:
    approve(content, "en", data=data)
    shutil.rmtree(content)
    served = _served(content, data)
    assert served
    assert served.folder.is_relative_to(data)
    assert len(served.refused) == 2


def test_at_most_twenty_files_are_named(content: Path, data: Path) -> None:
    approve(content, "en", data=data)
    for number in range(30):
        (content / "en" / f"{number:02}.yaml").touch()
    served = _served(content, data)
    assert served
    assert len(served.remarks) == 22
    assert served.remarks[20] == "and 10 more files"


def _damage_copy(content: Path, data: Path) -> None:
    copy = place_of(data, content, "en") / CURRENT / "en" / "guide.yaml"
    copy.chmod(0o600)
    copy.write_text("home: damaged\n")


def test_of_a_damaged_copy_nothing_is_served_but_what_comes_along_if_it_is_the_same(
    content: Path, data: Path, tmp_path: Path
) -> None:
    shipped = tmp_path / "shipped"
    shutil.copytree(content, shipped)
    approve(content, "en", data=data)
    _damage_copy(content, data)
    (content / "en" / "guide.yaml").write_text("home: away\n")
    served = _served(content, data, shipped)
    assert served
    assert served.folder == shipped
    (shipped / "en" / "guide.yaml").write_text("home: renewed\n")
    with pytest.raises(ContentFaults) as refused:
        _served(content, data, shipped)
    told = str(refused.value)
    assert f"{content}/en/guide.yaml:1: this is not as approved (changed)" in told
    assert "is damaged, too; see what has changed, and then run `mskiosk approve`" in told


def test_a_list_of_checksums_that_is_damaged_counts_for_nothing(content: Path, data: Path) -> None:
    approve(content, "en", data=data)
    sums = place_of(data, content, "en") / CURRENT / SUMS
    whole = sums.read_text()
    sums.chmod(0o600)
    for damaged in ("", "# approved 2026-11-29 by mskiosk 0.1.0\n", whole[:-3], "\0" + whole):
        sums.write_text(damaged)
        with pytest.raises(ContentFaults, match="damaged"):
            _served(content, data)
        assert state_of_approval(content, "en", data=data)[0] == "fail"


def test_the_programs_own_content_is_approved_anew_where_the_list_is_damaged(
    content: Path, data: Path
) -> None:
    """After a power cut the kiosk starts with what is intact."""
    approve(content, "en", data=data)
    sums = place_of(data, content, "en") / CURRENT / SUMS
    sums.chmod(0o600)
    sums.write_text("")
    assert _served(content, data, shipped=content) is None
    approval = approve(content, "en", data=data)
    assert _served(content, data, shipped=content) == Served(folder=content, seal=approval.seal)


def test_an_approval_is_on_the_disk_before_it_counts_and_again_when_it_does(
    content: Path, data: Path
) -> None:
    """Whenever the power goes, there is the old one or the new one."""
    old = approve(content, "en", data=data)
    (content / "en" / "guide.yaml").write_text("home: away\n")
    place = place_of(data, content, "en")
    found: list[Approval | None] = []
    made: list[str] = []

    def sync() -> None:
        found.append(read_approval(place))
        made.extend(file.read_text() for file in place.glob(f".new-*/{SUMS}"))

    new = approve(content, "en", data=data, sync=sync)
    assert found == [old, new]
    assert made == [new.text]


def test_where_the_disk_takes_nothing_the_old_approval_stays(content: Path, data: Path) -> None:
    def fail() -> None:
        raise OSError(errno.EIO, "the disk is broken")

    old = approve(content, "en", data=data)
    (content / "en" / "guide.yaml").write_text("home: away\n")
    with pytest.raises(OSError, match="the disk is broken"):
        approve(content, "en", data=data, sync=fail)
    place = place_of(data, content, "en")
    assert read_approval(place) == old
    assert len([*place.iterdir()]) == 2


def test_content_that_comes_along_is_renewed_with_the_program(content: Path, data: Path) -> None:
    approve(content, "en", data=data)
    sums = place_of(data, content, "en") / CURRENT / SUMS
    sums.chmod(0o600)
    head, _, rest = sums.read_text().partition("\n")
    sums.write_text(head.rpartition(" ")[0] + " 0.0.1\n" + rest)
    (content / "en" / "guide.yaml").write_text("home: renewed\n")
    assert _served(content, data, shipped=content) is None
    elsewhere = _served(content, data)
    assert elsewhere
    assert elsewhere.refused


def test_a_new_approval_takes_the_place_of_the_old_one_at_one_stroke(
    content: Path, data: Path
) -> None:
    approve(content, "en", data=data)
    (content / "en" / "guide.yaml").write_text("home: away\n")
    approval = approve(content, "en", data=data)
    place = place_of(data, content, "en")
    assert read_approval(place) == approval
    assert _served(content, data) == Served(folder=content, seal=approval.seal)
    assert len([*place.iterdir()]) == 2, "the old one is gone"


def test_nobody_else_reads_what_was_approved_and_nothing_writes_there(
    content: Path, data: Path
) -> None:
    """P5."""
    approve(content, "en", data=data)
    top = data / "approved"
    for path in (data, top, *top.rglob("*")):
        mode = path.lstat().st_mode & 0o777
        assert path.is_symlink() or mode in (0o400, 0o500, 0o700), path
    version = (place_of(data, content, "en") / CURRENT).resolve()
    assert {path.stat().st_mode & 0o200 for path in (version, *version.rglob("*"))} == {0}


def test_other_programs_can_check_the_copy(content: Path, data: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("sha256sum is missing")
    approve(content, "en", data=data)
    copy = place_of(data, content, "en") / CURRENT
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(command, cwd=copy, check=False).returncode == 0


def test_what_cannot_be_read_is_not_approved(content: Path, data: Path) -> None:
    (content / "en" / "gone.yaml").symlink_to("nowhere")
    with pytest.raises(ContentFaults, match=r"gone\.yaml:1: this cannot be approved"):
        approve(content, "en", data=data)
    assert _served(content, data) is None


def test_where_nothing_can_be_kept_the_caller_is_told(content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        approve(content, "en", data=tmp_path / "file" / "data")


def test_each_folder_and_language_has_an_approval_of_its_own(
    content: Path, data: Path, tmp_path: Path
) -> None:
    shutil.copytree(content / "en", content / "de")
    approve(content, "en", data=data)
    assert content_to_serve(content, "de", data=data, shipped=data) is None
    assert _served(tmp_path / "another", data) is None


def test_the_state_is_told_in_a_sentence(content: Path, data: Path) -> None:
    def state() -> tuple[str, str]:
        return state_of_approval(content, "en", data=data)

    assert state()[0] == "warn"
    approve(content, "en", data=data)
    assert state()[0] == "ok"
    assert state()[1].startswith("All 2 files are as approved on ")
    _damage_copy(content, data)
    assert state() == (
        "warn",
        "The copy of the approved content is damaged; run `mskiosk approve`.",
    )
    (content / "en" / "guide.yaml").write_text("home: away\n")
    kind, sentence = state()
    assert kind == "fail"
    assert "en/guide.yaml (changed)" in sentence
