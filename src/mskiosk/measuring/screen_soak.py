"""Every page in every theme, spacing and profile, on every terminal, in every text size.

Where things stand on a screen does not depend on the theme (`tests/measuring/test_screen_soak.py`):
so each page is looked at in every size in one theme, with the contrast that it has in each, and in
the others on one terminal.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import product

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.guide import Guide
from mskiosk.core.look import TEXT_SIZES, Look, Theme
from mskiosk.core.policy import Policy, Profile
from mskiosk.measuring.crawling import Crawl
from mskiosk.measuring.figures import Figure
from mskiosk.measuring.inspecting import Inspector
from mskiosk.measuring.visitor import Visitor

TERMINALS = ((40, 15), (80, 24), (120, 40), (240, 67))
"""Columns and rows."""
_USUAL_TERMINAL = (80, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One visit to every page."""

    profile: Profile
    is_double_spaced: bool
    theme: Theme
    is_in_all_sizes: bool

    @property
    def name(self) -> str:
        return (
            f"{self.theme}, {self.profile}, {'double spaced' if self.is_double_spaced else 'close'}"
        )


@dataclass(frozen=True, slots=True)
class Found:
    pages: int
    screenfuls: int
    faults: tuple[str, ...]


def soak_screen(
    guide: Guide, tell: Callable[[str], None], chosen: Sequence[Round] = ()
) -> list[Figure]:
    """All `rounds`, or the `chosen` ones, on as many processors as there are. `tell` takes what has
    been visited, and each fault in words, as soon as it is known."""
    pages = screenfuls = faults = 0
    with ProcessPoolExecutor() as processes:
        waiting = {processes.submit(visit_all, guide, each): each for each in chosen or rounds()}
        for done in as_completed(waiting):
            name, found = waiting[done].name, done.result()
            pages += found.pages
            screenfuls += found.screenfuls
            faults += len(found.faults)
            tell(f"{name}: {found.pages} pages, {found.screenfuls} screenfuls")
            for fault in found.faults:
                tell(f"{name}: {fault}")
    return [
        Figure("pages_visited", pages, "pages"),
        Figure("screenfuls", screenfuls, "screenfuls"),
        Figure("screen_faults", faults, "faults", 0, "what is wrong is on standard error"),
    ]


def rounds() -> list[Round]:
    """Those that take longest first."""
    made = (
        Round(
            profile=profile,
            is_double_spaced=is_double_spaced,
            theme=theme,
            is_in_all_sizes=theme is Theme.DARK,
        )
        for profile, is_double_spaced, theme in product(Profile, (False, True), Theme)
    )
    return sorted(made, key=lambda each: not each.is_in_all_sizes)


def visit_all(guide: Guide, how: Round) -> Found:
    crawl = Crawl(list(_inspectors(how)))
    look = Look(theme=how.theme, is_double_spaced=how.is_double_spaced)
    policy = Policy(profile=how.profile, look=look)
    crawl.everywhere(Visitor(Dialogue(guide, policy), hears=how.profile is Profile.HOME))
    screenfuls = sum(inspector.screenfuls for inspector in crawl.inspectors)
    return Found(len(crawl.pages), screenfuls, tuple(crawl.faults))


def _inspectors(how: Round) -> Iterator[Inspector]:
    if how.is_in_all_sizes:
        yield from inspectors(tuple(Theme))
    else:
        yield Inspector(*_USUAL_TERMINAL)


def inspectors(themes: tuple[Theme, ...] = ()) -> list[Inspector]:
    """One for each terminal and each size that it has room for."""
    made = (
        Inspector(*terminal, size, themes=themes)
        for terminal, size in product(TERMINALS, TEXT_SIZES)
    )
    return list({inspector.name: inspector for inspector in made}.values())
