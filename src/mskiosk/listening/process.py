"""The listening child: `python -m mskiosk.listening.process`.

Three threads. The main one answers the parent. The microphone's keeps a device open. The worker
owns the recogniser and takes commands and sound in the order in which they came. What hangs or
fails ends the process; the parent starts another. Sound and words stay in memory.
"""

import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from mskiosk.children.framing import Message
from mskiosk.children.serving import Pipe, Tell
from mskiosk.core.events import (
    Hypothesis,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SampleFault,
    SampleHeard,
)
from mskiosk.listening import wire
from mskiosk.listening.ear import Ear
from mskiosk.listening.engines import loaded
from mskiosk.listening.inbox import Hole, Inbox
from mskiosk.listening.microphone import Microphone
from mskiosk.listening.recogniser import Recogniser
from mskiosk.listening.taught import TaughtRecogniser
from mskiosk.listening.templates import Templates

LOAD_SECONDS = 60.0
"""An engine that takes longer to load hangs."""
READ_SECONDS = 15.0
"""The same for one utterance."""
LOGGED_SECONDS = 1.0
"""So much lost sound is one line of the log."""


def log(line: str) -> None:
    """To the parent's log file. Never what was heard."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """Why no sound comes; None when it comes."""

    fault: ListenerFault | None


class TimedRecogniser:
    """Ends the process when a reading hangs, whatever the engine holds at that moment."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.name = recogniser.name

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        faulthandler.dump_traceback_later(READ_SECONDS, exit=True)
        try:
            return self._recogniser.prepare(phrases)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        faulthandler.dump_traceback_later(READ_SECONDS, exit=True)
        try:
            return self._recogniser.read(pcm)
        finally:
            faulthandler.cancel_dump_traceback_later()


def guarded(work: Callable[[], object]) -> None:
    """Does `work`; what it raises ends the process with a traceback in the log."""
    try:
        work()
    except BaseException:  # noqa: BLE001  # a thread that ends would leave a deaf process
        traceback.print_exc()
        os._exit(1)


class Worker:
    """Obeys the commands and hears the sound of an inbox."""

    def __init__(self, inbox: Inbox[Message | DeviceChanged], tell: Tell) -> None:
        self._inbox = inbox
        self._tell = tell
        self._ear: Ear | None = None
        self._engine = ""
        self._lost_seconds = 0.0
        self._templates = Templates()

    def run(self) -> None:
        """Never returns."""
        guarded(self._take_all)

    def _take_all(self) -> None:
        while True:
            self.take(self._inbox.take())

    def take(self, item: bytes | Hole | Message | DeviceChanged) -> None:
        match item:
            case bytes():
                if self._ear:
                    self._ear.hear(item)
            case Hole(seconds):
                self._lose(seconds)
            case DeviceChanged(fault):
                self._report_device(fault)
            case {"do": "open"}:
                self._open(item)
            case {"do": "listen"}:
                if self._ear:
                    self._ear.listen(wire.hearing(item))
            case {"do": "stop"}:
                if self._ear:
                    self._ear.stop()
            case {"do": "forget"}:
                if self._ear:
                    self._ear.forget_voice()
                self._templates.forget()
            case _:
                log(f"unknown command {item.get('do')!r}")

    def _open(self, command: Message) -> None:
        os.environ.update(command["environment"])
        microphone = Microphone(
            self._inbox.put_sound,
            lambda fault: self._inbox.put(DeviceChanged(fault)),
            device=command["device"],
            log=log,
        )
        threading.Thread(
            target=guarded, args=(microphone.keep,), name="microphone", daemon=True
        ).start()
        recogniser = _loaded(command)
        if recogniser is None:
            self._tell(wire.report_frame(ListenerFailed(ListenerFault.NO_ENGINE)))
            return
        self._engine = recogniser.name
        self._templates = Templates(wire.samples(command["voice"]))
        self._ear = Ear(
            TimedRecogniser(TaughtRecogniser(recogniser, self._templates)),
            lambda report: self._tell(wire.report_frame(report)),
            judge=lambda judgement: self._tell(wire.report_frame(judgement)),
            log=log,
            take_sample=self._take_sample,
        )

    def _take_sample(self, turn: int, phrase: str, sample: bytes | SampleFault) -> None:
        fault = sample if isinstance(sample, SampleFault) else self._templates.learn(phrase, sample)
        if fault is None:
            self._tell(wire.learned_frame(turn, phrase, self._templates.samples_of(phrase)))
        self._tell(wire.report_frame(SampleHeard(turn, phrase, fault)))

    def _lose(self, seconds: float) -> None:
        self._lost_seconds += seconds
        if self._lost_seconds >= LOGGED_SECONDS:
            log(f"the recogniser is behind: {self._lost_seconds:.1f} s of sound were dropped")
            self._lost_seconds = 0.0
        if self._ear:
            self._ear.lose(seconds)

    def _report_device(self, fault: ListenerFault | None) -> None:
        if not self._ear:
            return
        self._ear.change_device()
        report = ListenerFailed(fault) if fault else ListenerReady(self._engine)
        self._tell(wire.report_frame(report))


def _loaded(command: Message) -> Recogniser | None:
    """Ends the process when an engine hangs."""
    faulthandler.dump_traceback_later(LOAD_SECONDS, exit=True)
    try:
        return loaded(
            model=_path(command["model"]),
            spotter=_path(command["spotter"]),
            sounds=command["sounds"],
            log=log,
        )
    finally:
        faulthandler.cancel_dump_traceback_later()


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def main() -> None:
    pipe = Pipe()
    inbox: Inbox[Message | DeviceChanged] = Inbox()
    worker = Worker(inbox, pipe.tell)
    threading.Thread(target=worker.run, name="worker", daemon=True).start()
    pipe.serve(inbox.put)
    os._exit(0)  # the engines' own threads do not survive an orderly end


if __name__ == "__main__":
    main()
