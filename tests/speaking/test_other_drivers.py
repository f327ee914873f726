"""Other drivers of pyttsx3, which render through files, in processes of their own."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.core.events import (
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
)
from mskiosk.session.clock import LoopClock
from mskiosk.speaking.driver import NAME
from mskiosk.speaking.spoken import SpokenSpeaker
from tests.likeness import ALIKE, speech_likeness
from tests.speaking.page import PAGE
from tests.speaking.rendered import rendered
from tests.speaking.stage import SpokenStage, prompt
from tests.speaking.texts import HOSTILE
from tests.virtual_sound import LOUD, VirtualSound

STOCK = "espeak"
_SIZES = """
import sys
from mskiosk.speaking.voice import load_voice
voice = load_voice("en", sys.argv[1])
for line in sys.stdin.read().split("\\x1e"):
    rate, text = line.split("\\x1f")
    sizes = []
    voice.render(text, int(rate), lambda pcm, words: sizes.append(len(pcm)) or True)
    print(sum(sizes))
"""
_HANGING = """
import os, sys, types, wave

class Driver:
    def __init__(self, proxy):
        self._proxy = proxy

    def setProperty(self, name, value):
        pass

    def getProperty(self, name):
        return "a voice"

    def save_to_file(self, text, filename):
        if "hang" in text and not os.path.exists("{folder}/has hung"):
            open("{folder}/has hung", "w").close()
            open("{folder}/pipe")
        with wave.open(filename, "wb") as sound:
            sound.setparams((2, 2, 44_100, 0, "NONE", ""))
            sound.writeframes(bytes((0, 32)) * 44_100)

    def startLoop(self):
        self._proxy.setBusy(False)

    def endLoop(self):
        pass

    def stop(self):
        pass

    def destroy(self):
        pass

module = types.ModuleType("pyttsx3.drivers.hanging")
module.buildDriver = Driver
sys.modules[module.__name__] = module
"""


def _sizes(driver: str, asked: list[tuple[int, str]]) -> list[int]:
    """Bytes of sound of each (rate, text)."""
    done = subprocess.run(
        [sys.executable, "-c", _SIZES, driver],
        input="\x1e".join(f"{rate}\x1f{text}" for rate, text in asked),
        capture_output=True,
        text=True,
        timeout=120,
        errors="surrogatepass",
    )
    assert done.returncode == 0, done.stderr
    return list(map(int, done.stdout.split()))


def test_the_stock_driver_loses_no_sentence_and_no_rate() -> None:
    chance = random.Random(1)
    words = [word.strip(".,") for line in PAGE for word in line.split()]
    asked = [
        (chance.choice((125, 160, 250)), " ".join(chance.choices(words, k=chance.randint(1, 12))))
        for _ in range(100)
    ]
    assert _sizes(STOCK, asked) == pytest.approx(_sizes(NAME, asked), rel=0.05)


def test_the_stock_driver_survives_any_text_and_leaves_no_file() -> None:
    before = set(_left_behind())
    texts = [text for name, text in HOSTILE.items() if name != "controls"]
    sizes = _sizes(STOCK, [(250, text) for text in (*texts, "After it.")])
    assert all(sizes)
    assert set(_left_behind()) == before


def test_what_a_driver_writes_lies_in_the_folder_that_goes_with_a_visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P5. A driver that is killed removes nothing itself."""
    written = f'open("{tmp_path}/written", "w").write(filename)'
    driver = _HANGING.replace("{folder}", str(tmp_path)).replace(
        "        with wave", f"        {written}\n        with wave"
    )
    (tmp_path / "sitecustomize.py").write_text(driver)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    assert all(_sizes("hanging", [(125, "This goes well.")]))
    assert Path((tmp_path / "written").read_text()).is_relative_to(own)
    assert not list(own.iterdir())


def _left_behind() -> Iterator[Path]:
    return Path("/dev/shm").glob("mskiosk-*")


def _stage(sound: VirtualSound, folder: Path, driver: str) -> SpokenStage:
    return SpokenStage(
        lambda report: SpokenSpeaker(
            report,
            LoopClock(),
            log=folder / "speaking.log",
            environment=sound.environment,
            driver=driver,
        )
    )


async def test_the_stock_driver_is_heard(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    stage = _stage(virtual_sound, tmp_path, STOCK)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        stage.speaker.prepare(prompt(1, "Never said.").texts, 125)
        with virtual_sound.recorder() as recorder:
            said = prompt(1, "Steroids can shorten a relapse.", "", "Yes.", rate=125)
            stage.speaker.speak(said)
            await stage.until(SentenceStarted(1, 1))
            heard = recorder.samples()
            await stage.until(PromptFinished(1))
    finally:
        await stage.speaker.close()
    assert speech_likeness(heard, rendered("Steroids can shorten a relapse.", 125)) > ALIKE
    assert [e for e in stage.of_turn(1) if isinstance(e, SentenceStarted)] == [
        SentenceStarted(1, index) for index in range(3)
    ]


@pytest.mark.parametrize("name", ["no_such_driver", "../x", "sapi5", "nsss"])
async def test_a_driver_that_is_not_to_be_had_leaves_captions(
    virtual_sound: VirtualSound, tmp_path: Path, name: str
) -> None:
    stage = _stage(virtual_sound, tmp_path, name)
    stage.speaker.start()
    try:
        stage.speaker.speak(prompt(1, "One.", is_aloud=False))
        await stage.until(SpeakerFailed(SpeakerFault.NO_ENGINE))
        await stage.until(PromptFinished(1))
    finally:
        await stage.speaker.close()


@pytest.mark.long
async def test_a_driver_that_hangs_is_ended_and_the_sentence_is_spoken_after_all(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HANGING.replace("{folder}", str(tmp_path)))
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    stage = _stage(virtual_sound, tmp_path, "hanging")
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        first = stage.speaker.pid
        stage.speaker.speak(prompt(1, "This goes well.", "It hangs here."))
        await stage.until(SentenceStarted(1, 0))
        await stage.until(SpeakerFailed(SpeakerFault.RESTARTING))
        stage.reports.clear()
        await stage.until(SpeakerReady())
        assert stage.speaker.pid != first
        with virtual_sound.recorder() as recorder:
            stage.speaker.speak(prompt(1, "It hangs here."))  # as the dialogue does
            await stage.until(PromptFinished(1))
            assert any(rms >= LOUD for _, rms in recorder.timeline)
    finally:
        await stage.speaker.close()
