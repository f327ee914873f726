"""How one person says some phrases, and which of them an utterance is.

A phrase is known by a few examples. An utterance is the phrase whose examples are nearest, if it is
about as near to them as they are to one another, and clearly nearer than to any other phrase: who
says something else, or is somebody else, is refused. The limits were chosen on the speakers
that `mskiosk.measuring.own_voice_samples` measures, and so its figures lean to the good side. In
percent, of clips of five to ten words of one speaker, and of 228 words of other people:

| | acted rightly | asked rightly | refused | wrongly acted | others acted on |
|---|---|---|---|---|---|
| 3 speakers of Free Spoken Digits | 88.6 of 210 | 4.8 | 5.7 | 0.5 | 0.0 |
| 21 of Speech Commands | 62.2 of 344 | 11.0 | 26.2 | 0.0 | 1.6 |

None of 40 sentences of the kiosk was taken for one of eight speakers, and none of 280 s of noise
that came through the ear for one of five. Each speaker was probably
recorded on one day, and voices change.
"""

from collections.abc import Collection, Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from mskiosk.core.events import Hypothesis, SampleFault
from mskiosk.listening.features import WIDTH, features_of
from mskiosk.listening.recogniser import BYTES_A_SECOND
from mskiosk.listening.warping import FAR, distances

if TYPE_CHECKING:
    from mskiosk.listening.features import Features

Samples = Mapping[str, Sequence[bytes]]
"""The examples of each phrase, as they leave and enter the process: see `packed`."""

SAMPLES = 3
"""A phrase with fewer examples is not known yet."""
MOST_SAMPLES = 5
MOST_PHRASES = 12
MOST_SECONDS = 5.0
LEAST_ROWS, MOST_ROWS = 12, round(MOST_SECONDS * 100)
ROW_BYTES = WIDTH * 2
PHRASES_TO_ACT = 3
"""Among fewer phrases there is too little to compare with, and a match is only asked about."""
SURE_SPREADS, SURE_RATIO = 1.2, 0.85
"""As far as this from the examples, in their own spreads; and from them as a part of the distance
to the next phrase. Both together mean: act."""
LIKELY_SPREADS, LIKELY_RATIO = 1.35, 0.9
"""The same for: ask."""
SURE, LIKELY = 0.5, 0.35
"""Confidence at the two limits; it grows towards 1."""
_MOST_UNLIKE = 25.0
"""Two examples of a phrase are nearer in 49 of 50 cases."""
_NEARER_TO_ANOTHER = 0.8
_LEAST_SPREAD = 5.0
"""A device that speaks for somebody says a phrase the same each time; where the frames begin alone
makes distances of up to 4.5. No phrase of 24 people had a spread under 10."""
_NEAREST = 1e-3
"""No distance is less: a file may hold the same example twice, and a sound may be one."""
_QUIET, _ABOVE_ROOM = -50.0, 8.0
"""Decibels: of full scale; and of the loudest above the softest tenth of the sound."""
_LOUDEST, _MOST_CLIPPED = 32_700, 0.005


def packed(features: "Features") -> bytes:
    """Rows of `WIDTH` numbers, 16-bit floats, little-endian."""
    return features.astype("<f2").tobytes()


def unpacked(sample: bytes) -> "Features | None":
    """None where it is no sample."""
    import numpy as np

    if len(sample) % ROW_BYTES or not LEAST_ROWS <= len(sample) // ROW_BYTES <= MOST_ROWS:
        return None
    features = np.frombuffer(sample, dtype="<f2").astype(np.float32).reshape(-1, WIDTH)
    return features if np.isfinite(features).all() else None


