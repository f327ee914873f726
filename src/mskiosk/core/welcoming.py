"""The first words."""

from mskiosk.core.draft import Draft
from mskiosk.core.notices import Notice
from mskiosk.core.state import After, QuestionPlace


def welcome(draft: Draft) -> None:
    """Who speaks and how to use it; before a question, only who speaks."""
    texts = [draft.notice(Notice.WELCOME)]
    if not isinstance(draft.state.place, QuestionPlace):
        texts.append(draft.notice(Notice.HOW_TO))
    pending = draft.state.pending
    draft.change(pending=())
    draft.reply(*texts, *pending, after=After.READ_ON)
