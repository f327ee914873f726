"""What somebody knows of the kiosk who only hears it, or who only sees it."""

from typing import Protocol

from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.view import View
from tests.access.stand import Stand

_MOST_CHOICES = 5


class Sense(Protocol):
    def was_told(self, text: Text) -> bool:
        """Whether it has come to this person at any time."""

    def points_at(self, label: Text) -> bool:
        """Whether this is what Enter or a switch takes now, as far as the person knows."""

    def number_of(self, label: Text) -> int | None:
        """Which number stands for it, counted from 1."""


class Ears:
    """The screen is discarded."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def was_told(self, text: Text) -> bool:
        return any(text.spoken in heard.spoken for heard in self._stand.heard)

    def points_at(self, label: Text) -> bool:
        said = self._stand.heard[-1].spoken
        return said == label.spoken or said.startswith(f"{label.spoken}. ")

    def number_of(self, label: Text) -> int | None:
        guide = self._stand.guide
        said = {heard.spoken for heard in self._stand.heard[-30:]}
        for number in range(1, _MOST_CHOICES + 1):
            for notice in (Notice.CHOICE, Notice.CHOICE_BY_KEY):
                if guide.notice(notice, label=label, number=guide.number(number)).spoken in said:
                    return number
        return None


class Eyes:
    """The sound is discarded: captions, marks and labels alone."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def was_told(self, text: Text) -> bool:
        return any(text.shown in _told_by(view) for view in self._stand.seen)

    def points_at(self, label: Text) -> bool:
        view = self._stand.seen[-1]
        pointed = view.way if view.is_way_focused else None
        if view.focus is not None:
            pointed = view.choices[view.focus].label
        return pointed is not None and pointed.shown == label.shown

    def number_of(self, label: Text) -> int | None:
        labels = [choice.label.shown for choice in self._stand.seen[-1].choices]
        return labels.index(label.shown) + 1 if label.shown in labels else None


def _told_by(view: View) -> tuple[str, ...]:
    """What is marked as being said, and what has changed."""
    marked = view.lines[view.marked].text.shown if view.marked is not None else ""
    return (marked, *(text.shown for text in (view.caption, view.remark) if text))
