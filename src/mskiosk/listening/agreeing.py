"""What two engines make of one utterance together: the spotter's opinion and the other's reading.

PocketSphinx finds a phrase in nearly everything, and is seldom sure of it: beside it the spotter
decides about the words that it knows, and PocketSphinx can make it ask. Of titles, which the
spotter does not know, PocketSphinx alone is too often wrong to act. Vosk knows other words from
phrases by itself: beside it the spotter does nothing alone but ask, and can keep it from acting.

Nothing here is an engine, or knows what was said before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.core.events import Hypothesis
from mskiosk.listening.spotter import (
    ACCEPTED,
    ACTS_FROM,
    ASKS_FROM,
    CONFIRMED,
    MOST_HYPOTHESES,
    Opinion,
    confidence_of,
)

ONLY_ASKS = ACCEPTED - 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Probabilities by the spotter, but for `title_from`."""

    acts_from: float = ACTS_FROM
    """A word is acted on without the other engine, unless that is sure of another phrase."""
    asks_from: float = ASKS_FROM
    agreed_acts_from: float = 0.8
    """The same where PocketSphinx, which chooses among a hundred phrases, chose this one too."""
    agreed_asks_from: float = 0.3
    both_act_from: float = 0.4
    both_ask_from: float = 0.2
    """The same where PocketSphinx is sure of it by itself: "help", which so much else sounds like,
    often has no more than that."""
    title_from: float = 0.45
    """The confidence of PocketSphinx from which a phrase that the spotter does not know is asked
    about. Of the 307 recordings in `human.tsv` whose text is no phrase of the main menu (the 248 of
    the kinds `out` and `out-sent`, and 59 of `in`) it takes 20 for such a phrase of that menu from
    0.25 on, 8 from 0.4, and 5 from here."""
    doubted_below: float = 0.25
    """What Vosk reads is not acted on when the spotter gives it less than this."""
    denied_below: float = 0.01
    """It is not even asked about when the spotter gives it less than this."""
    asks_alone_from: float = 0.9
    """A word in which Vosk heard no phrase is asked about."""


LIMITS = Limits()

Read = tuple[Hypothesis, ...]
"""By one engine, best first; often empty."""
Decide = Callable[[Opinion, Read], Read]


def beside_pocketsphinx(opinion: Opinion, read: Read, limits: Limits = LIMITS) -> Read:
    """Whole phrases of the grammar, best first: what is acted on, or asked about."""
    other = read[0] if read else None
    agreed = opinion.same(other.text) if other else None
    words = sorted(
        (
            Hypothesis(
                phrase, _confidence(probability, limits, other if phrase == agreed else None)
            )
            for phrase, probability in opinion.phrases.items()
        ),
        key=lambda word: -word.confidence,
    )
    words = [word for word in words if word.confidence >= CONFIRMED]
    if other is None:
        return tuple(words[:MOST_HYPOTHESES])
    is_title = opinion.of(other.text) is None
    is_word = opinion.likeliest >= limits.acts_from
    if words and words[0].text != agreed and other.confidence >= ACCEPTED:
        words = list(map(_asked, words))
    if is_title and not is_word and other.confidence >= limits.title_from:
        words = [*words[: MOST_HYPOTHESES - 1], _asked(other)]
    return tuple(words[:MOST_HYPOTHESES])


def beside_vosk(opinion: Opinion, read: Read, limits: Limits = LIMITS) -> Read:
    """Whole phrases of the grammar, best first: what is acted on, or asked about. A word that the
    spotter doubts comes after the one of which it is sure; a title, of which it knows nothing,
    comes before that."""
    probable = [
        _asked(Hypothesis(phrase, confidence_of(probability)))
        for phrase, probability in opinion.phrases.items()
        if probability >= limits.asks_alone_from
    ][:1]
    if not read:
        return tuple(probable)
    first = read[0]
    probability = opinion.of(first.text)
    if probability is None:
        return (_asked(first), *probable) if opinion.likeliest >= limits.acts_from else read
    if probability < limits.denied_below:
        return tuple(probable)
    if probability < limits.doubted_below:
        return (*probable, _asked(first))
    return read


def _confidence(probability: float, limits: Limits, same: Hypothesis | None) -> float:
    """`same`: PocketSphinx's reading where it is the same word."""
    if same is None:
        acts_from, asks_from = limits.acts_from, limits.asks_from
    elif same.confidence < ACCEPTED:
        acts_from, asks_from = limits.agreed_acts_from, limits.agreed_asks_from
    else:
        acts_from, asks_from = limits.both_act_from, limits.both_ask_from
    return confidence_of(probability, acts_from=acts_from, asks_from=asks_from)


def _asked(heard: Hypothesis) -> Hypothesis:
    return heard.at_most(ONLY_ASKS)
