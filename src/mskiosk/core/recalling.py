"""The sentences that were said last can be heard again, one by one, as on a page."""

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.privacy import is_withheld
from mskiosk.core.state import QuestionPlace, SaidPlace
from mskiosk.core.travelling import enter

UTTERANCES_KEPT = 20


def heed(draft: Draft, text: Text) -> None:
    """Keeps `text`, which begins to be said, among the last ones; not what may not be heard, and
    not what is only heard again, for that would push out what somebody is looking for."""
    state = draft.state
    if isinstance(state.place, SaidPlace) or is_withheld(text, state) or not text.spoken.strip():
        return
    if text not in state.said[:2]:
        draft.change(said=(text, *state.said)[:UTTERANCES_KEPT])


def recall(draft: Draft) -> None:
    """Opens the list of what was said; a question is simply asked again."""
    state = draft.state
    match state.place:
        case QuestionPlace():
            draft.detour(*draft.question)
        case SaidPlace() as place:
            draft.put(place)
            draft.read_on()
        case _ if not state.said:
            draft.detour(draft.notice(Notice.SAID_NOTHING))
        case _:
            enter(draft, SaidPlace(state.said))