class Templates:
    """Used by one thread alone; the parent has a copy, for a child that starts anew."""

    def __init__(self, samples: Samples | None = None) -> None:
        self._known: dict[str, list[Features]] = {}
        self._doubtful: dict[str, Features] = {}
        """The last example of each phrase that was unlike the others."""
        self._spreads: dict[str, float] = {}
        for phrase, each in (samples or {}).items():
            for sample in each:
                features = unpacked(sample)
                if features is not None:
                    self._add(phrase, features)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Those that are known."""
        return tuple(phrase for phrase, each in self._known.items() if len(each) >= SAMPLES)

    def samples_of(self, phrase: str) -> list[bytes]:
        return [packed(each) for each in self._known.get(phrase, ())]

    def forget(self) -> None:
        self._known.clear()
        self._doubtful.clear()
        self._spreads.clear()

    def learn(self, phrase: str, pcm: bytes) -> SampleFault | None:
        """Takes `pcm` as one more example of `phrase`, or says why not."""
        if fault := fault_of(pcm):
            return fault
        features = features_of(pcm)
        if len(features) < LEAST_ROWS:
            return SampleFault.TOO_SHORT
        if len(features) > MOST_ROWS:
            return SampleFault.TOO_LONG
        if self._is_unlike(phrase, features):
            doubtful = self._doubtful.get(phrase)
            self._doubtful[phrase] = features
            if doubtful is None or len(self._known[phrase]) > 1:
                return SampleFault.UNLIKE
            if distances(features, [doubtful])[0] > _MOST_UNLIKE:
                return SampleFault.UNLIKE
            # The last two agree, so it was the first one that was not what was asked for.
            self._known[phrase] = [doubtful]
        self._add(phrase, features)
        return None

    def match(self, pcm: bytes, phrases: Collection[str]) -> Hypothesis | None:
        """Which of `phrases` is said in `pcm`, if it is one that is known and nothing else is
        about as likely, among all that are known."""
        known = self.phrases
        if not known:
            return None
        features = features_of(pcm)
        near = self._distances(features, known)
        first, *rest = sorted(known, key=near.__getitem__)
        if near[first] == FAR or first not in phrases:
            return None
        spreads = near[first] / self._usual_spread(first)
        ratio = near[first] / near[rest[0]] if rest else LIKELY_RATIO
        confidence = _confidence(spreads, ratio)
        if confidence and len(known) < PHRASES_TO_ACT:
            confidence = min(confidence, LIKELY)
        return Hypothesis(first, confidence) if confidence else None

    def is_unlike(self, pcm: bytes, phrase: str) -> bool:
        """Whether `phrase` is known and `pcm` is too far from how it was said: by somebody else, or
        something else."""
        if phrase not in self.phrases:
            return False
        near = self._distances(features_of(pcm), (phrase,))[phrase]
        return near > LIKELY_SPREADS * self._usual_spread(phrase)

    def _add(self, phrase: str, features: "Features") -> None:
        self._known[phrase] = [*self._known.get(phrase, ()), features][-MOST_SAMPLES:]
        if len(self._known) > MOST_PHRASES:
            del self._known[next(iter(self._known))]
        self._doubtful.pop(phrase, None)
        self._spreads.clear()

    def _is_unlike(self, phrase: str, features: "Features") -> bool:
        own = self._known.get(phrase)
        if not own:
            return False
        near = min(distances(features, own))
        others = [name for name in self.phrases if name != phrase]
        nearest = min(self._distances(features, others).values(), default=FAR)
        return near > _MOST_UNLIKE or nearest < _NEARER_TO_ANOTHER * near

    def _distances(self, features: "Features", phrases: Collection[str]) -> dict[str, float]:
        """To the two nearest examples of each phrase."""
        every = [(phrase, each) for phrase in phrases for each in self._known[phrase]]
        found: dict[str, list[float]] = {phrase: [] for phrase in phrases}
        for (phrase, _), far in zip(every, distances(features, [x for _, x in every]), strict=True):
            found[phrase].append(far)
        return {phrase: max(_NEAREST, fmean(sorted(each)[:2])) for phrase, each in found.items()}

    def _usual_spread(self, phrase: str) -> float:
        """How far its examples are from one another; three of them alone do not tell it well, and
        so the other phrases count as well."""
        for each in self.phrases:
            if each not in self._spreads:
                self._spreads[each] = _spread(self._known[each])
        finite = [spread for spread in self._spreads.values() if spread < FAR]
        usual = fmean(finite) if finite else _MOST_UNLIKE
        return max(_LEAST_SPREAD, fmean((min(self._spreads[phrase], _MOST_UNLIKE), usual)))


def _spread(samples: "list[Features]") -> float:
    """The mean over the examples of how far each is from the two nearest others."""
    return fmean(
        fmean(sorted(distances(each, [x for x in samples if x is not each]))[:2])
        for each in samples
    )


def _confidence(spreads: float, ratio: float) -> float:
    if spreads <= SURE_SPREADS and ratio <= SURE_RATIO:
        nearness = min((SURE_SPREADS - spreads) / SURE_SPREADS, (SURE_RATIO - ratio) / SURE_RATIO)
        return SURE + (1 - SURE) * nearness
    if spreads <= LIKELY_SPREADS and ratio <= LIKELY_RATIO:
        return LIKELY
    return 0.0


def fault_of(pcm: bytes) -> SampleFault | None:
    """What is wrong with the sound itself."""
    import numpy as np

    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float32)
    pieces = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    if len(pieces) < LEAST_ROWS:
        return SampleFault.TOO_SHORT
    levels = 10 * np.log10((pieces**2).mean(axis=1) + 0.25) - 90.3
    if levels.max() < _QUIET or levels.max() - np.quantile(levels, 0.1) < _ABOVE_ROOM:
        return SampleFault.TOO_QUIET
    if (np.abs(samples) >= _LOUDEST).mean() > _MOST_CLIPPED:
        return SampleFault.TOO_LOUD
    if len(pcm) > 2 * MOST_SECONDS * BYTES_A_SECOND:
        return SampleFault.TOO_LONG
    return None
