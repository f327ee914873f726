"""Going from place to place, and back along the trail."""

from mskiosk.core.draft import Draft
from mskiosk.core.places import choices_of, lines_of, title_of
from mskiosk.core.reading import line_of
from mskiosk.core.state import Hearing, Place, QuestionPlace, Visit


def enter(draft: Draft, place: Place) -> None:
    """Goes to `place`, remembers where the person was, and begins to read."""
    remember(draft)
    put(draft, place)
    draft.read_on()


def remember(draft: Draft) -> None:
    """Puts this place on the trail; a question is nowhere to come back to."""
    state = draft.state
    if isinstance(state.place, QuestionPlace):
        return
    at = state.cursor
    sentence = state.lines[at].sentence if at < len(state.lines) else len(state.lines)
    visit = Visit(state.place, sentence, state.focus)
    draft.change(trail=(*state.trail, visit)[-draft.policy.trail_length :])


def put(draft: Draft, place: Place, sentence: int = 0, focus: int | None = None) -> None:
    """Is at `place`, with every counter of the dialogue there as new (X1)."""
    title = title_of(place, draft.guide, megabytes=draft.state.model_megabytes, state=draft.state)
    lines = lines_of(place, draft.guide, title, draft.words_per_passage)
    hearing = draft.state.hearing
    draft.change(
        place=place,
        title=title,
        lines=lines,
        choices=choices_of(place, draft.guide),
        cursor=line_of(lines, sentence),
        last_line=None,
        focus=focus,
        noinputs=0,
        nomatches=0,
        helps=0,
        reminders=0,
        window_retries=0,
        is_narrowed=False,
        can_say_no=False,
        rejected=(),
        hearing=Hearing.SPEECH if hearing is Hearing.SWITCHED_OFF else hearing,
    )


def return_to_last_visit(draft: Draft) -> Place | None:
    """Takes the last place from the trail and is there, or stays and says None."""
    if not draft.state.trail:
        return None
    *earlier, visit = draft.state.trail
    draft.change(trail=tuple(earlier))
    put(draft, visit.place, visit.sentence, visit.focus)
    return visit.place
