"""The same again: a sentence, an answer, the choices, the whole page."""

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.moving import read_from
from mskiosk.core.notices import Notice
from mskiosk.core.state import After, Phase, QuestionPlace
from mskiosk.core.view import LineKind


def skip_to_choices(draft: Draft) -> None:
    """Skips to the choices, and goes on from there: next and previous start from them."""
    state = draft.state
    if isinstance(state.place, QuestionPlace):
        draft.detour(*draft.question)
        return
    choices = [at for at, line in enumerate(state.lines) if line.kind is LineKind.CHOICE]
    if choices:
        read_from(draft, choices[0])
    else:
        draft.change(cursor=len(state.lines), last_line=len(state.lines) - 1)
        draft.read_on()


def read_again(draft: Draft) -> None:
    """The whole page to its last choice, or the question, from its beginning."""
    place = draft.state.place
    if isinstance(place, QuestionPlace):
        draft.detour(*draft.question)
    else:
        draft.put(place)
        draft.change(is_reading_everything=True)
        draft.read_on()


def repeat(draft: Draft) -> None:
    """The reply again if that came last, else the sentence; after the choices, all of them."""
    state = draft.state
    if state.repeatable:
        after = After.READ_ON
        if state.phase is Phase.REPLYING:
            after = state.after_reply
        elif state.phase is Phase.WAITING:
            after = After.WAIT
        elif state.phase is Phase.PAUSED:
            after = After.STAY_PAUSED
        draft.reply(*_worth_repeating(draft, state.repeatable), after=after)
        return
    if state.last_line is not None:
        first = state.last_line
        if state.phase is Phase.WAITING:
            first = 0
        draft.change(cursor=first)
    draft.read_on()


def _worth_repeating(draft: Draft, reply: tuple[Text, ...]) -> tuple[Text, ...]:
    """At the end of a page "What would you like?" alone would help nobody: the choices too."""
    state = draft.state
    last_words = (Notice.ANSWER_NOW, Notice.ANSWER_BY_KEY, Notice.NO_CHOICES)
    if state.phase is not Phase.WAITING or reply not in [
        (draft.notice(notice),) for notice in last_words
    ]:
        return reply
    if state.choices:
        return (*(draft.choice_said(index) for index in range(len(state.choices))), *reply)
    return (state.lines[-1].text, *reply)
