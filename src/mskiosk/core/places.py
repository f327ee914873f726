"""What is at a place: its title, its lines and its ways onward."""

from typing import Any

from mskiosk.core.adjustments import PARTS, adjustment_choices
from mskiosk.core.exercises import EXERCISES
from mskiosk.core.guide import Choice, Guide, Term, Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.items import leans_on_words
from mskiosk.core.notices import Notice
from mskiosk.core.privacy import PrivateText, noticed
from mskiosk.core.reading import (
    choice_lines,
    line_of,
    question_lines,
    said_lines,
    settings_lines,
    sounds_lines,
    sources_lines,
    terms_lines,
    topic_lines,
)
from mskiosk.core.sounds import MEANINGS
from mskiosk.core.state import (
    Dwell,
    Hearing,
    LessonPlace,
    Place,
    Question,
    QuestionPlace,
    RestingPlace,
    SaidPlace,
    SettingsPlace,
    SoundsPlace,
    SourcesPlace,
    State,
    TermsPlace,
    TopicPlace,
    TutorPlace,
    Ways,
    page_of,
)
from mskiosk.core.view import Line, LineKind
from mskiosk.core.wording import worded_for

ANSWERS: dict[int, Command] = {0: Command.YES, 1: Command.NO}
"""What the choices of a question mean that is answered by yes or no."""
_LABELS: dict[Question, tuple[Notice, ...]] = {
    Question.PRIVATE: (Notice.ALOUD_LABEL, Notice.HEADSET_LABEL, Notice.SCREEN_LABEL),
    Question.HEADSET: (Notice.ALOUD_LABEL, Notice.SCREEN_LABEL),
    Question.OFFER_MODEL: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.RESUME: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.OFFER_LESSON: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.OFFER_ONE: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.KNOWN_VOICE: (Notice.LEARN_MORE_LABEL, Notice.FORGET_LABEL),
    Question.STEADIER_KEYS: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.NEXT_SWITCH: (),
    Question.SELECT_SWITCH: (),
    Question.KEEP_VOICE: (Notice.YES_LABEL, Notice.NO_LABEL),
    Question.STILL_THERE: (Notice.YES_LABEL, Notice.NEW_PERSON_LABEL),
}
_LESSON = (Notice.LESSON_SAY, Notice.LESSON_AGAIN, Notice.LESSON_ONCE_MORE)
_MOST_CHOICES = 5


def place_id(place: Place) -> str:
    match place:
        case TopicPlace(id):
            return id
        case SourcesPlace(id):
            return f"sources:{id}"
        case TermsPlace(id):
            return f"terms:{id}"
        case QuestionPlace(question):
            return f"question:{question}"
        case SaidPlace():
            return "said"
        case SoundsPlace():
            return "sounds"
        case SettingsPlace(part):
            return f"settings:{part + 1}" if part else "settings"
        case LessonPlace():
            return "lesson"
        case TutorPlace():
            return "tutor"
        case RestingPlace():
            return "resting"


