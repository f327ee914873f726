"""What people say for a choice besides its number and its whole name, and how they correct it."""

import pytest

from mskiosk.core.grammar import Grammar
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.parts import unmistakable_parts
from mskiosk.core.showing import view_of
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import choice, small_guide, topic


def meant(words: str) -> Intent | None:
    talk = Conversation()
    return Grammar.of(view_of(talk.state, talk.guide), talk.guide).match(words)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("er, two, no, three", Choose(2)),
        ("two no three", Choose(2)),
        ("er two", Choose(1)),
        ("I mean option two", Choose(1)),
        ("two two two", Choose(1)),
        ("two, Symptoms", Choose(1)),
        ("go back, er, no, main menu", Command.MAIN_MENU),
        ("two, no", Command.NO),
        ("no, no", Command.NO),
        ("no, er", Command.NO),
        ("1 no 2", Choose(1)),
        ("two three", None),
        ("two banana", None),
        ("er", None),
        ("er er er", None),
        ("no two three", None),
    ],
)
def test_the_last_of_what_is_corrected_or_repeated_counts(
    words: str, intent: Intent | None
) -> None:
    """C4, X8: phrases that are at odds, and words that belong to none, mean nothing."""
    assert meant(words) == intent


def test_a_huge_line_means_nothing() -> None:
    assert meant("two " * 20_000 + "three") is None


LABELS: dict[Intent, str] = {
    Choose(0): "stem cell trials",
    Choose(1): "stem cell clinics",
    Choose(2): "treating a relapse",
    Choose(3): "help",
}


def parts_of(intent: Intent, **others: Intent) -> list[str]:
    phrases = {label: choice for choice, label in LABELS.items()} | others
    found = unmistakable_parts(LABELS, phrases)
    return [part for part, choice in found.items() if choice == intent]


def test_a_part_of_a_label_that_only_one_choice_has_is_enough() -> None:
    assert parts_of(Choose(0)) == ["cell trials", "trials"]
    assert parts_of(Choose(1)) == ["cell clinics", "clinics"]
    assert parts_of(Choose(2)) == ["treating", "relapse"]
    assert parts_of(Choose(3)) == [], "the whole label is no part"


def test_a_part_that_stands_in_a_command_is_mistakable() -> None:
    assert parts_of(Choose(0), **{"stop trials": Command.STOP}) == ["cell trials"]
    assert parts_of(Choose(0), **{"stop trialsome": Command.STOP}) == ["cell trials", "trials"]


def stem_cells() -> Conversation:
    home = topic("home", choice("Stem cell trials", "about"), choice("Stem cell clinics", "about"))
    return Conversation(guide=small_guide(home)).until(Phase.WAITING)


def test_a_part_is_said_and_the_choice_is_taken() -> None:
    assert stem_cells().say("stem cell").state.nomatches == 1
    assert stem_cells().say("clinics").view.id == "about"


def test_parts_are_not_listened_for_where_the_grammar_is_narrowed() -> None:
    talk = stem_cells().say("banana").say("banana").say("banana").until(Phase.WAITING)
    assert talk.say("clinics").view.id == "home"
    assert talk.say("two").view.id == "about"


def test_only_a_phrase_that_more_may_follow_with_another_meaning_is_waited_for() -> None:
    """C4: "stop" means what "stop talking" does, so nobody waits for the rest of it."""
    grammar = Grammar(
        {
            "stop": Command.STOP,
            "stop talking": Command.STOP,
            "no": Command.NO,
            "no smoking": Choose(0),
            "read no more": Command.STOP,
        }
    )
    assert grammar.unfinished == {"no": ("no smoking",)}


def test_stop_yes_and_the_numbers_are_finished_on_the_first_page() -> None:
    """C4, V7."""
    talk = Conversation()
    grammar = Grammar.of(view_of(talk.state, talk.guide), talk.guide)
    assert not set(grammar.unfinished) & {"stop", "yes", "one", "two", "three"}
