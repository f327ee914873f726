"""How any text would be said: what the lexicon of a content folder makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mskiosk.content.faults import ContentFaults, Fault
from mskiosk.content.folder import SUFFIX, Listing, list_files
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.loading import language_fault
from mskiosk.content.manuscript import read_manuscript

_LEXICON = "lexicon"


@dataclass(frozen=True, slots=True)
class SpokenForm:
    words: str
    """The text with each word that the lexicon knows as it is said."""
    voiced: Mapping[str, str]
    """Words in small letters with their phonemes for the voice."""


def spoken_form(folder: Path, language: str, text: str) -> SpokenForm:
    """Reads the lexicon alone: pages may be at fault. Raises `ContentFaults`."""
    if bad_name := language_fault(folder, language):
        raise ContentFaults((bad_name,))
    listing = list_files(folder, language)
    own = tuple(stamp for stamp in listing.stamps if stamp.path == _LEXICON + SUFFIX)
    path = listing.folder / (_LEXICON + SUFFIX)
    if not own:
        raise ContentFaults(listing.faults or (Fault(path, 1, "this file is missing"),))
    script = read_manuscript(Listing(listing.folder, own, ()), language)
    if script.lexicon is None:
        raise ContentFaults(tuple(fault for fault in script.faults if fault.file == path))
    entries = script.lexicon.items()
    lexicon = Lexicon({written: draft.spoken for written, draft in entries if draft.spoken})
    voiced = {w.casefold(): draft.voiced.strip() for w, draft in entries if draft.voiced}
    return SpokenForm(lexicon.spoken(text), voiced)
