"""A setting that goes along a row of values, with an end at either side."""

from collections.abc import Sequence
from typing import TypeVar

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon

Step = TypeVar("Step")


def stepped(draft: Draft, steps: Sequence[Step], present: Step, by: int) -> Step | None:
    """The value that is `by` further than `present`. None, with its earcon, at an end."""
    further = neighbour(steps, present, by)
    if further is None:
        draft.chime(Earcon.EDGE)
    return further


def neighbour(steps: Sequence[Step], present: Step, by: int) -> Step | None:
    """The same, without a sound."""
    at = steps.index(present) + by
    return steps[at] if 0 <= at < len(steps) else None
