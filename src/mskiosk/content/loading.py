"""Content folder -> `Guide`. This is what the composition root calls.

A start from the cache imports neither the YAML parser nor what structures its values.
"""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mskiosk.content.caching import GuideCache
from mskiosk.content.faults import ContentFaults, Fault, did_you_mean, quoted
from mskiosk.content.folder import Listing, list_files
from mskiosk.core.guide import Guide

if TYPE_CHECKING:
    from mskiosk.content.examining import Examination
    from mskiosk.content.sounds import Recognisers

DEFAULT_LANGUAGE = "en"
NO_REGION = "none"
_LANGUAGE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_REGIONS = (NO_REGION, "us", "uk", "eu")


def load_guide(
    folder: Path,
    *,
    language: str = DEFAULT_LANGUAGE,
    region: str | None = None,
    cache: Path | None = None,
    seal: str = "",
) -> Guide:
    """The guide in `folder`, which holds the language folders.

    `region` is "us", "uk", "eu", or None for the numbers of all three. `cache` is a folder of
    the user's own, made when it is not there; None, or one that cannot be used, costs time only.
    `seal`: what was cached under another one is left aside.

    Raises `ContentFaults` with everything that keeps the content from being used.
    """
    region = region or NO_REGION
    if region not in _REGIONS:
        hint = did_you_mean(region, _REGIONS) or f"regions are {', '.join(_REGIONS)}"
        fault = Fault(folder, 1, f"there is no region {quoted(region)}", hint)
        raise ContentFaults((fault,))
    if bad_name := language_fault(folder, language):
        raise ContentFaults((bad_name,))
    listing = list_files(folder, language)
    if listing.faults or cache is None:
        return _build(listing, language, region)
    store = GuideCache(cache, listing, language=language, region=region, seal=seal)
    found = store.load(rebuild=lambda: _build(list_files(folder, language), language, region))
    if found is not None:
        return found
    guide = _build(listing, language, region)
    store.save(guide)
    return guide


def check_guide(
    folder: Path,
    language: str = DEFAULT_LANGUAGE,
    *,
    today: date,
    recognisers: "Recognisers | None" = None,
) -> tuple[Fault, ...]:
    """Every fault of structure and of style, by file and line; empty when all is well. Without
    `recognisers` no phrase is judged by its sound."""
    return examination_of(folder, language, today=today, recognisers=recognisers).faults


def notes_on_guide(
    folder: Path,
    language: str = DEFAULT_LANGUAGE,
    *,
    today: date,
    recognisers: "Recognisers | None" = None,
) -> tuple[Fault, ...]:
    """What is worth a look and is no fault, such as a source that no page uses."""
    return examination_of(folder, language, today=today, recognisers=recognisers).notes


def examination_of(
    folder: Path,
    language: str = DEFAULT_LANGUAGE,
    *,
    today: date,
    recognisers: "Recognisers | None" = None,
) -> "Examination":
    """The faults and the notes together."""
    from mskiosk.content.examining import Examination, examine

    if bad_name := language_fault(folder, language):
        return Examination((bad_name,), ())
    return examine(folder, language, today, recognisers)


def shipped_content() -> Path:
    """The content that came with the kiosk: inside the package, or beside `src` in a clone."""
    from importlib.resources import files

    inside = Path(str(files("mskiosk"))) / "shipped" / "content"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "content"


def language_fault(folder: Path, language: str) -> Fault | None:
    """A language names a folder, so it must not lead out of this one."""
    if _LANGUAGE.fullmatch(language):
        return None
    return Fault(folder, 1, f"{quoted(language)} is not the name of a language")


def _build(listing: Listing, language: str, region: str) -> Guide:
    from mskiosk.content.examining import build

    return build(listing, language, region)
