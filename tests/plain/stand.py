"""A plain front end on pipes, with a clock that the test moves."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mskiosk.core.effects import Speak
from mskiosk.core.events import Event
from mskiosk.core.guide import Text
from mskiosk.plain.front_end import PlainFrontEnd
from tests.fakes.clock import SimulatedClock

_MOST_SECONDS = 10.0


def prompt(turn: int, *sentences: str) -> Speak:
    return Speak(
        turn=turn, texts=tuple(Text(words, words) for words in sentences), words_per_minute=125
    )


class Stand:
    """`lines` is what was passed on; `answers` is said, one prompt for each line."""

    def __init__(self, *, is_interactive: bool, encoding: str, answers: dict[str, Speak]) -> None:
        self.events: list[Event] = []
        self.lines: list[str] = []
        self.is_closed = False
        self.clock = SimulatedClock()
        self._answers = answers
        read_end, self.typing = os.pipe()
        self.output, write_end = os.pipe()
        self.inner = (read_end, write_end)
        self.front_end = PlainFrontEnd(
            clock=self.clock,
            report=self.events.append,
            on_line=self._answer,
            on_closing=self._close,
            input_descriptor=read_end,
            output_descriptor=write_end,
            encoding=encoding,
            is_interactive=is_interactive,
        )
        self.running = asyncio.create_task(self.front_end.run())

    def type(self, typed: str | bytes) -> None:
        os.write(self.typing, typed.encode() if isinstance(typed, str) else typed)

    def end_input(self) -> None:
        os.close(self.typing)
        self.typing = -1

    async def until_lines(self, count: int) -> None:
        end = time.monotonic() + _MOST_SECONDS
        while len(self.lines) < count:
            assert time.monotonic() < end, f"only {self.lines}"
            self.clock.advance(0.1)
            await asyncio.sleep(0)

    async def until_end(self) -> int:
        end = time.monotonic() + _MOST_SECONDS
        while not self.running.done():
            assert time.monotonic() < end, "it does not end"
            self.clock.advance(0.1)
            await asyncio.sleep(0)
        return await self.running

    def printed(self) -> str:
        """Everything that was printed; to be asked for after the end."""
        os.close(self.inner[1])
        self.inner = (self.inner[0], -1)
        parts = []
        while part := os.read(self.output, 65536):
            parts.append(part)
        return b"".join(parts).decode()

    def read_exactly(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            read += os.read(self.output, count - len(read))
        return read

    def close(self) -> None:
        for descriptor in (*self.inner, self.typing, self.output):
            if descriptor >= 0:
                os.close(descriptor)

    def _answer(self, line: str) -> None:
        self.lines.append(line)
        if line in self._answers:
            self.front_end.speaker.speak(self._answers[line])

    async def _close(self) -> None:
        self.is_closed = True


@asynccontextmanager
async def stand(
    *, is_interactive: bool = False, encoding: str = "utf-8", **answers: Speak
) -> AsyncIterator[Stand]:
    """`answers` are keyed by the line that they answer."""
    made = Stand(is_interactive=is_interactive, encoding=encoding, answers=answers)
    await asyncio.sleep(0)
    try:
        yield made
    finally:
        made.front_end.close()
        await made.until_end()
        made.close()
