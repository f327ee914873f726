"""Whether the voice renders words of the guide's language (E11)."""

from dataclasses import dataclass

from mskiosk.doctor.finding import Finding, fail, ok, warn
from mskiosk.listening.asking import answer_of
from mskiosk.listening.recogniser import EngineError
from mskiosk.speaking.missing import missing_voice

LIMIT_SECONDS = 30.0
_MODULE = "mskiosk.doctor.voicing"
_TEXT = "1, 2, 3"
"""Words in every language."""
_LEAST_SECONDS, _MOST_SECONDS = 0.5, 10.0
_LEAST_LOUDEST = 1000
"""Of 32767; the voice has about 20 000."""
_MEND = "Run `pip install --force-reinstall pyttsx3 espeakng-loader`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What became of three words."""

    name: str
    """espeak-ng's own, of the voice."""
    is_of_language: bool
    seconds: float
    loudest: int
    """The loudest sample, of 32767."""


def examine_voice(language: str) -> Finding:
    if missing := missing_voice():
        return fail(f"The voice is missing: {missing}. {_MEND}")
    question = {"language": language, "text": _TEXT}
    try:
        told = answer_of(_MODULE, question=question, most_seconds=LIMIT_SECONDS)
    except EngineError as error:
        return fail(f"The voice breaks ({error}). {_MEND}")
    if "missing" in told:
        return fail(f"The voice cannot start: {told['missing']}. {_MEND}")
    return judged_voice(Rendered(**told), language)


def judged_voice(rendered: Rendered, language: str) -> Finding:
    if rendered.loudest < _LEAST_LOUDEST:
        return fail(f"The voice renders silence. {_MEND}")
    if not _LEAST_SECONDS <= rendered.seconds <= _MOST_SECONDS:
        seconds = f"{rendered.seconds:.1f} s"
        return fail(f"The voice is wrong: three words take {seconds}. {_MEND}")
    if not rendered.is_of_language:
        return warn(
            f"There is no voice for the language {language}, so the guide is read out by an "
            f"English one ({rendered.name}). Choose another language, or another guide."
        )
    seconds = f"{rendered.seconds:.1f} s"
    return ok(f"The voice {rendered.name} renders three words in {seconds} of sound.")
