"""The files of settings and place: nothing that ends a write loses what was kept before."""

import contextlib
import os
import stat
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Value
from mskiosk.keeping.store import MOST_SET_ASIDE, Store
from mskiosk.keeping.written import MOST_BYTES, WrittenError, place_in, settings_in
from tests.keeping.stopping_disk import FullDisk, MachineStopped, QuickDisk, StoppingDisk

VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40),
)
NAMES = ("voice.volume", "voice.aloud", "screen.theme", "screen.text_size", "region")
KEYS = st.sampled_from(NAMES)
SETTINGS = st.dictionaries(KEYS, VALUES, max_size=5)
CUTS = 500
"""In each of two ways: 1 000 in all."""
NEWER = '{"mskiosk settings": 2, "settings": {}}'


def some_settings(chance: Random) -> dict[str, Value]:
    values: tuple[Value, ...] = (True, False, 0, -3, 250, 1.5, "", "very patient", "ä\n", "x" * 99)
    return {key: chance.choice(values) for key in chance.sample(NAMES, chance.randrange(6))}


def emptied(folder: Path) -> Store:
    for file in folder.iterdir():
        file.unlink()
    return Store(folder, QuickDisk())


def aside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.bad-*"))


@given(kept=SETTINGS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_kept_is_found_again(tmp_path: Path, kept: dict[str, Value]) -> None:
    store = emptied(tmp_path)
    store.change(kept.items())
    found = store.found()
    assert found.settings == kept
    assert list(map(type, found.settings.values())) == [type(kept[key]) for key in found.settings]
    assert found.trouble is None


def test_the_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    """P6."""
    folder = tmp_path / "new" / "kept"
    store = Store(folder)
    before = os.umask(0)
    try:
        store.change([("voice.volume", 3)])
        store.put_place(Bookmark("fatigue", 3))
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_machine_that_stops_at_any_step_leaves_the_old_settings_or_the_new(
    tmp_path: Path,
) -> None:
    """Random cuts: at any call of the system, and inside any piece that is written."""
    chance = Random(7)
    stops = 0
    for _ in range(CUTS):
        store = emptied(tmp_path)
        old, new = some_settings(chance), some_settings(chance)
        store.change(old.items())
        try:
            disk = StoppingDisk(chance.randrange(14), chance.randrange(200))
            Store(tmp_path, disk).change(new.items())
        except MachineStopped:
            stops += 1
            assert store.found().settings in (old, {**old, **new})
        else:
            assert store.found().settings == {**old, **new}
        assert store.found().trouble is None
        store.change([("voice.volume", 1)])
        assert store.found().settings["voice.volume"] == 1
        assert not list(tmp_path.glob("*.new"))
    assert CUTS / 2 < stops < CUTS


@given(old=st.integers(0, 99), new=st.integers(0, 99), calls=st.integers(0, 10))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_same_for_the_place(tmp_path: Path, old: int, new: int, calls: int) -> None:
    store = emptied(tmp_path)
    store.put_place(Bookmark("fatigue", old))
    try:
        Store(tmp_path, StoppingDisk(calls)).put_place(Bookmark("pain", new))
    except MachineStopped:
        assert store.found().place in (Bookmark("fatigue", old), Bookmark("pain", new))
    else:
        assert store.found().place == Bookmark("pain", new)


def test_a_file_that_is_cut_anywhere_is_set_aside_and_the_defaults_serve(tmp_path: Path) -> None:
    """Random cuts of the file itself, as a broken disk makes them."""
    chance = Random(8)
    for _ in range(CUTS):
        store = emptied(tmp_path)
        store.change(some_settings(chance).items())
        whole = store.settings_file.read_bytes()
        cut = chance.randrange(len(whole.rstrip()))
        store.settings_file.write_bytes(whole[:cut])
        found = store.found()
        assert (found.settings, bool(found.trouble)) == ({}, True)
        assert store.set_aside() == tmp_path / "settings.json.bad-1"
        assert (tmp_path / "settings.json.bad-1").read_bytes() == whole[:cut]
        assert store.found().trouble is None


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_the_file_is_it_is_settings_or_a_reason(content: bytes) -> None:
    for parse in (settings_in, place_in):
        with contextlib.suppress(WrittenError):  # and nothing else is raised
            parse(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is damaged"),
        ("{", "is damaged"),
        ("[" * 50_000, "is damaged"),
        ("x" * (MOST_BYTES + 1), "has more than 64 KB"),
        ("[]", "is of another kind"),
        ('{"mskiosk settings": true, "settings": []}', "holds no settings"),
        ('{"mskiosk settings": 0, "settings": {}}', "is of another kind"),
        (NEWER, "is from a later version of mskiosk"),
        ('{"mskiosk settings": 1}', "holds no settings"),
        ('{"mskiosk settings": 1, "settings": {"a": null}}', "holds what is no setting"),
        ('{"mskiosk settings": 1, "settings": {"a": [1]}}', "holds what is no setting"),
        ('{"mskiosk settings": 1, "settings": {"a": 1, "a": 2}}', "is damaged"),
        ('{"mskiosk settings": 1, "settings": {"a": NaN}}', "is damaged"),
        ('{"mskiosk settings": 1, "settings": {"a": ' + "9" * 5000 + "}}", "is damaged"),
        ('{"mskiosk settings": 1, "settings": {"a": "' + "9" * 500 + '"}}', "no setting"),
    ],
)
def test_why_a_file_cannot_be_used_is_told(tmp_path: Path, content: str, reason: str) -> None:
    store = Store(tmp_path)
    store.settings_file.write_text(content)
    found = store.found()
    assert found.settings == {}
    assert found.trouble is not None
    assert found.trouble.startswith(f"{store.settings_file} ")
    assert found.trouble.endswith(reason)


