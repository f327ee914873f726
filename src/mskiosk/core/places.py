"""What is at a place: its title, its lines and its ways onward."""

from mskiosk.core.guide import Choice, Guide, Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.reading import question_lines, sources_lines, topic_lines
from mskiosk.core.state import Place, Question, QuestionPlace, SourcesPlace, State, TopicPlace
from mskiosk.core.view import Line

ANSWERS: dict[int, Command] = {0: Command.YES, 1: Command.NO}
"""What the choices of a question mean."""


def place_id(place: Place) -> str:
    match place:
        case TopicPlace(id):
            return id
        case SourcesPlace(id):
            return f"sources:{id}"
        case QuestionPlace(question):
            return f"question:{question}"


def title_of(place: Place, guide: Guide, *, megabytes: int = 0, state: State | None = None) -> Text:
    match place:
        case TopicPlace(id):
            return guide.topics[id].title
        case SourcesPlace(id):
            return guide.notice(Notice.SOURCES_TITLE, title=guide.topics[id].title)
        case QuestionPlace(Question.OFFER_MODEL):
            return guide.notice(Notice.OFFER_MODEL, megabytes=megabytes)
        case QuestionPlace(Question.GOODBYE):
            return guide.notice(Notice.CONFIRM_GOODBYE)
        case QuestionPlace(_, meant):
            return guide.notice(Notice.CONFIRM, heard=intent_name(meant, guide, state))


def choices_of(place: Place, guide: Guide) -> tuple[Choice, ...]:
    match place:
        case TopicPlace(id):
            return guide.topics[id].choices
        case SourcesPlace():
            return ()
        case QuestionPlace(question):
            refusal = Notice.NO_LABEL if question is Question.OFFER_MODEL else Notice.BACK_LABEL
            return (
                Choice(guide.notice(Notice.YES_LABEL), ""),
                Choice(guide.notice(refusal), ""),
            )


def lines_of(place: Place, guide: Guide, title: Text, words_per_line: int) -> tuple[Line, ...]:
    match place:
        case TopicPlace(id):
            return topic_lines(guide.topics[id], guide, words_per_line)
        case SourcesPlace(id):
            return sources_lines(guide.topics[id], guide, words_per_line)
        case QuestionPlace():
            return question_lines(title, words_per_line)


def intent_name(intent: Intent | None, guide: Guide, state: State | None) -> Text:
    """What was heard, as the person would say it: "two, Symptoms", "go back"."""
    match intent:
        case Choose(index) if state and index < len(state.choices):
            number = guide.number(index + 1)
            label = state.choices[index].label
            return Text(f"{number.shown}, {label.shown}", f"{number.spoken}, {label.spoken}")
        case Command():
            phrases = guide.universals[intent].phrases
            name = phrases[0] if phrases else intent.value
            return Text(name, name)
        case _:
            return Text("", "")