def title_of(place: Place, guide: Guide, *, megabytes: int = 0, state: State | None = None) -> Text:
    match place:
        case TopicPlace(id):
            return guide.topics[id].title
        case SourcesPlace(id):
            return noticed(guide, Notice.SOURCES_TITLE, title=guide.topics[id].title)
        case TermsPlace(id):
            return noticed(guide, Notice.TERMS_TITLE, title=guide.topics[id].title)
        case SaidPlace():
            return guide.notice(Notice.SAID_TITLE)
        case SoundsPlace():
            return guide.notice(Notice.SOUNDS_TITLE)
        case SettingsPlace(part):
            number, count = guide.number(part + 1), guide.number(len(PARTS))
            return guide.notice(Notice.SETTINGS_TITLE, number=number, count=count)
        case LessonPlace(samples=samples, phrase=phrase):
            asked = _LESSON[min(samples, len(_LESSON) - 1)]
            return guide.notice(asked, phrase=phrase)
        case TutorPlace() as tutor:
            return guide.notice(_worded(EXERCISES[tutor.exercise].asked, state))
        case RestingPlace():
            return guide.notice(Notice.WELCOME)
        case QuestionPlace(Question.STILL_THERE):
            return guide.notice(Notice.STILL_THERE)
        case QuestionPlace(Question.RESUME) if state and state.unanswered:
            return guide.notice(Notice.RESUME, title=guide.topics[state.unanswered.topic].title)
        case QuestionPlace(Question.OFFER_LESSON):
            return guide.notice(Notice.OFFER_LESSON)
        case QuestionPlace(Question.NEXT_SWITCH):
            return guide.notice(Notice.NEXT_SWITCH)
        case QuestionPlace(Question.SELECT_SWITCH):
            return guide.notice(Notice.SELECT_SWITCH)
        case QuestionPlace(Question.STEADIER_KEYS):
            return guide.notice(Notice.OFFER_STEADIER)
        case QuestionPlace(Question.OFFER_ONE):
            return guide.notice(Notice.OFFER_ONE)
        case QuestionPlace(Question.KNOWN_VOICE):
            return guide.notice(Notice.VOICE_KNOWN)
        case QuestionPlace(Question.KEEP_VOICE):
            return guide.notice(Notice.KEEP_VOICE)
        case QuestionPlace(Question.OFFER_MODEL):
            return guide.notice(Notice.OFFER_MODEL, megabytes=megabytes)
        case QuestionPlace(Question.GOODBYE):
            return guide.notice(Notice.CONFIRM_GOODBYE)
        case QuestionPlace(Question.NEW_PERSON):
            return guide.notice(Notice.CONFIRM_NEW_PERSON)
        case QuestionPlace(Question.SWITCHES_OFF):
            return guide.notice(Notice.CONFIRM_SWITCHES_OFF)
        case QuestionPlace(visit=visit) if visit is not None:
            hidden = guide.notice(Notice.PRIVATE_PAGE)
            return Text(title_of(visit.place, guide).shown, hidden.spoken)
        case QuestionPlace(_, meant):
            return guide.notice(Notice.CONFIRM, heard=intent_name(meant, guide, state))


def terms_of(id: str, guide: Guide) -> list[Term]:  # noqa: A002  # the name that the type gives it
    """The hard words of a topic."""
    return [guide.glossary[key] for key in guide.topics[id].words if key in guide.glossary]


def choices_of(place: Place, guide: Guide, state: State) -> tuple[Choice, ...]:
    match place:
        case TopicPlace(id):
            return guide.topics[id].choices
        case SourcesPlace() | SaidPlace() | SoundsPlace() | LessonPlace() | RestingPlace():
            return ()
        case SettingsPlace(part):
            return adjustment_choices(part, guide, state)
        case TutorPlace():
            return guide.topics[guide.home].choices  # to practise on
        case TermsPlace(id):
            return _pages_that_say_more(id, guide)
        case QuestionPlace(question):
            labels = _LABELS.get(question, (Notice.YES_LABEL, Notice.BACK_LABEL))
            return tuple(Choice(guide.notice(label), "") for label in labels)


