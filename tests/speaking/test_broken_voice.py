"""A voice that breaks ends its process, so that another begins or its loss is told."""

import subprocess
import sys

from mskiosk.children.serving import HUNG_STATUS

_PROGRAM = """
import sys, threading, types, wave
from mskiosk.speaking.player import EndMark, Player
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.rendering import Order, Rendering

class Driver:
    def __init__(self, proxy):
        self._proxy = proxy
        self._names = ["a voice"]

    def setProperty(self, name, value):
        pass

    def getProperty(self, name):
        return self._names[-1]

    def save_to_file(self, text, filename):
        if "fail" in text:
            raise RuntimeError("not this one")
        if "break" in text:
            self._names.clear()
        with wave.open(filename, "wb") as sound:
            sound.setparams((1, 2, 22_050, 0, "NONE", ""))
            sound.writeframes(bytes((0, 32)) * 2_205)

    def startLoop(self):
        self._proxy.setBusy(False)

    def endLoop(self):
        pass

    def stop(self):
        pass

    def destroy(self):
        pass

module = types.ModuleType("pyttsx3.drivers.breaking")
module.buildDriver = Driver
sys.modules[module.__name__] = module
marks = []
player = Player(marks.append, 22_050)
rendering = Rendering(player, lambda error: None)
rendering.start("en", Pronunciation({}), "breaking")
player.begin(1, is_aloud=True)
rendering.render(Order(serial=1, texts=tuple(sys.argv[1:]), words_per_minute=125))
while EndMark(1) not in marks:
    player.fill(2_205)
    threading.Event().wait(0.001)
"""


def _said(*texts: str) -> "subprocess.CompletedProcess[str]":
    """The process whose voice was to say `texts`."""
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *texts], capture_output=True, text=True, timeout=60
    )


def test_a_voice_that_fails_three_times_in_a_row_ends_its_process() -> None:
    said = _said("Well.", "One fails.", "Two fail.", "Three fail.", "Well again.")
    assert said.returncode == HUNG_STATUS
    assert said.stderr.count("the sentence cannot be rendered: ") == 3
    assert said.stderr.endswith("the voice failed 3 times in a row\n")


def test_a_voice_that_fails_now_and_then_goes_on() -> None:
    said = _said("One fails.", "Two fail.", "Well.", "One fails.", "Two fail.", "Well again.")
    assert said.returncode == 0
    assert said.stderr.count("the sentence cannot be rendered: ") == 4


def test_sentences_without_words_do_not_hide_that_a_voice_fails() -> None:
    said = _said("One fails.", " ", "Two fail.", "", "Three fail.")
    assert said.returncode == HUNG_STATUS


def test_a_voice_that_breaks_in_an_unknown_way_ends_its_process_and_the_log_says_how() -> None:
    said = _said("Well.", "It breaks.", "Nothing more.")
    assert said.returncode == HUNG_STATUS
    assert "in getProperty\n" in said.stderr
    assert said.stderr.endswith("IndexError\n"), "the text of an error may be what was to be said"
