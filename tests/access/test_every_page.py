"""S2, E2, E14, W1, W3, W10, W12, C1, C3, C8: somebody goes to every page of the shipped guide, and
looks at every screenful of it."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from rich.style import Style

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command
from mskiosk.core.look import TEXT_SIZES, Look, Theme
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.measuring.crawling import Crawl
from mskiosk.measuring.inspecting import Inspector
from mskiosk.measuring.screen_soak import TERMINALS
from mskiosk.measuring.visitor import Moment, Visitor
from mskiosk.ui.contrast import contrast
from tests.small_guide import choice, small_guide, topic
from tests.ui.views import page, text

pytestmark = pytest.mark.unhurried

SIZES, THEMES, PROFILES = TEXT_SIZES, tuple(Theme), tuple(Profile)
PAIRS = [
    (terminal, size, THEMES[(i + j) % 4], PROFILES[(i // 2 + j) % 2])
    for i, terminal in enumerate(TERMINALS)
    for j, size in enumerate(SIZES)
]
"""Any two values of any two of the four are together in one of these."""
ROUTES = [
    (),
    (Choose(1), Choose(0)),
    (Choose(3), Choose(0), Command.SOURCES),
    (Command.GET_HELP_NOW, Command.EXPLAIN_WORDS),
    (Command.GOODBYE,),
]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


def visitor(guide: Guide, policy: Policy | None = None, *, hears: bool = False) -> Visitor:
    return Visitor(Dialogue(guide, policy or Policy()), hears=hears)


def test_every_page_is_spoken_shown_whole_named_and_has_help(guide: Guide) -> None:
    crawl = Crawl([Inspector(80, 24)], facts=False)
    crawl.everywhere(visitor(guide))
    assert crawl.faults == []
    assert set(guide.topics) <= set(crawl.pages)


def test_the_pairs_are_all_the_pairs() -> None:
    for one, other in combinations(range(4), 2):
        values = [{pair[at] for pair in PAIRS} for at in (one, other)]
        assert {(pair[one], pair[other]) for pair in PAIRS} == set(product(*values))


@pytest.mark.long
@pytest.mark.parametrize("profile", Profile)
def test_so_has_every_page_with_its_sources_and_hard_words_on_every_terminal(
    guide: Guide, profile: Profile
) -> None:
    crawl = Crawl([Inspector(*size) for size in TERMINALS])
    crawl.everywhere(visitor(guide, Policy(profile=profile), hears=True))
    assert crawl.faults == []
    assert set(guide.topics) <= set(crawl.pages)


@pytest.mark.parametrize(("terminal", "size", "theme", "profile"), PAIRS)
def test_a_few_pages_are_so_in_every_pair_of_terminal_size_theme_and_profile(
    guide: Guide, terminal: tuple[int, int], size: int, theme: Theme, profile: Profile
) -> None:
    """V4, V5, W4"""
    look = Look(text_size=size, theme=theme, is_double_spaced=profile is Profile.CLINIC)
    crawl = Crawl([Inspector(*terminal, size)])
    home = visitor(guide, Policy(profile=profile, look=look))
    for route in ROUTES:
        crawl.visit(home.pressing(*route))
    assert crawl.faults == []


@pytest.mark.parametrize("hears", [False, True])
def test_a_few_pages_are_so_one_thing_at_a_time(guide: Guide, *, hears: bool) -> None:
    crawl = Crawl([Inspector(*size) for size in TERMINALS])
    home = visitor(guide, Policy(look=Look(is_one_at_a_time=True)), hears=hears)
    for route in ROUTES:
        crawl.visit(home.pressing(*route))
    assert crawl.faults == []


@pytest.mark.parametrize("switches", [Switches.TWO, Switches.ONE, Switches.STEP])
def test_a_few_pages_are_so_with_switches(guide: Guide, switches: Switches) -> None:
    crawl = Crawl([Inspector(*size) for size in TERMINALS])
    home = visitor(guide, Policy(switches=switches))
    for route in ROUTES:
        crawl.visit(home.pressing(*route))
    assert crawl.faults == []


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("hears", [False, True])
def test_a_few_pages_are_so_on_every_terminal_in_each_profile_with_and_without_a_microphone(
    guide: Guide, profile: Profile, *, hears: bool
) -> None:
    crawl = Crawl([Inspector(*size) for size in TERMINALS])
    home = visitor(guide, Policy(profile=profile), hears=hears)
    for route in ROUTES:
        crawl.visit(home.pressing(*route))
    assert crawl.faults == []
    assert len(crawl.pages) == len(ROUTES)


# What is seen where it is not so


def faults_at_home(guide: Guide) -> str:
    crawl = Crawl([Inspector(80, 24)])
    crawl.visit(visitor(guide))
    return " ".join(crawl.faults)


def with_notice(notice: Notice, words: str) -> Guide:
    guide = small_guide()
    return replace(guide, notices={**guide.notices, notice: text(words)})


def faults_of(*moments: Moment) -> str:
    inspector = Inspector(80, 24)
    inspector.open(moments[0].view)
    for moment in moments:
        inspector.look(moment)
    return " ".join(inspector.faults)


def test_a_guide_without_fault_has_none() -> None:
    assert faults_at_home(small_guide()) == ""


def test_a_choice_that_is_shown_and_not_said_is_seen() -> None:
    silent = with_notice(Notice.CHOICE_BY_KEY, "Press {number}.")
    assert "S2: 'Symptoms' is shown and never said" in faults_at_home(silent)


def test_signs_that_nobody_can_say_are_seen() -> None:
    """E5"""
    for sign in ("\N{CHECK MARK}", "\N{BOX DRAWINGS LIGHT HORIZONTAL}", "\N{GRINNING FACE}"):
        assert "E5: " in faults_at_home(with_notice(Notice.WELCOME, f"Hello {sign}"))


def test_a_sixth_choice_is_seen() -> None:
    six = topic("home", *(choice(f"Way {n}", "about") for n in range(6)))
    assert "C1: 6 choices" in faults_at_home(small_guide(six))


def test_a_focus_without_its_place_is_seen() -> None:
    unplaced = with_notice(Notice.FOCUSED, "{label} {number}")
    assert "E2: 'Symptoms' is not named with its place" in faults_at_home(unplaced)


def test_what_is_said_and_not_shown_is_seen() -> None:
    view = replace(page(), marked=None)
    assert "E14: 'Nobody'" in faults_of(Moment(view, text("Nobody shows this."), is_aloud=True))
    shown = replace(view, caption=text("Nobody shows this."))
    assert faults_of(Moment(shown, text("Nobody shows this."), is_aloud=True)) == ""


def test_choices_that_move_are_seen() -> None:
    longer, shorter = replace(page(), marked=1), replace(page(), marked=1)
    shorter = replace(shorter, lines=shorter.lines[:2])
    moments = [Moment(view, view.lines[1].text, is_aloud=True) for view in (longer, shorter)]
    assert "W12: the choices move" in faults_of(*moments)


def test_contrast_is_what_wcag_says() -> None:
    """W1: the greys are those of its examples."""
    assert contrast(Style(color="#000000", bgcolor="#ffffff")) == pytest.approx(21)
    assert contrast(Style(color="#767676", bgcolor="#ffffff")) == pytest.approx(4.54, abs=0.01)
    assert contrast(Style(color="#ffffff", bgcolor="#595959")) == pytest.approx(7.0, abs=0.01)
    assert contrast(Style()) is None