def lines_of(
    place: Place, guide: Guide, title: Text, words_per_line: int, state: State
) -> tuple[Line, ...]:
    """The lines of `place`, which may tell what is set in `state`."""

    def choices(section: int) -> list[Line]:
        offered = choices_of(place, guide, state)
        return choice_lines(offered, guide, section=section, paragraph=section)

    match place:
        case TopicPlace(id):
            return topic_lines(guide.topics[id], guide, words_per_line)
        case SourcesPlace(id):
            return sources_lines(guide.topics[id], title, words_per_line)
        case TermsPlace(id):
            terms, after = terms_of(id, guide), len(guide.topics[id].words) + 1
            return terms_lines(terms, title, choices(after), words_per_line)
        case SaidPlace(said):
            return said_lines(said, title, words_per_line)
        case SoundsPlace():
            meanings = tuple(guide.notice(notice) for notice in MEANINGS.values())
            return sounds_lines(meanings, title, words_per_line)
        case SettingsPlace(part):
            told = () if part else (guide.notice(Notice.SETTINGS_HOW),)
            return settings_lines(title, told, choices(2), words_per_line)
        case QuestionPlace(Question.PRIVATE):
            asked = guide.notice(Notice.PRIVATE_QUESTION)
            return question_lines(asked, words_per_line, choices(1))
        case QuestionPlace(Question.KNOWN_VOICE):
            return question_lines(title, words_per_line, choices(1))
        case QuestionPlace(Question.HEADSET):
            asked = guide.notice(_worded(Notice.HEADSET_QUESTION, state))
            return question_lines(asked, words_per_line)
        case RestingPlace():
            how = Notice.RESTING_HOW if leans_on_words(state) else Notice.RESTING_HOW_BY_KEY
            line = Line(kind=LineKind.NOTICE, text=guide.notice(how), paragraph=1)
            return question_lines(title, words_per_line, (line,))
        case QuestionPlace() | LessonPlace() | TutorPlace():
            return question_lines(title, words_per_line)


def arrival(
    place: Place, guide: Guide, state: State, words_per_line: int, sentence: int, focus: int | None
) -> dict[str, Any]:
    """The fields of a state that is at `place` now, with every counter as new (X1)."""
    title = title_of(place, guide, megabytes=state.model_megabytes, state=state)
    lines = lines_of(place, guide, title, words_per_line, state)
    is_question = isinstance(place, QuestionPlace)
    was_question = isinstance(state.place, QuestionPlace)
    stays_silent = is_question or page_of(place) == state.silent_page
    return {
        "place": place,
        "title": title,
        "lines": lines,
        "choices": choices_of(place, guide, state),
        "cursor": line_of(lines, sentence),
        "last_line": None,
        "held": (),
        "focus": focus,
        "ways": Ways.PAGE,
        "way": None,
        "is_in_ring": False,
        "dwell": Dwell.NONE,
        "noinputs": 0,
        "nomatches": 0,
        "helps": 0,
        "reminders": 0,
        "window_retries": 0,
        "is_narrowed": False,
        "can_say_no": False,
        "alternatives": (),
        "rejected": state.rejected if is_question or was_question else (),
        "aside": None,
        "aside_sentences": 0,
        "is_prepared": False,
        "silent_page": state.silent_page if stays_silent else None,
        "hearing": Hearing.SPEECH if state.hearing is Hearing.SWITCHED_OFF else state.hearing,
    }


def intent_name(intent: Intent | None, guide: Guide, state: State | None) -> Text:
    """What was heard, as the person would say it: "two, Symptoms", "go back"."""
    match intent:
        case Choose(index) if state and index < len(state.choices):
            number = guide.number(index + 1)
            label = state.choices[index].name or state.choices[index].label
            shown = f"{number.shown}, {label.shown}"
            if isinstance(label, PrivateText):
                return Text(shown, number.spoken)
            return Text(shown, f"{number.spoken}, {label.spoken}")
        case Command():
            phrases = guide.universals[intent].phrases
            name = phrases[0] if phrases else intent.value
            return Text(name, name)
        case _:
            return Text("", "")


def _worded(notice: Notice, state: State | None) -> Notice:
    return worded_for(state.settings.switches, notice) if state else notice


def _pages_that_say_more(id: str, guide: Guide) -> tuple[Choice, ...]:  # noqa: A002
    """The pages that the explained words lead to, each once, under their own titles."""
    pages = dict.fromkeys(term.goto for term in terms_of(id, guide))
    known = [page for page in pages if page and page != id and page in guide.topics]
    return tuple(Choice(guide.topics[page].title, page) for page in known[:_MOST_CHOICES])
