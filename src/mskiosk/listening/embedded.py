"""PocketSphinx, whose English model is in its package: hears when no Vosk model is installed.

Settings as measured in listening.md section 3. What is special here:

- Each phrase is one word of the dictionary, spoken with or without pauses between its words.
  As a chain of words, a phrase could also be left half-way: "one" was read as "what" of "what
  can I say", and 64 of 100 readings were right instead of 77.
- The utterance is read three times: as a phrase; as a phrase, the beginning of one or a common
  word; and as any chain of sounds. How much better the others fit makes the confidence.
- Scores are those of the search itself: after a search of its lattice ("bestpath") they lack the
  last word wherever only one word could be the last, and such a reading seemed very good.
"""

import itertools
import math
import re
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from operator import mul

from mskiosk.core.events import Hypothesis
from mskiosk.listening.confidence import Evidence, Piece, Reading
from mskiosk.listening.decoys import DECOYS
from mskiosk.listening.recogniser import (
    BYTES_A_SECOND,
    SAMPLES_A_SECOND,
    EngineError,
    hearable,
)

NAME = "pocketsphinx"
RARE = 0.0001
"""How probable a word or the first word of a phrase is beside a phrase; the beginnings that are
longer are as probable as phrases."""
SECONDS_A_PHONE = 0.25
SPARE_SECONDS = 0.6
"""Speech that takes longer than this for the sounds of a phrase, about three times as long as
usual, is more likely to be a whole sentence about something else."""
_PHRASES, _WORDS, _SOUNDS = "phrases", "words", "sounds"
"""The searches: what the utterance is read as."""
UNSURE = 0.35
"""The most confidence in speech that took so long, or sounds more like the phrase's beginning."""
_TRIM_DECIBELS = 25.0
_TRIM_PADDING_SECONDS = 0.1
_LEAST_SECONDS = 0.1
_VOWELS = "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW"
_CONSONANTS = "B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH"
_PHONES = frozenset(f"{_VOWELS} {_CONSONANTS}".split())
_MOST_PHONES = 40
_WORD = re.compile(r"[a-z][a-z']*")
_MOST_VARIANTS = 8
_MOST_PAUSED_WORDS = 4


