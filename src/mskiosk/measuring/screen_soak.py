"""Every page in every theme, spacing and profile, on every terminal, in every text size."""

from collections.abc import Callable
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


def soak_screen(guide: Guide, tell: Callable[[str], None]) -> list[Figure]:
    """`tell` takes each fault in words, as soon as it is found."""
    pages = screenfuls = faults = 0
    for theme, profile, is_double_spaced in product(Theme, Profile, (False, True)):
        look = Look(theme=theme, is_double_spaced=is_double_spaced)
        crawl = Crawl(inspectors())
        policy = Policy(profile=profile, look=look)
        crawl.everywhere(Visitor(Dialogue(guide, policy), hears=profile is Profile.HOME))
        pages += len(crawl.pages)
        screenfuls += sum(inspector.screenfuls for inspector in crawl.inspectors)
        faults += len(crawl.faults)
        for fault in crawl.faults:
            spacing = "double spaced" if is_double_spaced else "close"
            tell(f"{theme}, {profile}, {spacing}: {fault}")
    return [
        Figure("pages_visited", pages, "pages"),
        Figure("screenfuls", screenfuls, "screenfuls"),
        Figure("screen_faults", faults, "faults", 0, "what is wrong is on standard error"),
    ]


def inspectors() -> list[Inspector]:
    """One for each terminal and each size that it has room for."""
    made = (Inspector(*terminal, size) for terminal, size in product(TERMINALS, TEXT_SIZES))
    return list({inspector.name: inspector for inspector in made}.values())
