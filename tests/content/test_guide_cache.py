"""The cache saves time and nothing else: with it, without it and in spite of it, the same guide."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mskiosk.content.faults import ContentFaults
from mskiosk.content.loading import load_guide, shipped_content
from tests.content.small_content import SmallContent, as_nobody, is_from_cache, settle, the_file


def test_the_second_start_is_from_the_cache_and_the_guide_is_the_same(
    content: SmallContent, cache: Path
) -> None:
    first, second = content.load(cache=cache), content.load(cache=cache)
    assert not is_from_cache(first)
    assert is_from_cache(second)
    assert second == first == content.load()
    assert list(second.topics) == list(first.topics)
    assert second.topics["topic-1"] is second.topics["topic-1"]
    assert "nowhere" not in second.topics
    with pytest.raises(KeyError):
        second.topics["nowhere"]


def test_the_shipped_content_comes_out_of_the_cache_unchanged(cache: Path) -> None:
    fresh = load_guide(shipped_content(), cache=cache)
    again = load_guide(shipped_content(), cache=cache)
    assert again == fresh


def test_regions_do_not_share_a_cache(content: SmallContent, cache: Path) -> None:
    for _ in range(2):
        for region in (None, "us", "uk", "eu"):
            assert content.load(region=region, cache=cache) == content.load(region=region)
    assert is_from_cache(content.load(region="us", cache=cache))


def test_a_start_from_the_cache_needs_no_yaml(content: SmallContent, cache: Path) -> None:
    content.load(cache=cache)
    program = (
        "import sys; from pathlib import Path; from mskiosk.content.loading import load_guide;"
        f"load_guide(Path({str(content.folder)!r}), cache=Path({str(cache)!r})).topics['topic-1'];"
        "print(sorted({'yaml', 'cattrs', 'pickle'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def _changed(content: SmallContent) -> None:
    content.replace("shelf-0/topic-1.yaml", "Some words.", "New words.")


def _same_size_and_time(content: SmallContent) -> None:
    before = content.page.stat()
    content.page.write_text(content.page.read_text().replace("Some words.", "Same words."))
    os.utime(content.page, ns=(before.st_atime_ns, before.st_mtime_ns))


def _added(content: SmallContent) -> None:
    text = content.page.read_text()
    content.write(content.top / "new.yaml", text)
    content.replace_line(content.page, 9, "    goto: new")


def _renamed(content: SmallContent) -> None:
    content.page.rename(content.top / "topic-1.yaml")


@pytest.mark.parametrize("change", [_changed, _same_size_and_time, _added, _renamed])
def test_changed_content_is_read_again(
    content: SmallContent, cache: Path, change: Callable[[SmallContent], None]
) -> None:
    content.load(cache=cache)
    change(content)
    guide = content.load(cache=cache)
    assert not is_from_cache(guide)
    assert guide == content.load()
    assert is_from_cache(content.load(cache=cache))


def test_faulty_content_is_never_hidden_by_the_cache(content: SmallContent, cache: Path) -> None:
    content.load(cache=cache)
    content.replace_line(content.page, 9, "    goto: nowhere")
    for _ in range(2):
        with pytest.raises(ContentFaults):
            content.load(cache=cache)


def test_content_that_may_still_change_unseen_is_not_cached(
    content: SmallContent, cache: Path
) -> None:
    settle(content.page, seconds=0.0)
    content.load(cache=cache)
    assert not (cache / "guides").exists()


def test_the_cache_is_closed_to_others(content: SmallContent, cache: Path) -> None:
    before = os.umask(0)
    try:
        content.load(cache=cache)
    finally:
        os.umask(before)
    assert (cache / "guides").stat().st_mode & 0o777 == 0o700
    assert the_file(cache).stat().st_mode & 0o777 == 0o600


def test_an_open_or_foreign_cache_is_not_looked_at(content: SmallContent, cache: Path) -> None:
    content.load(cache=cache)
    path = the_file(cache)
    for mode in (0o644, 0o620, 0o602):
        path.chmod(mode)
        assert not is_from_cache(content.load(cache=cache))
        assert path.stat().st_mode & 0o777 == 0o600
    path.parent.chmod(0o770)
    assert not is_from_cache(content.load(cache=cache))
    path.parent.chmod(0o700)
    assert is_from_cache(content.load(cache=cache))


def test_a_cache_of_another_user_is_not_looked_at(content: SmallContent, cache: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("giving a file away needs root")
    content.load(cache=cache)
    path = the_file(cache)
    os.chown(path, 65534, 65534)
    assert not is_from_cache(content.load(cache=cache))
    os.chown(path.parent, 65534, 65534)
    assert not is_from_cache(content.load(cache=cache))


def test_a_linked_cache_is_not_followed(content: SmallContent, cache: Path) -> None:
    content.load(cache=cache)
    path = the_file(cache)
    real = path.parent.parent / "real"
    path.rename(real)
    path.symlink_to(real)
    assert not is_from_cache(content.load(cache=cache))
    assert real.exists()
    path.unlink()
    os.mkfifo(path, 0o600)
    assert not is_from_cache(content.load(cache=cache))
    folder = path.parent
    folder.rename(cache / "elsewhere")
    folder.symlink_to(cache / "elsewhere")
    assert not is_from_cache(content.load(cache=cache))


@contextmanager
def _file(cache: Path) -> Iterator[None]:
    cache.write_text("x")
    yield


@contextmanager
def _below_a_file(cache: Path) -> Iterator[None]:
    cache.mkdir()
    (cache / "guides").write_text("x")
    yield


@contextmanager
def _full_disk(cache: Path) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _linked_to_itself(cache: Path) -> Iterator[None]:
    cache.mkdir(mode=0o700)
    (cache / "guides").symlink_to("guides")
    yield


@pytest.mark.parametrize("trouble", [_file, _below_a_file, _full_disk, _linked_to_itself])
def test_a_cache_that_cannot_be_written_costs_nothing(
    content: SmallContent, cache: Path, trouble: Callable[[Path], Any]
) -> None:
    with trouble(cache):
        first, second = content.load(cache=cache), content.load(cache=cache)
    assert first == second == content.load()
    assert not is_from_cache(second)
    assert not list(cache.glob("guides/*.new"))


def test_a_cache_in_a_folder_without_rights_costs_nothing() -> None:
    with as_nobody() as folder:
        guides = [load_guide(folder, cache=folder.parent / "cache") for _ in range(2)]
    assert guides[0] == guides[1]
    assert not any(is_from_cache(guide) for guide in guides)


def test_what_a_killed_kiosk_left_half_written_is_swept_away(
    content: SmallContent, cache: Path
) -> None:
    content.load(cache=cache)
    path = the_file(cache)
    for name, hours in (("old.new", 2), ("young.new", 0.5), ("old.guide", 800), ("b.guide", 2)):
        (path.parent / name).write_text("x")
        settle(path.parent / name, seconds=hours * 3600)
    _changed(content)
    content.load(cache=cache)
    assert {p.name for p in path.parent.iterdir()} == {path.name, "young.new", "b.guide"}
