"""What a person's own examples are worth: taught three times, tested on the rest of their clips.

Each speaker of `train.tsv` teaches as in a lesson, clip by clip. Then each further clip of a taught
phrase is heard, clips of other words of the same speaker, and clips of other people: those are to
be refused. No engine takes part. `train.tsv` has the columns path, text and speaker; its sound may
be of any kind that miniaudio reads. The limits in `mskiosk.listening.templates` were chosen on the
same recordings, and so the figures lean to the good side.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.templates import MOST_PHRASES, SAMPLES, SURE, Templates
from mskiosk.measuring.recordings import RecordingsError, rows_of

Speaker = Mapping[str, Sequence[bytes]]
"""Clips by what is said in them: mono, 16 bits, 16 kHz."""

LEAST_PHRASES = 3
MOST_CLIPS = 10
"""Of each phrase of a speaker; more would make the common ones count for all."""
_ROW = "{:<15}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>14}{:>14}"
_HEAD = (
    *("speaker", "phrases", "clips", "right %", "asked %", "refused %"),
    *("asked w. %", "wrong %", "own others %", "impostors %"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoiceCounts:
    """`right`, `wrong`: acted on. `asked_right`, `asked_wrong`: asked about. The rest of `clips`
    was refused. `others`: other words of the same speaker, `impostors`: other people; how many of
    each were acted on and asked about."""

    speaker: str
    phrases: int = 0
    clips: int = 0
    right: int = 0
    asked_right: int = 0
    wrong: int = 0
    asked_wrong: int = 0
    others: int = 0
    others_acted: int = 0
    others_asked: int = 0
    impostors: int = 0
    impostors_acted: int = 0
    impostors_asked: int = 0


def speakers_of(folder: Path) -> dict[str, dict[str, list[bytes]]]:
    """Those of `train.tsv` with enough clips of enough phrases. Raises `RecordingsError`."""
    paths: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(folder / "train.tsv", ("path", "text", "speaker")):
        clips = paths[row["speaker"]][row["text"].casefold()]
        if len(clips) < MOST_CLIPS:
            clips.append(row["path"])
    return {
        speaker: {text: [_sound(folder, path) for path in clips] for text, clips in said.items()}
        for speaker, said in paths.items()
        if sum(len(clips) > SAMPLES for clips in said.values()) >= LEAST_PHRASES
    }


def measure_own_voice(
    speakers: Mapping[str, Speaker], impostors: Sequence[bytes]
) -> list[OwnVoiceCounts]:
    """Each speaker by themselves, in the order in which they come."""
    return [_measured(name, said, impostors) for name, said in speakers.items()]


def total(measured: Sequence[OwnVoiceCounts]) -> OwnVoiceCounts:
    counted = (each.name for each in fields(OwnVoiceCounts) if each.name != "speaker")
    sums = {name: sum(getattr(each, name) for each in measured) for name in counted}
    return OwnVoiceCounts(speaker="all", **sums)


def own_voice_json(measured: Sequence[OwnVoiceCounts]) -> str:
    """The counts, by speaker and for all of them."""
    counted = {each.speaker: asdict(each) for each in (*measured, total(measured))}
    return json.dumps({"own_voice": counted}, indent=2)


def own_voice_table(measured: Sequence[OwnVoiceCounts]) -> str:
    return "\n".join((_ROW.format(*_HEAD), *map(_row, (*measured, total(measured)))))


def _row(counts: OwnVoiceCounts) -> str:
    known = counts.right + counts.asked_right + counts.wrong + counts.asked_wrong
    return _ROW.format(
        counts.speaker,
        counts.phrases,
        counts.clips,
        _percent(counts.right, counts.clips),
        _percent(counts.asked_right, counts.clips),
        _percent(counts.clips - known, counts.clips),
        _percent(counts.asked_wrong, counts.clips),
        _percent(counts.wrong, counts.clips),
        _two(counts.others_acted, counts.others_asked, counts.others),
        _two(counts.impostors_acted, counts.impostors_asked, counts.impostors),
    )


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.1f}" if of else "-"


def _two(acted: int, asked: int, of: int) -> str:
    """Acted on, and asked about."""
    return f"{_percent(acted, of)} + {_percent(asked, of)}" if of else "-"


def _measured(name: str, said: Speaker, impostors: Sequence[bytes]) -> OwnVoiceCounts:
    templates = Templates()
    rest: dict[str, Sequence[bytes]] = {}
    for text, clips in said.items():
        if len(clips) > SAMPLES and len(rest) < MOST_PHRASES:
            rest[text] = _teach(templates, text, clips)
    phrases = templates.phrases
    heard = [(text, _heard(templates, clip)) for text in phrases for clip in rest[text]]
    others = [_heard(templates, clip) for text in said if text not in rest for clip in said[text]]
    strangers = [_heard(templates, clip) for clip in impostors]
    return OwnVoiceCounts(
        speaker=name,
        phrases=len(phrases),
        clips=len(heard),
        right=sum(found == (text, True) for text, found in heard),
        asked_right=sum(found == (text, False) for text, found in heard),
        wrong=sum(found[1] and found[0] not in (text, None) for text, found in heard),
        asked_wrong=sum(not found[1] and found[0] not in (text, None) for text, found in heard),
        others=len(others),
        others_acted=sum(is_sure for _, is_sure in others),
        others_asked=sum(text is not None and not is_sure for text, is_sure in others),
        impostors=len(strangers),
        impostors_acted=sum(is_sure for _, is_sure in strangers),
        impostors_asked=sum(text is not None and not is_sure for text, is_sure in strangers),
    )


def _teach(templates: Templates, text: str, clips: Sequence[bytes]) -> Sequence[bytes]:
    """Clip after clip until the phrase is known; returns those that were not needed."""
    for at, clip in enumerate(clips):
        if text in templates.phrases:
            return clips[at:]
        templates.learn(text, clip)
    return ()


def _heard(templates: Templates, clip: bytes) -> tuple[str | None, bool]:
    """The phrase, if any, and whether it would be acted on."""
    match = templates.match(clip, templates.phrases)
    return (match.text, match.confidence >= SURE) if match else (None, False)


def _sound(folder: Path, path: str) -> bytes:
    import miniaudio

    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise RecordingsError(f"{path}: it leads out of {folder}")
    try:
        decoded = miniaudio.decode_file(
            str(file),
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=SAMPLES_A_SECOND,
        )
    except (miniaudio.MiniaudioError, OSError) as error:
        raise RecordingsError(f"{file}: {error}") from error
    return bytes(decoded.samples.tobytes())
