"""The microphone: found, opened, watched and opened again, for as long as the process lives.

An unplugged device says nothing: its callbacks stop (sound.md section 4). So they are watched,
and when none comes the device is given up and looked for again. It is always opened by its id: a
stream on "the default" is moved by PulseAudio, and when the last microphone goes it is moved to
the loudspeaker's monitor, where the kiosk would hear itself.
"""

import threading
import time
from collections.abc import Callable, Generator

from mskiosk.core.events import ListenerFault
from mskiosk.listening.capturing import NoDeviceError, TakenError, opened
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.resampling import Resampler

STILL_SECONDS = 1.0
"""Without a callback for this long, the device counts as gone."""
FIRST_SECONDS = 1.5
"""How long a device that was just opened may take to its first callback."""
RETRY_SECONDS = 1.0
LATE_SECONDS = 5.0
"""Opening or closing that takes longer does not come back: the sound server hangs."""


class Microphone:
    """Delivers mono 16-bit sound at 16 kHz in chunks of about 20 ms, on a thread of its own."""

    def __init__(
        self,
        deliver: Callable[[bytes], None],
        on_change: Callable[[ListenerFault | None], None],
        *,
        device: str | None = None,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`on_change` is told None when sound comes and, once for each reason, why none does:
        `NO_DEVICE` or `TAKEN`. `device` is a name as the sound system lists it, or a part of it."""
        self._deliver = deliver
        self._on_change = on_change
        self._device = device
        self._log = log
        self._has_come = threading.Event()
        self._told: tuple[ListenerFault | None, ...] = ()
        self._telling = threading.Lock()
        self._alarm: threading.Timer | None = None

    def keep(self) -> None:
        """Never returns; meant for a thread that dies with the process."""
        reason = ""
        while True:
            self._set_alarm()
            began = time.monotonic()
            has_worked = False
            fault = ListenerFault.NO_DEVICE
            try:
                with opened(self._device) as (device, rate):
                    take = self._take(rate)
                    next(take)
                    device.start(take)
                    has_worked = self._watch()
                gone = "the microphone went silent: unplugged, or its server is gone"
                if not has_worked:  # it is there and can be opened: so PulseAudio lends it out
                    fault = ListenerFault.TAKEN
                    gone = "the microphone gives no sound: another program has it"
            except TakenError as error:
                fault, gone = ListenerFault.TAKEN, str(error)
            except (NoDeviceError, OSError) as error:
                gone = str(error)
            if gone != reason:
                self._log(gone)
                reason = gone
            # Why a device that worked went silent is known when it has been opened again; that is
            # done at once, for its server may have restarted.
            if not has_worked:
                self._tell(fault)
            if not has_worked or time.monotonic() - began < RETRY_SECONDS + FIRST_SECONDS:
                time.sleep(RETRY_SECONDS)

    def _watch(self) -> bool:
        """Returns when no more callbacks come, and whether any did."""
        patience = FIRST_SECONDS
        has_worked = False
        self._has_come.clear()
        while self._has_come.wait(patience):
            has_worked = True
            self._tell(None)
            time.sleep(STILL_SECONDS / 2)
            patience = STILL_SECONDS / 2
            self._has_come.clear()
        self._set_alarm()
        return has_worked

    def _tell(self, fault: ListenerFault | None) -> None:
        with self._telling:
            self._end_alarm()
            self._tell_change(fault)

    def _tell_change(self, fault: ListenerFault | None) -> None:
        if self._told != (fault,):
            self._told = (fault,)
            self._on_change(fault)

    def _set_alarm(self) -> None:
        """Unless something is told in time, `NO_DEVICE` is: the calls that open and close a device
        may never return."""
        with self._telling:
            self._end_alarm()
            self._alarm = threading.Timer(LATE_SECONDS, lambda: self._go_off(alarm))
            alarm = self._alarm
            alarm.daemon = True
            alarm.start()

    def _end_alarm(self) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None

    def _go_off(self, alarm: threading.Timer) -> None:
        with self._telling:
            if alarm is self._alarm:
                self._log("the sound system does not answer")
                self._tell_change(ListenerFault.NO_DEVICE)

    def _take(self, rate: int) -> Generator[bytes, bytes, None]:
        resampler = None if rate == SAMPLES_A_SECOND else Resampler(rate)
        while True:
            pcm = bytes((yield b""))
            self._has_come.set()
            self._deliver(resampler.resample(pcm) if resampler else pcm)
