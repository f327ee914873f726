"""The rule about benefit and harm: they get the same room."""

from collections.abc import Iterator
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.drafts import Prose, TopicDraft
from mskiosk.content.faults import Fault
from mskiosk.content.written import Written

MOST_TIMES = 1.5


def benefit_and_harm_balanced(work: Assembly, _: date) -> Iterator[Fault]:
    """Neither is longer than the other by more than half, or the page says why."""
    for page in work.script.pages.values():
        reason = page.draft.imbalance_reason
        uneven = [pair for pair in _pairs(page.draft) if times_apart(pair) > MOST_TIMES]
        if reason is not None and not uneven:
            told = "this page gives a reason for an imbalance, and its good and bad sides are even"
            yield page.sheet.fault("imbalance_reason", told, "delete it")
        if reason is not None:
            continue
        for pair in uneven:
            (good_name, good, first), (bad_name, bad, _where) = pair
            told = (
                f"{good_name} has {good} words and {bad_name} {bad};"
                f" neither may be longer than the other by more than {MOST_TIMES} times"
            )
            hint = "write more of the shorter one, or an imbalance_reason; leave out no risk"
            yield page.sheet.fault(first, told, hint)


Side = tuple[str, int, Written]
"""Name, number of words, and where it begins."""


def times_apart(pair: tuple[Side, Side]) -> float:
    """How many times as long as the shorter side the longer one is."""
    shorter, longer = sorted((pair[0][1], pair[1][1]))
    return longer / max(1, shorter)


def _pairs(draft: TopicDraft) -> Iterator[tuple[Side, Side]]:
    if (treatment := draft.treatment) is not None:
        harms = _side("common_risks and serious_risks", treatment.common_risks)
        more = _side("", treatment.serious_risks)
        yield _side("benefit", treatment.benefit), (harms[0], harms[1] + more[1], harms[2])
    if (decision := draft.decision) is not None:
        yield _side("positives", decision.positives), _side("negatives", decision.negatives)


def _side(name: str, prose: Prose) -> Side:
    sentences = [wording for part in prose.paragraphs for wording in part.sentences]
    words = sum(len(wording.shown.split()) for wording in sentences)
    return name, words, sentences[0].shown if sentences else Written("", 1, 1)
