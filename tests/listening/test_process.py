"""The worker of the listening child: what hangs or fails ends the process."""

import subprocess
import sys

import pytest

from mskiosk.children.framing import Message
from mskiosk.core.events import ListenerFault
from mskiosk.listening.inbox import Hole, Inbox
from mskiosk.listening.process import DeviceChanged, Worker

HANGS = """
import threading
from mskiosk.listening import process

class Hanging:
    name = "hanging"
    def prepare(self, phrases):
        threading.Event().wait()
    def read(self, pcm):
        threading.Event().wait()

process.READ_SECONDS = 0.2
getattr(process.TimedRecogniser(Hanging()), "{method}")(b"")
"""
FAILS = """
from mskiosk.listening.inbox import Inbox
from mskiosk.listening.process import Worker

inbox = Inbox()
inbox.put({"do": "open"})
Worker(inbox, print).run()
"""
DEAF = """
import threading
from mskiosk.listening.process import guarded

threading.Thread(target=guarded, args=(lambda: 1 / 0,), daemon=True).start()
threading.Event().wait(50)
"""


@pytest.mark.parametrize("method", ["read", "prepare"])
def test_a_recogniser_that_hangs_ends_the_process(method: str) -> None:
    command = (sys.executable, "-c", HANGS.format(method=method))
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert b"Timeout" in ended.stderr


def test_what_nobody_foresaw_ends_the_process_with_its_reason_in_the_log() -> None:
    ended = subprocess.run(
        (sys.executable, "-c", FAILS), capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert b"KeyError" in ended.stderr


def test_a_microphone_that_fails_as_nobody_foresaw_ends_the_process() -> None:
    ended = subprocess.run(
        (sys.executable, "-c", DEAF), capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert b"ZeroDivisionError" in ended.stderr


def test_before_an_engine_is_there_everything_else_is_let_pass() -> None:
    told: list[Message] = []
    worker = Worker(Inbox(), told.append)
    worker.take(b"12")
    worker.take({"do": "stop"})
    worker.take({"do": "listen"})
    worker.take({"do": "a thing of no such name"})
    worker.take(DeviceChanged(ListenerFault.NO_DEVICE))
    worker.take(Hole(0.5))
    assert told == []


def test_lost_sound_is_logged_by_the_second_and_without_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    worker = Worker(Inbox(), print)
    for _ in range(9):
        worker.take(Hole(0.25))
    assert capsys.readouterr().err == "the recogniser is behind: 1.0 s of sound were dropped\n" * 2
