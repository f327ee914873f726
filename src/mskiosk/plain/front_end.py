"""The kiosk without a screen: lines out, lines in, until `quit` or the end of input.

A pipe delivers all its lines at once, a person one at a time. Both are served alike: a line is
passed on when nothing is being said and the line before it has had its answer.
"""

import asyncio
import contextlib
import errno
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable

from mskiosk.plain.display import PlainDisplay
from mskiosk.plain.printout import Printout
from mskiosk.plain.speaker import PlainSpeaker
from mskiosk.plain.typed_lines import TypedLines
from mskiosk.session.ports import Cancel, Clock, Reporter

QUIT = "quit"
NOBODY_READS = 128 + signal.SIGPIPE
_READER_HAS_GONE = {errno.EPIPE, errno.EIO}
"""A pipe without a reader, a terminal that was closed."""
_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CLOSING_SECONDS = 10.0
_FIRST_WORD_SECONDS = 10.0
_ANSWER_SECONDS = 1.0
"""A line that has no answer by now has none."""
_QUIET_SECONDS = 2.5
"""Longer than any pause of reading, its listening window of 1.5 s included."""

Hook = Callable[[], Awaitable[None]]


async def _nothing() -> None:
    pass


class PlainFrontEnd:
    """Owns `display` and `speaker`, the ports of a session that is read and typed."""

    def __init__(
        self,
        *,
        clock: Clock,
        report: Reporter,
        on_line: Callable[[str], None],
        on_ready: Hook = _nothing,
        on_closing: Hook = _nothing,
        input_descriptor: int = 0,
        output_descriptor: int = 1,
        encoding: str | None = None,
        is_interactive: bool | None = None,
    ) -> None:
        """`on_line` takes what was typed. `on_ready` runs before the first line is read,
        `on_closing` once at the end, whatever ended the program. `encoding` is that of standard
        output by default. `is_interactive`, by default whether standard input is a terminal: its
        end cuts what is being read out."""
        if is_interactive is None:
            is_interactive = sys.__stdin__ is not None and sys.__stdin__.isatty()
        if encoding is None:
            encoding = sys.__stdout__.encoding if sys.__stdout__ else "ascii"
        self._loop = asyncio.get_running_loop()
        self._clock = clock
        self._on_line = on_line
        self._on_ready, self._on_closing = on_ready, on_closing
        self._is_interactive = is_interactive
        self._printout = Printout(
            output_descriptor, encoding, lambda error: self._soon(lambda: self._lose(error))
        )
        self.display = PlainDisplay(self._printout)
        self.speaker = PlainSpeaker(self.display, clock, report, self._pass_on)
        self._input = TypedLines(
            lambda line: self._soon(lambda: self._take(line)),
            lambda: self._soon(lambda: self._take(None)),
            input_descriptor,
        )
        self._lines: deque[str | None] = deque()
        """What was typed and not yet passed on; None is the end of input."""
        self._passed_on_at = clock.now()
        self._prompts_before = 0
        self._cancel_wait: Cancel = lambda: None
        self._end_code: int | None = None
        self.fault: OSError | None = None
        """Why nothing could be written any more, where it is not that nobody reads."""
        self._ended = asyncio.Event()

    def close(self, code: int = 0) -> None:
        """Ends `run` with this exit code; the first call decides."""
        if self._end_code is None:
            self._end_code = code
            self._cancel_wait()
            self._ended.set()

    async def run(self) -> int:
        """Prints and reads until the end, and returns the exit code when `on_closing` is done."""
        for number in _ENDING_SIGNALS:
            self._loop.add_signal_handler(number, self.close, 128 + number)
        try:
            await self._on_ready()
            self.speaker.start()
            self._input.start()
            await self._ended.wait()
        finally:
            self.close(1)
            self.speaker.hush()
            try:
                await asyncio.wait_for(self._on_closing(), _CLOSING_SECONDS)
            except TimeoutError:
                self._end_code = self._end_code or 1
            self._printout.close()
        return self._end_code or 0

    def _lose(self, error: OSError) -> None:
        if error.errno not in _READER_HAS_GONE:
            self.fault = error
        self.close(NOBODY_READS)

    def _take(self, line: str | None) -> None:
        if line is None and self._is_interactive:
            self.close()
        elif self._end_code is None:
            self._lines.append(line)
            self._pass_on()

    def _pass_on(self) -> None:
        """Hands over the next line if it is its turn, or waits for that."""
        self._cancel_wait()
        if self._end_code is not None or not self._lines or self.speaker.is_speaking:
            return
        if (wait := self._wait_seconds()) > 0:
            self._cancel_wait = self._clock.call_later(wait, self._pass_on)
            return
        line = self._lines.popleft()
        if line is None or line.casefold() == QUIT:
            self.close()
            return
        self._passed_on_at = self._clock.now()
        self._prompts_before = self.speaker.prompts_finished
        self._on_line(line)
        self._pass_on()

    def _wait_seconds(self) -> float:
        now = self._clock.now()
        if self._lines[0] is None:
            since = max(self.speaker.last_said, self._passed_on_at)
            return max(self._answer_wait(now), since + _QUIET_SECONDS - now)
        return self._answer_wait(now)

    def _answer_wait(self, now: float) -> float:
        finished = self.speaker.prompts_finished
        if finished > self._prompts_before:
            return 0.0
        patience = _ANSWER_SECONDS if finished else _FIRST_WORD_SECONDS
        return self._passed_on_at + patience - now

    def _soon(self, step: Callable[[], None]) -> None:
        """From any thread: `step` on the event loop, if there still is one."""
        with contextlib.suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(step)
