"""What tests ask of a finding."""

from mskiosk.doctor.finding import Finding, State


def assert_told(found: Finding, state: State, *words: str) -> None:
    """It has this state and these words, and is whole sentences."""
    assert found.state is state, found
    for word in words:
        assert word in found.says, found.says
    assert found.says.isprintable()
    assert found.says[-1] in ".!"
