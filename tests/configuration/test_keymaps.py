"""Keymaps are files (M8): those that come with the program, and what may be wrong in one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.configuration.faults import ConfigurationFaults, Fault
from mskiosk.configuration.keymap_names import keymap_file, shipped_keymaps
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.loading import check_configuration, load_configuration
from mskiosk.core.intents import Choose, Command

KEYMAPS = shipped_keymaps()
WHOLE = "name: Mine\ndescription: Two keys.\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text)
    return file


def faults_of(file: Path) -> tuple[Fault, ...]:
    with pytest.raises(ConfigurationFaults) as caught:
        load_keymap(str(file))
    assert all(fault.file == file for fault in caught.value.faults)
    return caught.value.faults


def test_these_come_with_the_program() -> None:
    """M7, M8, M4"""
    assert {"full", "numeric-pad", "storm-audionav", "ez-access", "two-switches", "one-switch"} == {
        *KEYMAPS
    }


@pytest.mark.parametrize("name", KEYMAPS)
def test_each_can_be_used_and_says_what_it_is(name: str) -> None:
    keymap = load_keymap(name)
    assert keymap.name
    assert keymap.description.endswith(".")
    assert keymap.keys
    for key, others in keymap.neighbours.items():
        assert {key, *others} <= keymap.keys.keys()


@pytest.mark.parametrize("name", KEYMAPS)
def test_no_keymap_needs_two_keys_at_once_or_a_letter(name: str) -> None:
    """E19, W7, V6"""
    assert not [
        key for key in load_keymap(name).keys if "+" in key or (len(key) == 1 and key.isalpha())
    ]


def test_a_file_of_ones_own_is_taken(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        WHOLE + "only: true\nkeys: {F13: next choice, +: 1}\nneighbours: {f13: [plus, 5]}\n",
    )
    keymap = load_keymap(str(file))
    assert keymap.keys == {"f13": Command.NEXT_CHOICE, "plus": Choose(0)}
    assert keymap.is_only
    assert keymap.neighbours == {"f13": frozenset({"plus", "5"})}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("keys: {a: 1}\ndescription: x\n", 1, "name: this is missing"),
        (WHOLE, 1, "keys: this is missing"),
        (WHOLE + "keys: {}\n", 3, "no key means anything"),
        (WHOLE + "keys:\n  upp: help\n", 4, 'did you mean "up"?'),
        (WHOLE + "keys:\n  up: halp\n", 4, 'did you mean "help"?'),
        (WHOLE + "keys:\n  ctrl+a: help\n", 4, "nobody should have to hold two keys"),
        (WHOLE + "keys:\n  f12: stop\n", 4, 'always means "get help now"'),
        (WHOLE + "keys:\n  '+': help\n  plus: stop\n", 5, "the same key as +"),
        (WHOLE + "keys: {a: 1}\nonly: yes\n", 4, "not true or false"),
        (WHOLE + "keys: {a: 1}\nneighbours: {a: up}\n", 4, "not a list, such as [up, down]"),
        (WHOLE + "keys: {a: 1}\nneighbours: {a: [upp]}\n", 4, 'did you mean "up"?'),
        (WHOLE + "keys: {a: 1}\nneighbours: {a: [1.5]}\n", 4, "is no key"),
        (WHOLE + "keys: {a: 1}\nneighbours: 5\n", 4, "not a group"),
        (WHOLE + "keys: {a: 1}\nneighbors: {}\n", 4, 'did you mean "neighbours"?'),
        (WHOLE.replace("Mine", '""') + "keys: {a: 1}\n", 1, "for people"),
        ("5\n", 1, "is not a keymap"),
        ("", 1, "is not a keymap"),
        ("keys: [", 1, "this is not YAML"),
    ],
)
def test_a_fault_has_its_line_and_says_what_to_write(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (fault,) = [each for each in faults_of(written(tmp_path, text)) if words in str(each)]
    assert fault.line == line


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = WHOLE + "keys:\n  upp: help\n  up: halp\n  f12: stop\nonly: 1\n"
    assert [fault.line for fault in faults_of(written(tmp_path, text))] == [4, 5, 6, 7]


def test_the_configuration_names_a_keymap_by_name_or_by_a_path_from_its_own_folder(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("keys: {keymap: ez-access}\n")
    assert load_configuration(file).keys.keymap == "ez-access"
    (tmp_path / "pads").mkdir()
    own = written(tmp_path / "pads", WHOLE + "keys: {a: 1}\n")
    file.write_text("keys: {keymap: pads/mine.yaml}\n")
    assert load_configuration(file).keys.keymap == str(own)


def test_what_is_wrong_in_a_keymap_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("keys: {keymap: mine.yaml}\n")
    (fault,) = check_configuration(file)
    assert (fault.file, fault.sentence) == (tmp_path / "mine.yaml", "there is no such file")
    written(tmp_path, WHOLE + "keys:\n  up: halp\n")
    (fault,) = check_configuration(file)
    assert (fault.file, fault.line) == (tmp_path / "mine.yaml", 4)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet="keys:up{}[], \n-&*!|>1", max_size=60))
def test_whatever_is_in_a_file_faults_are_sentences(tmp_path: Path, text: str) -> None:
    written(tmp_path, WHOLE + text)
    file = tmp_path / "mskiosk.yaml"
    file.write_text("keys: {keymap: mine.yaml}\n")
    for fault in check_configuration(file):
        assert fault.line >= 1
        assert fault.sentence.isprintable()


def test_a_shipped_keymap_is_a_file_of_the_package() -> None:
    assert keymap_file("full").is_file()


@pytest.mark.parametrize("name", KEYMAPS)
def test_the_documentation_names_each(name: str) -> None:
    documents = Path(__file__).parents[2] / "docs"
    assert f"| `{name}` |" in (documents / "keys.md").read_text()
    assert name in (documents / "mskiosk.example.yaml").read_text()
