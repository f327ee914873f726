"""Where a person stopped reading, as it is kept for the next visit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bookmark:
    topic: str
    """The id of the page."""
    sentence: int
