"""What is kept of a person at their home, from one visit to the next (P6): what they have set, and
where they stopped reading. In a clinic nothing is.

Whatever changes a setting, it is found here by comparing: a new setting is kept once it has a line
in `KEPT`. The place is asked to be kept with each sentence, so that a kiosk that is killed knows
the sentence. A private page is no place to be kept: who opens the kiosk next may be somebody else.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.draft import Draft
from mskiosk.core.effects import KeepPlace, KeepSettings
from mskiosk.core.events import Value
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Profile
from mskiosk.core.state import Settings, State, TopicPlace

KEPT = {
    "voice.rate_words_per_minute": "rate",
    "voice.volume": "volume",
    "voice.aloud": "is_aloud",
    "voice.earcons": "has_earcons",
    "listening.patience": "patience",
    "screen.text_size": "look.text_size",
    "screen.theme": "look.theme",
    "screen.double_spaced": "look.is_double_spaced",
    "screen.one_at_a_time": "look.is_one_at_a_time",
    "keys.double_strike_seconds": "strike_window_seconds",
    "keys.next_switch": "next_switch",
    "keys.select_switch": "select_switch",
    "keys.switches": "switches",
    "keys.scan_seconds": "scan_seconds",
}
"""What a person can change in the kiosk: its key, as in `mskiosk.yaml`, and its field of
`Settings`."""

OF_THE_PERSON = (
    "listening.patience",
    "keys.double_strike_seconds",
    "keys.next_switch",
    "keys.select_switch",
    "keys.switches",
    "keys.scan_seconds",
)
"""What their hands and their speech need, whatever the kiosk sounds and looks like: they may have
no other way to use it."""


def with_kept(settings: Settings, kept: Iterable[tuple[str, Value]]) -> Settings:
    """`settings`, where nothing else was set; `kept` has values that the configuration allows."""
    for key, value in kept:
        settings = _put(settings, KEPT[key], value)
    return settings


def forget_settings(draft: Draft, *, but: Collection[str] = ()) -> None:
    if draft.policy.profile is Profile.HOME:
        draft.emit(KeepSettings(tuple((key, None) for key in KEPT if key not in but)))


def keep(draft: Draft, before: State) -> None:
    """Asks to keep what this step has changed."""
    if draft.policy.profile is not Profile.HOME:
        return
    _keep_settings(draft, before.settings)
    wanted = bookmark_of(draft.state, draft.guide)
    if wanted != before.bookmark:
        draft.change(bookmark=wanted)
        draft.emit(KeepPlace(wanted))


def bookmark_of(state: State, guide: Guide) -> Bookmark | None:
    """The page where the person is, or the last one on the way here that may be kept. At the main
    menu it is the old place until the person has said whether to go on there, and then none."""
    for visit in (state.visit, *reversed(state.trail)):
        match visit.place:
            case TopicPlace(guide.home):
                break
            case TopicPlace(guide.urgent):
                return state.bookmark
            case TopicPlace(id) if may_be_kept(id, guide):
                return Bookmark(id, visit.sentence)
    return state.unanswered


def may_be_kept(page: str, guide: Guide) -> bool:
    """Whether `page` is one to come back to."""
    topic = guide.topics.get(page)
    is_of_the_kiosk = page in (guide.home, guide.urgent, guide.words)
    return topic is not None and not topic.is_private and not is_of_the_kiosk


def _keep_settings(draft: Draft, before: Settings) -> None:
    after = draft.state.settings
    if after == before or any(isinstance(effect, KeepSettings) for effect in draft.effects):
        return
    changes = [
        (key, _value(after, field))
        for key, field in KEPT.items()
        if _value(after, field) != _value(before, field)
    ]
    if changes:
        draft.emit(KeepSettings(tuple(changes)))


def _value(settings: Settings, field: str) -> Value:
    value: Value = attrgetter(field)(settings)
    return value.value if isinstance(value, StrEnum) else value


def _put(whole: Any, field: str, value: Value) -> Any:  # any: a group of settings, or its group
    name, _, rest = field.partition(".")
    before = getattr(whole, name)
    if rest:
        return replace(whole, **{name: _put(before, rest, value)})
    kind = type(before)  # what was kept is plain text
    return replace(whole, **{name: kind(str(value)) if issubclass(kind, StrEnum) else value})
