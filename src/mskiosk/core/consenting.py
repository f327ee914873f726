"""The questions before a private page is heard, and the page that is read in silence (E7).

Where other people may hear, a private page comes to the screen without a sound, and the kiosk asks
how the person wants to have it. Nothing but an answer to that question lets its words be said.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.privacy import is_silent_here
from mskiosk.core.state import Phase, Question, QuestionPlace, Visit, page_of


def answer_about_privacy(draft: Draft, intent: Intent, *, by_voice: bool) -> bool:
    """Does what `intent` means in one of these questions, or on a silent page. False: it means
    what it means everywhere."""
    place = draft.state.place
    match place:
        case QuestionPlace(Question.PRIVATE, visit=Visit() as visit):
            return _answer_private(draft, intent, visit, by_voice=by_voice)
        case QuestionPlace(Question.HEADSET, visit=Visit() as visit):
            return _answer_headset(draft, intent, visit, by_voice=by_voice)
        case _ if is_silent_here(draft.state) and _means_go_on(draft, intent):
            draft.change(silent_page=None)
            draft.read_on()
            return True
    return False


def _answer_private(draft: Draft, intent: Intent, visit: Visit, *, by_voice: bool) -> bool:
    match intent:
        case Choose(0):
            _let_it_be_heard(draft, visit, by_voice=by_voice)
        case Choose(1):
            draft.put(QuestionPlace(Question.HEADSET, visit=visit))
            draft.read_on()
        case Choose(2):
            _keep_it_silent(draft, visit)
        case Command.YES | Command.NO | Command.SOURCES | Command.EXPLAIN_WORDS:
            draft.detour(*draft.question)
        case _ if draft.state.phase is not Phase.WINDOW and _means_go_on(draft, intent):
            draft.detour(*draft.question)
        case _:
            return False
    return True


def _answer_headset(draft: Draft, intent: Intent, visit: Visit, *, by_voice: bool) -> bool:
    is_awaited = draft.state.phase is Phase.WAITING
    match intent:
        case Choose(0) | Command.YES:
            _let_it_be_heard(draft, visit, by_voice=by_voice)
        case Command.CONTINUE | Command.PAUSE_OR_CONTINUE if is_awaited:
            _let_it_be_heard(draft, visit, by_voice=by_voice)
        case Choose(1):
            _keep_it_silent(draft, visit)
        case Command.NO | Command.GO_BACK:
            draft.put(QuestionPlace(Question.PRIVATE, visit=visit))
            draft.read_on()
        case Command.SOURCES | Command.EXPLAIN_WORDS:
            draft.detour(*draft.question)
        case _ if draft.state.phase is Phase.PAUSED and _means_go_on(draft, intent):
            draft.detour(*draft.question)
        case _:
            return False
    return True


def _let_it_be_heard(draft: Draft, visit: Visit, *, by_voice: bool) -> None:
    draft.put(visit.place, visit.sentence, visit.focus)
    draft.change(consents=draft.state.consents.union({page_of(visit.place)}), can_say_no=by_voice)
    draft.read_on()


def _keep_it_silent(draft: Draft, visit: Visit) -> None:
    draft.put(visit.place, visit.sentence, visit.focus)
    draft.change(silent_page=page_of(visit.place))
    draft.read_on()


def _means_go_on(draft: Draft, intent: Intent) -> bool:
    """That is "continue"; and the key that pauses or continues, unless something is being said."""
    is_resting = draft.state.phase in (Phase.PAUSED, Phase.WAITING)
    return intent is Command.CONTINUE or (intent is Command.PAUSE_OR_CONTINUE and is_resting)
