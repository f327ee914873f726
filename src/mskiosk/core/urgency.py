"""What is said about urgent help."""

from mskiosk.core.guide import Guide, Text
from mskiosk.core.notices import Notice
from mskiosk.core.state import State, TopicPlace


def is_urgent_here(state: State, guide: Guide) -> bool:
    """Whether this is the page that "get help now" opens, or one that it leads to."""
    match state.place:
        case TopicPlace(id):
            ways = guide.topics[guide.urgent].choices
            return id == guide.urgent or any(choice.goto == id for choice in ways)
        case _:
            return False


def is_urgent_said(text: Text, guide: Guide) -> bool:
    """Whether it is the notice that says how to get urgent help and a person."""
    return text == guide.notices[Notice.HELP_SAFE]
