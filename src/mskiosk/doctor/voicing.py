"""The voice, tried in a process of its own, for espeak-ng can end its process.

Asked for `{"language": L, "text": T}` it answers `{"seconds": S, "loudest": N, "name": V,
"is_of_language": B}`, or `{"missing": WHY}`.
"""

import json
import os
import sys
from typing import Any

from mskiosk.speaking.library import DEFAULT_LANGUAGE, NoEngineError
from mskiosk.speaking.voice import RenderingError, load_voice

_WORDS_PER_MINUTE = 125


def answer(question: dict[str, Any]) -> dict[str, Any]:
    try:
        voice = load_voice(question["language"])
        samples = voice.whole(question["text"], _WORDS_PER_MINUTE)
    except (NoEngineError, RenderingError) as error:
        return {"missing": str(error)}
    name = voice.name
    voice.choose(DEFAULT_LANGUAGE)  # what a language that espeak-ng lacks becomes
    is_english = question["language"].partition("-")[0] == DEFAULT_LANGUAGE.partition("-")[0]
    return {
        "seconds": len(samples) / voice.sample_rate,
        "loudest": max(map(abs, samples), default=0),
        "name": name,
        "is_of_language": is_english or voice.name != name,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.read()))))
    sys.stdout.flush()
    os._exit(0)  # what the engine does at the end of a process is no matter here
