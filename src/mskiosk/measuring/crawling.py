"""Goes to every page there is, as a person would, and looks at it with every inspector."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence

from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command
from mskiosk.core.notices import Notice
from mskiosk.core.places import place_id
from mskiosk.core.policy import Switches
from mskiosk.core.state import Phase, QuestionPlace, SourcesPlace, TermsPlace, TutorPlace, page_of
from mskiosk.core.wording import worded_for
from mskiosk.measuring.inspecting import Inspector
from mskiosk.measuring.visitor import Visitor

_ALWAYS = frozenset({Command.HELP, Command.STAFF, Command.GET_HELP_NOW, Command.MAIN_MENU})
_WORD = re.compile(r"[^\W_]+")
_SIGNS = frozenset({"So", "Sk", "Cc", "Cf", "Cn", "Co", "Cs"})
"""Drawn, and not to be said."""
_MOST_ITEMS = 12
"""More than a ring has."""
_FACTS = (Command.SOURCES, Command.EXPLAIN_WORDS)


class Crawl:
    def __init__(self, inspectors: Sequence[Inspector], *, facts: bool = True) -> None:
        """`facts`: the sources and the hard words of each page, too."""
        self._facts = _FACTS if facts else ()
        self.inspectors = inspectors
        self.pages: dict[str, None] = {}
        """The names of the places that have been looked at, in order: the id of each view."""

    @property
    def faults(self) -> list[str]:
        return [fault for inspector in self.inspectors for fault in inspector.faults]

    def everywhere(self, home: Visitor) -> None:
        """Every page that choices lead to, its sources and hard words, and every place that a
        command opens."""
        waiting = deque([home])
        waiting += [home.pressing(command) for command in Command]
        while waiting:
            visitor = waiting.popleft()
            if visitor.state.phase is Phase.ENDED or _name(visitor) in self.pages:
                continue
            there = self.visit(visitor)
            waiting += self._ways_on(there)

    def visit(self, visitor: Visitor) -> Visitor:
        """Hears the page to its end, goes over its choices and asks for help. Returns the visitor
        who has heard it all."""
        there = visitor.pressing()
        view = there.view
        self.pages[_name(there)] = None
        for inspector in self.inspectors:
            inspector.open(view)
        said = []
        for moment in there.moments():
            said.append(moment.text)
            for inspector in self.inspectors:
                inspector.look(moment)
        self._hear(there, said)
        self._go_over_choices(there)
        self._ask_for_help(there)
        return there

    def _ways_on(self, there: Visitor) -> Iterator[Visitor]:
        place = there.state.place
        if isinstance(place, QuestionPlace):
            if place.visit is not None:
                yield there.pressing(Choose(0))
            return
        yield from (there.pressing(Choose(at)) for at in range(len(there.state.choices)))
        if not isinstance(place, SourcesPlace | TermsPlace):
            yield from (there.pressing(command) for command in self._facts)

    def _fault(self, what: str) -> None:
        self.inspectors[0].fault(what)

    def _hear(self, there: Visitor, said: list[Text]) -> None:
        """S2: whatever the page shows has been said. Where other people may hear, the words of a
        private page wait for the person's consent (E7)."""
        for text in said:
            if any(unicodedata.category(letter) in _SIGNS for letter in text.spoken):
                self._fault(f"E5: there is a sign in {text.spoken!r}")
        place, view = there.state.place, there.view
        if isinstance(place, QuestionPlace) and place.visit is not None:
            return
        shown = {text.shown for text in said}
        spoken = _words(" ".join(text.spoken for text in said))
        texts = [view.title, *(line.text for line in view.lines if line.text.shown not in shown)]
        if not isinstance(place, TutorPlace):  # there the choices are to practise with
            texts += [choice.label for choice in view.choices]
        for text in texts:
            if text.shown and _words(text.spoken) not in spoken:
                self._fault(f"S2: {text.shown!r} is shown and never said")

    def _go_over_choices(self, there: Visitor) -> None:
        """E2: each choice is named, with its place among the others, when it is focused."""
        if isinstance(there.state.place, TutorPlace):
            return  # each step does one thing, once
        seen: set[int] = set()
        other, count = there, len(there.view.choices)
        onwards, back = [Command.NEXT_CHOICE], [Command.PREVIOUS_CHOICE]
        steps = [*onwards, *back * count, *onwards * count]
        if there.state.settings.switches is not Switches.NONE:
            steps = onwards * _MOST_ITEMS  # once round the ring
        for step in steps:
            if len(seen) == count:
                break
            other = other.pressing(step)
            focus = other.view.focus
            if focus is not None and focus not in seen:
                seen.add(focus)
                self._see_focus(other, focus)
        if seen != set(range(count)):
            self._fault(f"E2: the focus comes to {sorted(seen)} alone")

    def _see_focus(self, other: Visitor, focus: int) -> None:
        view, guide = other.view, other.dialogue.guide
        for inspector in self.inspectors:
            inspector.look_at_focus(view)
        label = view.choices[focus].label
        places = [guide.number(n).spoken for n in (focus + 1, len(view.choices))]
        if other.state.settings.switches is not Switches.NONE:
            places = []  # an item of the ring is heard very often, and says its name alone
        said = _said_next(other)
        if any(_words(part) not in said for part in (label.spoken, *places)):
            self._fault(f"E2: {label.shown!r} is not named with its place:{said}")

    def _ask_for_help(self, there: Visitor) -> None:
        """W12, C3: help, a person and urgent help are asked for alike everywhere, answered alike
        everywhere, and lose nothing (C8)."""
        guide, here = there.dialogue.guide, there.view
        if missing := sorted(_ALWAYS - here.commands):
            self._fault(f"C3: {', '.join(missing)} cannot be said")
        switches = there.state.settings.switches
        safe = _words(guide.notice(worded_for(switches, Notice.HELP_SAFE)).spoken)
        if not _said_next(there.pressing(Command.HELP)).startswith(safe):
            self._fault("W12: help does not begin with urgent help")
        named = (Notice.STAFF_HOME, Notice.STAFF_CLINIC)
        person = [guide.notice(worded_for(switches, notice)) for notice in named]
        answer = _said_next(there.pressing(Command.STAFF))
        if not any(answer.startswith(_words(text.spoken)) for text in person):
            self._fault("C3: a person is asked for, and none is named")
        urgent = there.pressing(Command.GET_HELP_NOW)
        if urgent.view.id != guide.urgent:
            self._fault("W12: there is no way to urgent help")
        elif urgent.pressing(Command.GO_BACK).view.id not in _ways_back(there):
            self._fault("C8: there is no way back from urgent help")


def _name(visitor: Visitor) -> str:
    """A question about a private page is another one on each."""
    place, name = visitor.state.place, visitor.view.id
    is_private = isinstance(place, QuestionPlace) and place.visit is not None
    return f"{name}:{page_of(place)}" if is_private else name


def _ways_back(there: Visitor) -> set[str]:
    """A question of the kiosk may be left for good: what it was about may be over."""
    state = there.state
    came_from = {place_id(visit.place) for visit in state.trail[-1:]}
    is_left = isinstance(state.place, QuestionPlace) or there.view.id == there.dialogue.guide.urgent
    return {there.view.id} | (came_from if is_left else set())


def _said_next(visitor: Visitor) -> str:
    return _words(" ".join(moment.text.spoken for moment in visitor.pressing().moments()))


def _words(text: str) -> str:
    """The words alone, one space between two, with one at each end so that none is cut."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
