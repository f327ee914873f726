"""The way to each page by number keys, and how far a reader can step on it."""

from collections import deque
from dataclasses import dataclass

from mskiosk.core.guide import Guide, Topic

_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Way:
    """From the main menu the keys `digits` open `topic`, which has `steps` sentences to go to
    after its title, choices left out."""

    topic: str
    digits: tuple[int, ...]
    steps: int


def ways(guide: Guide) -> list[Way]:
    """To every page that may be heard by everybody, the longest page first."""
    digits: dict[str, tuple[int, ...]] = {guide.home: ()}
    waiting = deque([guide.home])
    while waiting:
        here = waiting.popleft()
        for number, choice in enumerate(guide.topics[here].choices[:_MOST_DIGITS], start=1):
            if choice.goto in digits or choice.goto not in guide.topics:
                continue
            if not guide.topics[choice.goto].is_private:
                digits[choice.goto] = (*digits[here], number)
                waiting.append(choice.goto)
    found = [Way(topic, keys, _steps(guide.topics[topic])) for topic, keys in digits.items()]
    return sorted(found, key=lambda way: (-way.steps, way.topic))


def _steps(topic: Topic) -> int:
    sentences = sum(len(part) for section in topic.sections for part in section.paragraphs)
    return len(topic.summary) + len(topic.sections) + sentences
