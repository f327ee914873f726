"""`mskiosk say`: how the kiosk would say a text, in words and aloud."""

import argparse
import asyncio
import sys

from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting, setting_of, working_folders
from mskiosk.cli.shown import shown
from mskiosk.configuration.folders import Folders
from mskiosk.content.saying import SpokenForm, spoken_form
from mskiosk.content.sentences import sentences
from mskiosk.core.effects import Speak
from mskiosk.core.events import Event, PromptFinished, SpeakerFailed, SpeakerFault, SpeakerReady
from mskiosk.core.guide import Text
from mskiosk.core.legible import harmless
from mskiosk.session.clock import LoopClock
from mskiosk.speaking.spoken import SpokenSpeaker

MOST_CHARACTERS = 2_000
"""Of a text; about two minutes of speech."""
_TURN = 1
_START_SECONDS = 30.0
_LEAST_WORDS_A_SECOND = 0.25


def run_say(arguments: argparse.Namespace) -> int:
    text = " ".join(harmless(" ".join(arguments.text)).split())
    if flaw := _flaw(text):
        print(f"mskiosk: {flaw}", file=sys.stderr)
        return Exit.USAGE
    setting = setting_of(arguments)
    form = spoken_form(setting.content, setting.configuration.language, text)
    print(form.words, flush=True)
    if arguments.mute:
        return Exit.DONE
    with working_folders(setting) as folders:
        reason = asyncio.run(_say(form, setting, folders))
    if reason is None:
        return Exit.DONE
    print(f"mskiosk: {reason}", file=sys.stderr)
    return Exit.NO_SOUND


def _flaw(text: str) -> str | None:
    if len(text) > MOST_CHARACTERS:
        return f"a text of {len(text)} characters is too long; {MOST_CHARACTERS} can be said"
    if not any(character.isalnum() for character in text):
        return "there is nothing to say in this text; write some words"
    return None


async def _say(form: SpokenForm, setting: Setting, folders: Folders) -> str | None:
    """Returns when all has been said, or with the reason why it has not."""
    configuration = setting.configuration
    came: asyncio.Queue[Event] = asyncio.Queue()
    log = folders.log / "speaking.log"
    speaker = SpokenSpeaker(
        came.put_nowait,
        LoopClock(),
        log=log,
        volume=configuration.voice.volume,
        language=configuration.language,
        voiced=form.voiced,
        headset=configuration.private_headset,
    )
    said = tuple(Text(each, each) for each in sentences(form.words))
    prompt = Speak(
        turn=_TURN, texts=said, words_per_minute=configuration.voice.rate_words_per_minute
    )
    speaker.start()
    words = len(form.words.split())
    try:
        async with asyncio.timeout(_START_SECONDS + words / _LEAST_WORDS_A_SECOND):
            while True:
                match await came.get():
                    case SpeakerReady():
                        speaker.speak(prompt)
                    case PromptFinished(turn) if turn == _TURN:
                        return None
                    case SpeakerFailed(fault) if fault is not SpeakerFault.RESTARTING:
                        return _reason(fault, str(log))
    except TimeoutError:
        return _reason(SpeakerFault.LOST, str(log))
    finally:
        await speaker.close()


def _reason(fault: SpeakerFault, log: str) -> str:
    match fault:
        case SpeakerFault.NO_DEVICE:
            return "there is no loudspeaker; plug one in, or run: apt install pulseaudio"
        case SpeakerFault.NO_HEADSET:
            return f"the headset of private_listening is not there; {shown(log)} lists what is"
        case SpeakerFault.NO_ENGINE:
            mend = "pip install --force-reinstall pyttsx3 espeakng-loader"
            return f"the voice cannot start; run: {mend}"
        case _:
            return f"the voice has stopped; {shown(log)} says why"