def test_what_is_not_a_file_is_a_reason_and_is_not_waited_for(tmp_path: Path) -> None:
    store = Store(tmp_path)
    os.mkfifo(store.settings_file)
    assert store.found().trouble == f"{store.settings_file} cannot be read: it is no file"
    store.set_aside()
    store.change([("voice.volume", 3)])
    assert store.found().settings == {"voice.volume": 3}


def test_only_so_many_bad_files_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(MOST_SET_ASIDE + 4):
        store.settings_file.write_text(f"bad {number}")
        store.set_aside()
    assert len(aside(tmp_path)) == MOST_SET_ASIDE
    assert (tmp_path / "settings.json.bad-1").read_text() == "bad 0"


def test_settings_that_another_kiosk_has_set_right_are_not_set_aside(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.change([("voice.volume", 3)])
    assert store.set_aside() is None
    assert store.found().settings == {"voice.volume": 3}


def test_a_change_over_a_damaged_file_sets_it_aside(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.settings_file.write_text(NEWER)
    store.change([("voice.volume", 3)])
    assert aside(tmp_path) == ["settings.json.bad-1"]
    assert store.found().settings == {"voice.volume": 3}


def test_a_key_of_another_version_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.settings_file.write_text('{"mskiosk settings": 1, "settings": {"pet": "cat"}, "x": 1}')
    store.change([("voice.volume", 3)])
    assert store.found().settings == {"pet": "cat", "voice.volume": 3}


@pytest.mark.parametrize("bytes_free", [0, 1, 40, 80])
def test_a_full_disk_loses_nothing_and_is_told(tmp_path: Path, bytes_free: int) -> None:
    Store(tmp_path).change([("voice.volume", 3), ("screen.theme", "light")])
    store = Store(tmp_path, FullDisk(bytes_free))
    with pytest.raises(OSError, match="No space left"):
        store.change([("voice.volume", 9)])
    assert store.found().settings == {"voice.volume": 3, "screen.theme": "light"}


def test_two_kiosks_do_not_overwrite_what_the_other_has_set(tmp_path: Path) -> None:
    one, other = Store(tmp_path), Store(tmp_path)
    one.change([("voice.volume", 3), ("screen.theme", "light")])
    one.found(), other.found()
    one.change([("voice.volume", 9)])
    other.change([("screen.theme", None), ("voice.aloud", False)])
    assert one.found().settings == {"voice.volume": 9, "voice.aloud": False}


def test_a_place_that_makes_no_sense_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for content in (
        "{",
        '{"mskiosk place": 1, "topic": "a", "sentence": -1}',
        '{"mskiosk place": 1, "topic": 5, "sentence": 1}',
        '{"mskiosk place": 1, "topic": "a", "sentence": 1.5}',
        '{"mskiosk place": 2, "topic": "a", "sentence": 1}',
        '{"mskiosk place": 1, "topic": "a", "sentence": 99999999}',
    ):
        (tmp_path / "place.json").write_text(content)
        assert store.found().place is None
    store.put_place(Bookmark("a", 1))
    assert store.found().place == Bookmark("a", 1)
