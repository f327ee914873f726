"""The rules about treatments, decisions, claims and terms: what they name is there."""

import re
from collections.abc import Iterator
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.drafts import Verdict
from mskiosk.content.faults import Fault, did_you_mean, quoted
from mskiosk.content.topics import HEADINGS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PHONEMES = re.compile(r"[A-Za-z0-9@:,'~;?!#&*+%^\"-]+")
PHONES = frozenset(
    {
        "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH",
        "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH",
        "UH", "UW", "V", "W", "Y", "Z", "ZH",
    }
)  # fmt: skip
"""ARPABET as in the CMU Pronouncing Dictionary, without stress."""


def guide_words_complete(work: Assembly) -> Iterator[Fault]:
    """Every fixed field has its heading, every verdict its sentence, and nothing else has."""
    draft = work.script.guide
    if draft is None:
        return
    for key, entries, wanted in (
        ("headings", draft.headings, sorted(HEADINGS)),
        ("verdicts", draft.verdicts, [verdict.value for verdict in Verdict]),
    ):
        sheet = work.script.sheets["guide"]
        missing = [word for word in wanted if word not in entries]
        for word in missing:
            yield sheet.fault(key, f"{key} has no {quoted(word)}", "write it")
        for word in entries:
            if word not in wanted:
                hint = did_you_mean(word, missing or wanted) or f"it is {', '.join(wanted)}"
                yield sheet.fault(entries[word].shown, f"{key} cannot have {quoted(word)}", hint)


def decisions_complete(work: Assembly, _: date) -> Iterator[Fault]:
    """IPDASi: each page of guide.yaml's `decisions` has the criteria, with its sources."""
    script, draft = work.script, work.script.guide
    if draft is None:
        return
    for topic in draft.decisions:
        page = script.pages.get(str(topic))
        if topic not in script.ids:
            sentence = f"decision {quoted(topic)}: there is no such topic"
            yield script.sheets["guide"].fault(topic, sentence, did_you_mean(topic, script.ids))
        elif page is not None and page.draft.decision is None:
            sentence = 'this page supports a choice and has no "decision"'
            yield page.sheet.fault(1, sentence, "write it, with all its fields")
        elif page is not None and work.guide and not work.guide.topics[str(topic)].sources:
            sentence = "this page supports a choice and cites nothing"
            yield page.sheet.fault("decision", sentence, "add the sources, as [KEY]")
    listed = set(map(str, draft.decisions))
    for name, page in script.pages.items():
        decision = page.draft.decision
        if decision is None:
            continue
        if name not in listed:
            sentence = 'this page is not in the "decisions" of guide.yaml'
            yield page.sheet.fault("decision", sentence, "add it there")
        if not _is_date(decision.published):
            sentence = f"{quoted(decision.published)} is not a date"
            yield page.sheet.fault(decision.published, sentence, "write it as 2026-11-30")


def claims_answered(work: Assembly, _: date) -> Iterator[Fault]:
    """Each claim of guide.yaml is answered by one page."""
    script, draft = work.script, work.script.guide
    if draft is None:
        return
    keys = list(map(str, draft.claims))
    answered: dict[str, str] = {}
    for name, page in script.pages.items():
        claim = page.draft.claim
        if claim is None:
            continue
        if claim.key not in keys:
            sentence = f"claim {quoted(claim.key)}: guide.yaml has no such claim"
            yield page.sheet.fault(claim.key, sentence, did_you_mean(claim.key, keys))
        owner = answered.setdefault(str(claim.key), name)
        if owner != name:
            sentence = f'claim {quoted(claim.key)} is already answered by "{owner}"'
            yield page.sheet.fault(claim.key, sentence, "delete one of them")
    if script.is_whole:
        for key in draft.claims:
            if str(key) not in answered:
                sentence = f"no page answers the claim {quoted(key)}"
                yield script.sheets["guide"].fault(key, sentence, "write one")


def terms_known(work: Assembly) -> Iterator[Fault]:
    """Pages explain terms of the glossary, and its terms lead to pages."""
    glossary = work.script.glossary
    if glossary is None:
        return
    sheet = work.script.sheets["glossary"]
    owners: dict[str, str] = {}
    for name, page in work.script.pages.items():
        for key in page.draft.terms:
            if key not in glossary:
                sentence = f"term {quoted(key)}: the glossary has no such term"
                yield page.sheet.fault(key, sentence, did_you_mean(key, glossary))
            elif glossary[key].meaning is None:
                sentence = f"term {quoted(key)}: the glossary does not say what it means"
                yield page.sheet.fault(key, sentence, "write its meaning there")
            owner = owners.setdefault(str(key), name)
            if owner != name or page.draft.terms.count(key) > 1:
                sentence = f'term {quoted(key)} is here twice, or on the page "{owner}" too'
                yield page.sheet.fault(key, sentence, "delete one of them")
    forms: dict[str, str] = {}
    for term, draft in glossary.items():
        if draft.page is not None and draft.page not in work.script.ids:
            sentence = f"page {quoted(draft.page)}: there is no such topic"
            yield sheet.fault(draft.page, sentence, did_you_mean(draft.page, work.script.ids))
        if draft.page is None and draft.meaning is None:
            sentence = f"the term {quoted(term)} has neither a meaning nor a page"
            yield sheet.fault(term, sentence, "write what it means")
        for form in [" ".join(written.split()) for written in (term, *draft.forms)]:
            if form in forms:
                sentence = f"{quoted(form)} is a form of {quoted(forms[form])} already"
                yield sheet.fault(term, sentence, "delete one of them")
            forms[form] = term


def evidence_of_treatments(work: Assembly, _: date) -> Iterator[Fault]:
    """A page about a treatment says how sure we are."""
    for page in work.script.pages.values():
        if page.draft.treatment is not None and page.draft.evidence is None:
            sentence = "this page about a treatment does not say how sure we are"
            yield page.sheet.fault("treatment", sentence, 'write "evidence: ..."')


def sounds_known(work: Assembly) -> Iterator[Fault]:
    """What voices and recognisers are taught is one word, in sounds that they know."""
    for written, draft in (work.script.lexicon or {}).items():
        sheet = work.script.sheets["lexicon"]
        if not (draft.spoken or draft.voiced or draft.heard):
            sentence = f"{quoted(written)} has no spoken form"
            yield sheet.fault(written, sentence, "write spoken, voiced or heard")
        if draft.heard is not None:
            if not written.isalpha():
                sentence = f"{quoted(written)} is not one word, and cannot be heard as one"
                yield sheet.fault(draft.heard, sentence, "give each of its words its own entry")
            unknown = [phone for phone in draft.heard.split() if phone not in PHONES]
            if unknown:
                sentence = f"{', '.join(map(quoted, unknown))}: there is no such sound"
                yield sheet.fault(draft.heard, sentence, "write ARPABET without stress: OW K R AH")
        if draft.voiced is not None:
            if not _WORD.fullmatch(written) or draft.spoken is not None:
                sentence = f"{quoted(written)} is not one word, or is spoken as other words"
                yield sheet.fault(draft.voiced, sentence, "give the word an entry of its own")
            if not _PHONEMES.fullmatch(draft.voiced.strip()):
                sentence = f"{quoted(draft.voiced)} holds what is no phoneme of the voice"
                yield sheet.fault(draft.voiced, sentence, 'see: espeak-ng -v en-us -q -x "word"')


def _is_date(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
