"""`mskiosk --plain`: lines out, lines in. W16."""

import asyncio
import os
import signal

import pytest

from mskiosk.core.events import PromptFinished, SentenceStarted, SpeakerReady
from tests.plain.stand import prompt, stand
from tests.ui.views import page

TWO = prompt(2, "Treatments", "There is no cure yet.")


async def test_a_pipe_is_answered_line_by_line_and_its_end_ends_the_kiosk() -> None:
    async with stand(two=TWO, back=prompt(3, "Back at the main menu.")) as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type("two\nback\n")
        kiosk.end_input()
        assert await kiosk.until_end() == 0
        assert kiosk.lines == ["two", "back"]
        assert kiosk.printed().splitlines() == [
            "Welcome.",
            "Treatments",
            "There is no cure yet.",
            "Back at the main menu.",
        ]
        assert kiosk.is_closed


async def test_a_page_goes_on_after_the_end_of_a_pipe() -> None:
    async with stand(two=TWO) as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type("two")
        kiosk.end_input()
        await kiosk.until_lines(1)
        for turn in range(10):
            kiosk.clock.advance(1.9)
            await asyncio.sleep(0)
            assert not kiosk.running.done()
            kiosk.front_end.speaker.speak(prompt(turn, f"Passage {turn}."))
        assert await kiosk.until_end() == 0
        assert "Passage 9." in kiosk.printed()


async def test_the_end_of_typing_on_a_terminal_ends_at_once() -> None:
    async with stand(is_interactive=True) as kiosk:
        kiosk.end_input()
        async with asyncio.timeout(10):
            assert await kiosk.running == 0


@pytest.mark.parametrize("word", ["quit", "QUIT", "  Quit \r"])
async def test_quit_ends_it(word: str) -> None:
    async with stand() as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type(f"{word}\n")
        assert await kiosk.until_end() == 0
        assert kiosk.lines == []


async def test_a_line_without_an_answer_does_not_hold_up_the_next() -> None:
    async with stand() as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type("stop\nstop\n\nstop\n")
        await kiosk.until_lines(4)
        assert kiosk.lines == ["stop", "stop", "", "stop"]


async def test_lines_wait_for_the_first_word() -> None:
    async with stand(two=TWO) as kiosk:
        kiosk.type("two\n")
        for _ in range(50):
            kiosk.clock.advance(0.1)
            await asyncio.sleep(0)
        assert kiosk.lines == []
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        await kiosk.until_lines(1)


async def test_a_kiosk_that_never_speaks_takes_lines_all_the_same() -> None:
    async with stand() as kiosk:
        kiosk.type("two\n")
        await kiosk.until_lines(1)


async def test_hostile_input_is_one_harmless_line() -> None:
    async with stand() as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type(b"\xff\xfe tw\x00o \x1b[31m\x07\n")
        kiosk.type("next\n")
        await kiosk.until_lines(2)
        assert kiosk.lines == ["\ufffd\ufffd tw o [31m", "next"]


async def test_a_line_of_a_megabyte_is_cut() -> None:
    async with stand() as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        for _ in range(1000):
            await asyncio.to_thread(kiosk.type, "x" * 1000)
        kiosk.type("\nnext\n")
        await kiosk.until_lines(2)
        assert kiosk.lines == ["x" * 1000, "next"]


async def test_nobody_who_reads_ends_it() -> None:
    async with stand() as kiosk:
        os.close(kiosk.output)
        kiosk.output = -1
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        assert await kiosk.until_end() == 128 + signal.SIGPIPE
        assert kiosk.is_closed


async def test_a_signal_ends_it() -> None:
    async with stand() as kiosk:
        os.kill(os.getpid(), signal.SIGTERM)
        assert await kiosk.until_end() == 128 + signal.SIGTERM
        assert kiosk.is_closed


async def test_a_reader_that_stops_reading_does_not_stop_the_kiosk() -> None:
    async with stand(two=TWO) as kiosk:
        for turn in range(200):
            kiosk.front_end.speaker.speak(prompt(turn, "word " * 1000))
            kiosk.clock.advance(0)
        kiosk.type("two\n")
        await kiosk.until_lines(1)
        os.close(kiosk.output)
        kiosk.output = -1


async def test_pipes_that_do_not_block_are_served_too() -> None:
    async with stand(two=prompt(2, "x" * 200_000)) as kiosk:
        for descriptor in kiosk.inner:
            os.set_blocking(descriptor, False)
        kiosk.front_end.speaker.speak(prompt(1, "Welcome."))
        kiosk.type("two\n")
        await kiosk.until_lines(1)
        kiosk.end_input()
        reading = asyncio.create_task(asyncio.to_thread(kiosk.read_exactly, 200_001 + 9))
        assert await kiosk.until_end() == 0
        assert (await reading).endswith(b"xxx\n")


async def test_reports_come_in_order_and_never_before_the_call_returns() -> None:
    async with stand() as kiosk:
        kiosk.front_end.speaker.speak(prompt(7, "One.", "Two."))
        assert kiosk.events == []
        kiosk.clock.advance(0)
        assert kiosk.events == [
            SpeakerReady(),
            SentenceStarted(7, 0),
            SentenceStarted(7, 1),
            PromptFinished(7),
        ]


async def test_nothing_goes_out_that_is_not_words() -> None:
    async with stand() as kiosk:
        kiosk.front_end.display.show(page())
        kiosk.front_end.speaker.speak(prompt(1, "\x1b[31mRed\nand\u200b \ud800 more."))
        kiosk.clock.advance(0)
        kiosk.front_end.close()
        await kiosk.until_end()
        assert kiosk.printed() == "Treatments\n[31mRed and ? more.\n"


async def test_an_ascii_output_gets_ascii() -> None:
    async with stand(encoding="ascii") as kiosk:
        kiosk.front_end.speaker.speak(prompt(1, "It\u2019s \u201cMS\u201d \u2013 caf\u00e9 \u4e2d"))
        kiosk.clock.advance(0)
        kiosk.front_end.close()
        await kiosk.until_end()
        assert kiosk.printed() == 'It\'s "MS" - cafe ?\n'