class PocketSphinx:
    """A `Recogniser` for US English."""

    name = NAME

    def __init__(
        self, sounds: Mapping[str, str] | None = None, log: Callable[[str], None] = lambda _: None
    ) -> None:
        """`sounds`: words, each with its phones, which go before those of the dictionary; what
        cannot be said so goes to `log` and is passed over. Raises `EngineError`."""
        try:
            from pocketsphinx import Decoder

            self._decoder = Decoder(
                lm=None, topn=8, silprob=0.1, pip=0.5, bestpath=False, loglevel="FATAL"
            )
            self._decoder.add_allphone_file(_SOUNDS, None)
        except Exception as error:  # a missing model, library or symbol
            raise EngineError(f"PocketSphinx cannot be loaded: {error}") from error
        self._added = _sayable(sounds or {}, log)
        self._phrases: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        self._spoken: dict[str, frozenset[str]] = {}

    def knows(self, word: str) -> bool:
        if word in self._added:
            return True
        return bool(_WORD.fullmatch(word)) and self._decoder.lookup_word(word) is not None

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        heard = hearable(phrases, self.knows)
        self._phrases = {self._token(phrase): phrase for phrase in heard}
        if heard:
            taken = frozenset[str]().union(*(self._spoken[phrase] for phrase in heard))
            decoys = [word for word in DECOYS if taken.isdisjoint(self._pronunciations(word))]
            self._begun = {self._token(begun): begun for begun in sorted(_beginnings(heard))}
            sure = dict.fromkeys(self._phrases, 1.0)
            half = {token: 1.0 if " " in begun else RARE for token, begun in self._begun.items()}
            self._add(_PHRASES, sure)
            self._add(_WORDS, dict.fromkeys(decoys, RARE) | half | sure)
        return set(phrases).difference(heard)

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        speech = trimmed(pcm)
        if not self._phrases or len(speech) < _LEAST_SECONDS * BYTES_A_SECOND:
            return ()
        best = self._decoded(_PHRASES, speech)
        phrase = self._phrases.get(best.text)
        if phrase is None:
            return ()
        frames = self._decoder.n_frames()
        words, sounds = self._decoded(_WORDS, speech), self._decoded(_SOUNDS, speech)
        evidence = Evidence.of(best, words=words, sounds=sounds, frames=frames)
        is_long = len(speech) > self._most_seconds(phrase) * BYTES_A_SECOND
        is_half = phrase.startswith(f"{self._begun.get(words.text, phrase)} ")
        most = UNSURE if is_long or is_half else 1.0
        return (Hypothesis(phrase, min(evidence.confidence, most)),)

    def _most_seconds(self, phrase: str) -> float:
        phones = max(len(spoken.split()) for spoken in self._spoken[phrase])
        return SPARE_SECONDS + SECONDS_A_PHONE * phones

    def _decoded(self, search: str, pcm: bytes) -> Reading:
        decoder = self._decoder
        decoder.activate_search(search)
        decoder.reinit_feat()  # or it would remember the last voice
        decoder.start_utt()
        decoder.process_raw(pcm, full_utt=True)
        decoder.end_utt()
        best = decoder.hyp()
        if best is None:
            return Reading("", 0.0, ())
        pieces = tuple(
            Piece(piece.word, piece.start_frame, piece.end_frame, _logarithm(piece.ascore))
            for piece in decoder.seg() or ()
        )
        return Reading(best.hypstr or "", _logarithm(best.score), pieces)

    def _add(self, search: str, weights: Mapping[str, float]) -> None:
        """Much faster than by a grammar in JSGF, and the same."""
        total = sum(weights.values())
        ways = [(0, 1, weight / total, word) for word, weight in weights.items()]
        self._decoder.add_fsg(search, self._decoder.create_fsg(search, 0, 1, ways))

    def _token(self, phrase: str) -> str:
        """The word of the dictionary that stands for `phrase`; made when it is new."""
        if phrase not in self._tokens:
            token = f"phrase{len(self._tokens)}"
            spoken = list(dict.fromkeys(self._ways_to_say(phrase)))
            for count, phones in enumerate(spoken, 1):
                name = token if count == 1 else f"{token}({count})"
                self._decoder.add_word(name, phones, update=False)
            self._tokens[phrase] = token
            self._spoken[phrase] = frozenset(spoken)
        return self._tokens[phrase]

    def _ways_to_say(self, phrase: str) -> Iterator[str]:
        words = [list(self._pronunciations(word)) for word in phrase.split()]
        for chosen in itertools.islice(itertools.product(*words), _MOST_VARIANTS):
            yield " ".join(chosen)
        first = [each[0] for each in words]
        yield " SIL ".join(first)
        if len(first) <= _MOST_PAUSED_WORDS:
            for pauses in itertools.product((" ", " SIL "), repeat=len(first) - 1):
                yield "".join(map("".join, zip(first, (*pauses, ""), strict=True)))

    def _pronunciations(self, word: str) -> Iterator[str]:
        if word in self._added:
            yield self._added[word]
        for variant in (word, f"{word}(2)"):
            if phones := self._decoder.lookup_word(variant):
                yield phones


def _sayable(sounds: Mapping[str, str], log: Callable[[str], None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, spoken in sounds.items():
        phones = spoken.split()
        if _WORD.fullmatch(word) and 0 < len(phones) <= _MOST_PHONES and _PHONES.issuperset(phones):
            found[word] = " ".join(phones)
        else:
            log(f"PocketSphinx cannot say {word[:40]!r} as {spoken[:80]!r}")
    return found


def _beginnings(phrases: Collection[str]) -> set[str]:
    """What someone has said who stops to breathe in the middle of a phrase."""
    words = [phrase.split() for phrase in phrases]
    begun = {" ".join(each[:count]) for each in words for count in range(1, len(each))}
    return begun.difference(phrases)


def _logarithm(score: float) -> float:
    return math.log(max(score, 1e-300))


def trimmed(pcm: bytes) -> bytes:
    """The stretch from the first to the last 10 ms that are within 25 dB of the loudest."""
    samples = array("h", pcm[: len(pcm) // 2 * 2])
    size = SAMPLES_A_SECOND // 100
    powers = [
        sum(map(mul, piece, piece))
        for at in range(0, len(samples) - size + 1, size)
        for piece in (samples[at : at + size],)
    ]
    if not powers or not (most := max(powers)):
        return b""
    threshold = most / 10 ** (_TRIM_DECIBELS / 10)
    loud = [index for index, power in enumerate(powers) if power >= threshold]
    padding = round(_TRIM_PADDING_SECONDS * SAMPLES_A_SECOND)
    begin = max(0, loud[0] * size - padding)
    return samples[begin : (loud[-1] + 1) * size + padding].tobytes()
