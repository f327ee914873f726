"""Going from place to place, and back along the trail."""

from mskiosk.core.draft import Draft
from mskiosk.core.notices import Notice
from mskiosk.core.state import OF_THE_START, After, Place, QuestionPlace, Visit
from mskiosk.core.view import LineKind


def enter(draft: Draft, place: Place, *, by_voice: bool = False) -> None:
    """Goes to `place`, remembers where the person was, and begins to read. Who came by voice may
    have been misheard, and can say no."""
    here = draft.state.place
    if not isinstance(here, QuestionPlace) or here.visit is not None:
        draft.change(asked_in=draft.state.phase)
    remember(draft)
    draft.put(place)
    draft.change(can_say_no=by_voice)
    draft.read_on()


def remember(draft: Draft) -> None:
    """Puts this place on the trail; a question is nowhere to come back to, unless it is asked
    about a page, or is one of the start, which would never be asked again."""
    state = draft.state
    visit = state.visit
    if isinstance(state.place, QuestionPlace):
        if state.place.visit is None and state.place.question not in OF_THE_START:
            return
        visit = Visit(state.place)
    draft.change(trail=(*state.trail, visit)[-draft.policy.trail_length :])


def return_to_last_visit(draft: Draft) -> Place | None:
    """Takes the last place from the trail and is there, or stays and says None."""
    if not draft.state.trail:
        return None
    *earlier, visit = draft.state.trail
    draft.change(trail=tuple(earlier))
    draft.put(visit.place, visit.sentence, visit.focus)
    return visit.place


def take_up_again(draft: Draft) -> None:
    """Reads on where the person left, from the beginning of the paragraph, for a sentence alone
    may speak of an "it" that nobody remembers; or all the choices."""
    state = draft.state
    choices = [at for at, line in enumerate(state.lines) if line.kind is LineKind.CHOICE]
    cursor = min(state.cursor, *choices[:1], len(state.lines))
    if draft.asks_item_by_item and state.focus is not None and state.cursor >= cursor:
        draft.change(cursor=choices[state.focus])
        draft.reply(draft.notice(Notice.BACK_AT, title=state.title), after=After.READ_ON)
        return
    if cursor < len(state.lines):
        paragraph = state.lines[cursor].paragraph
        cursor = next(at for at, x in enumerate(state.lines) if x.paragraph == paragraph)
        if state.lines[cursor].kind is LineKind.CHOICE:
            cursor = next(at for at, x in enumerate(state.lines) if x.kind is LineKind.CHOICE)
    draft.change(cursor=cursor)
    if cursor == 0:
        draft.read_on()
    else:
        draft.reply(draft.notice(Notice.BACK_AT, title=state.title), after=After.READ_ON)
