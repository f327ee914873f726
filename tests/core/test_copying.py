"""A state like another but for some fields."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from mskiosk.core.copying import with_changes
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase, State
from tests.small_guide import small_guide


@pytest.fixture
def state() -> State:
    return Dialogue(small_guide(), Policy()).begin()


def test_it_is_what_dataclasses_make_of_it(state: State) -> None:
    for changes in ({}, {"turn": 7}, {"phase": Phase.PAUSED, "focus": 2, "held": ()}):
        assert with_changes(state, changes) == replace(state, **changes)


def test_the_state_itself_stays_as_it_is_and_so_does_the_other(state: State) -> None:
    before = replace(state)
    other = with_changes(state, {"turn": state.turn + 1})
    assert state == before != other
    assert hash(other.turn) == hash(state.turn + 1)
    with pytest.raises(FrozenInstanceError):
        other.turn = 3  # type: ignore[misc]  # as is tested


def test_each_field_can_be_changed(state: State) -> None:
    for field in fields(State):
        value = object()
        assert getattr(with_changes(state, {field.name: value}), field.name) is value


def test_what_is_no_field_is_refused(state: State) -> None:
    with pytest.raises(TypeError, match="no field mood"):
        with_changes(state, {"mood": "merry"})
