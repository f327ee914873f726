"""Whatever is in the place of a content folder, the answer is faults that say what it is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mskiosk.content.faults import ContentFaults
from mskiosk.content.folder import LARGEST_BYTES, list_files, read_text
from mskiosk.content.loading import check_guide, load_guide
from tests.content.small_content import PAGE, TODAY, SmallContent, as_nobody


def fault_of(folder: Path, language: str = "en") -> str:
    with pytest.raises(ContentFaults) as caught:
        load_guide(folder, language=language)
    assert set(caught.value.faults) <= set(check_guide(folder, language, today=TODAY))
    return str(caught.value)


def test_no_such_folder_is_a_fault(tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    assert fault_of(place) == f"{place}:1: there is no such content folder"


def test_a_folder_that_is_a_file_is_a_fault(tmp_path: Path) -> None:
    place = tmp_path / "content"
    place.write_text("x")
    assert "the content folder is a file" in fault_of(place)
    place.unlink()
    place.mkdir()
    (place / "en").write_text("x")
    assert 'the folder for "en" is a file' in fault_of(place)


def test_a_language_that_is_not_there_is_a_fault(content: SmallContent) -> None:
    assert 'no such folder for "eng"; did you mean "en"?' in fault_of(content.folder, "eng")


@pytest.mark.parametrize("language", ["..", "../en", "", "/", "en/shelf-0", "a" * 5000, "e\0n"])
def test_a_language_cannot_lead_out_of_the_folder(content: SmallContent, language: str) -> None:
    assert fault_of(content.folder, language)


def test_a_region_that_is_not_there_is_a_fault(content: SmallContent) -> None:
    with pytest.raises(ContentFaults, match='no region "usa"; did you mean "us"'):
        content.load(region="usa")


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    assert "there are no pages in this folder" in fault_of(tmp_path)


def test_each_missing_file_is_a_fault(content: SmallContent) -> None:
    for name in ("guide", "notices", "universals", "sources", "lexicon", "regions"):
        (content.top / f"{name}.yaml").unlink()
    told = fault_of(content.folder)
    assert told.count("this file is missing") == 6


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD_FILES = [
    (_folder, "a folder with the name of a page"),
    (_pipe, "not a regular file"),
    (_link_to_nothing, "this is not there"),
    (_link_to_itself, "this cannot be read"),
    (_link_to_a_device, "not a regular file"),
]


@pytest.mark.parametrize(("make", "words"), ODD_FILES)
def test_what_is_no_plain_file_is_a_fault(
    content: SmallContent, make: Callable[[Path], None], words: str
) -> None:
    path = content.top / "odd.yaml"
    make(path)
    told = fault_of(content.folder)
    assert told.startswith(f"{path}:1: ")
    assert words in told


def test_a_folder_linked_into_itself_is_a_fault(content: SmallContent) -> None:
    (content.top / "again").symlink_to(content.top)
    assert "linked into itself" in fault_of(content.folder)


def test_folders_without_end_are_a_fault(content: SmallContent) -> None:
    (content.top / "/".join("abcdefghijkl")).mkdir(parents=True)
    assert "more than 8 levels deep" in fault_of(content.folder)


@pytest.mark.parametrize("name", ["Topic.yaml", "my page.yaml", "\u00e9.yaml", ".yaml.yaml"])
def test_the_name_of_a_page_is_plain(content: SmallContent, name: str) -> None:
    content.write(content.top / name, PAGE)
    if name.startswith("."):
        content.load()
    else:
        assert "small letters, figures and hyphens" in fault_of(content.folder)


def test_a_name_that_would_move_the_cursor_is_told_harmlessly(content: SmallContent) -> None:
    content.write(content.top / "a\x1b[2J\n.yaml", PAGE)
    Path(os.fsdecode(os.fsencode(content.top) + b"/\xff.yaml")).write_text(PAGE)
    told = fault_of(content.folder)
    assert len(told.splitlines()) == 2
    assert all(line.isprintable() for line in told.splitlines())
    assert told.encode()


def test_a_page_with_another_ending_is_not_passed_over(content: SmallContent) -> None:
    content.write(content.top / "page.yml", PAGE)
    assert 'let its name end in ".yaml"' in fault_of(content.folder)


def test_other_files_are_left_alone(content: SmallContent) -> None:
    for name in (".#topic-0.yaml", ".topic-0.yaml.swp", "topic-0.yaml~", "README.md"):
        content.write(content.top / name, b"\xff")
    content.load()


@pytest.mark.parametrize("name", ["en/guide.yaml", "en/shelf-0/topic-1.yaml"])
def test_an_unreadable_file_is_a_fault(name: str) -> None:
    with as_nobody() as folder:
        _without_rights(folder / name)
        told = fault_of(folder)
    assert told.startswith(f"{folder / name}:1: this may not be read; give the kiosk's user")


@pytest.mark.parametrize("name", ["", "en", "en/shelf-0"])
def test_an_unreadable_folder_is_a_fault(name: str) -> None:
    with as_nobody() as folder:
        _without_rights(folder / name)
        told = fault_of(folder)
    assert "this may not be read" in told


def _without_rights(path: Path) -> None:
    before = os.geteuid()
    os.seteuid(os.getuid())
    path.chmod(0)
    os.seteuid(before)


def test_a_file_that_goes_while_it_is_read_is_a_fault(content: SmallContent) -> None:
    listing = list_files(content.folder, "en")
    content.page.unlink()
    fault = read_text(listing.folder / "shelf-0" / "topic-1.yaml")
    assert "this is not there" in str(fault)


def test_a_file_that_grows_without_end_is_not_read_to_the_end(content: SmallContent) -> None:
    content.write(content.page, b"x" * (LARGEST_BYTES + 1))
    assert "larger than" in str(read_text(content.page))
    content.write(content.page, b"x" * LARGEST_BYTES)
    assert isinstance(read_text(content.page), str)
