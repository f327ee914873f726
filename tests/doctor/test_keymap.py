"""Keys: whether they are enough, and whether each comes."""

import pytest

from mskiosk.configuration.keymap_names import shipped_keymaps
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.settings import Configuration
from mskiosk.core.intents import Choose, Command
from mskiosk.core.keymap import Keymap
from mskiosk.core.policy import Switches
from mskiosk.doctor.finding import State
from mskiosk.doctor.keymap import Trial, judged_keymap
from tests.doctor.judging import assert_told


@pytest.mark.parametrize("name", shipped_keymaps())
def test_each_keymap_that_comes_along_is_fine(name: str) -> None:
    """W6, S14."""
    switches = Configuration().policy().switches
    if name not in ("full", "numeric-pad"):
        switches = Switches.TWO
    assert judged_keymap(load_keymap(name), name, switches).state is State.OK


def test_a_keymap_that_lacks_something_is_told() -> None:
    nothing = Keymap(keys={"a": Command.HELP})
    assert_told(judged_keymap(nothing, "mine", Switches.NONE), State.FAIL, "nothing can be chosen")
    few = Keymap(keys={"1": Choose(0), "escape": Command.GO_BACK})
    assert_told(judged_keymap(few, "mine", Switches.NONE), State.WARN, "help", "louder")


def pressed(keymap: Keymap, *keys: str | None) -> Trial:
    coming = iter(keys)
    trial = Trial(tell=lambda _line: None, next_key=lambda: next(coming))
    trial.ask_for_all(keymap)
    assert next(coming, "no more") == "no more"
    return trial


PAD = Keymap(keys={"1": Choose(0), "2": Choose(1), "escape": Command.GO_BACK})


@pytest.mark.parametrize(
    ("keys", "state", "words"),
    [
        (("1", "2", "escape"), State.OK, "All 3 keys came"),
        (("1", "5", "2", "escape"), State.OK, "All 3 keys came"),
        (("1", "5", "6", "escape"), State.FAIL, "2 (6 came instead)"),
        (("1", None, "escape"), State.FAIL, "2 (nothing came)"),
        (("1", "escape", "escape", "escape"), State.WARN, "left out: 2"),
        ((None, None, None), State.FAIL, "3 of 3 keys"),
    ],
)
def test_each_key_is_asked_for(keys: tuple[str | None, ...], state: State, words: str) -> None:
    assert_told(pressed(PAD, *keys).finding(), state, words)


def test_a_pad_that_sends_another_key_of_the_same_meaning_is_fine() -> None:
    pad = Keymap(keys={"1": Choose(0), "end": Choose(0)})
    assert_told(pressed(pad, "end", "1").finding(), State.OK, "All 2 keys")
