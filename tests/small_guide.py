"""A guide of five pages whose notices say their own names: for tests of the dialogue."""

from mskiosk.core.guide import Checked, Choice, Guide, Section, Source, Text, Topic, Universal
from mskiosk.core.intents import Command
from mskiosk.core.notices import FIELDS, Notice

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PHRASES = {
    Command.STAFF: ("staff please", "zero"),
    Command.YES: ("yes please", "yes"),
    Command.ONE_SWITCH: ("use one switch",),
    Command.STEP_SWITCH: ("step with one switch",),
    Command.TWO_SWITCHES: ("use two switches",),
    Command.NO_SWITCHES: ("use no switches",),
    Command.ONE_AT_A_TIME: ("step by step",),
}


def text(words: str) -> Text:
    return Text(words, words)


def topic(
    id: str,  # noqa: A002  # the name that the type gives it
    *choices: Choice,
    sentences: int = 3,
    sources: int = 0,
) -> Topic:
    return Topic(
        id=id,
        title=text(f"Title of {id}."),
        summary=(text(f"Summary of {id}."),),
        sections=(
            Section(
                text(f"Heading of {id}."),
                (
                    tuple(
                        text(f"Sentence {n} of {id} has some words in it.")
                        for n in range(sentences)
                    ),
                ),
            ),
        ),
        choices=choices,
        sources=tuple(Source(f"S{n}", text(f"Source {n}.")) for n in range(sources)),
        checked=Checked("2026-11-23", "the tests"),
    )


def choice(label: str, goto: str, *phrases: str) -> Choice:
    return Choice(text(label), goto, phrases)


def _notice(notice: Notice) -> Text:
    fields = " ".join(f"{{{field}}}" for field in sorted(FIELDS.get(notice, ())))
    return text(f"[{notice.value}] {fields}".strip())


def small_guide(*more: Topic) -> Guide:
    topics = (
        topic(
            "home",
            choice("About MS", "about", "what is it"),
            choice("Symptoms", "symptoms"),
            choice("Treatment", "treatment"),
        ),
        topic("about", sentences=90, sources=2),
        topic("symptoms", choice("About MS", "about")),
        topic("treatment", choice("Symptoms", "symptoms"), sources=1),
        topic("urgent"),
        topic("words"),
        *more,
    )
    return Guide(
        language="en",
        home="home",
        urgent="urgent",
        words="words",
        topics={topic.id: topic for topic in topics},
        notices={notice: _notice(notice) for notice in Notice},
        universals={
            command: Universal(PHRASES.get(command, (command.value,)), text(f"does {command}"))
            for command in Command
        },
        numbers=NUMBERS,
        number_phrases=("number {number}", "option {number}"),
        hesitations=("er", "i mean"),
        greetings=("hello kiosk",),
        months=tuple(f"month {number}" for number in range(1, 13)),
    )
