"""The listening child on a virtual microphone: killed, unplugged, switched, closed."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from mskiosk.core.events import (
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    Quality,
    SampleHeard,
    SpeechStarted,
)
from mskiosk.listening.spoken import SpokenListener
from mskiosk.listening.voice_file import VoiceFile
from tests.listening.hearsay import Hearsay, request
from tests.listening.korean import korean_model
from tests.listening.networks import written
from tests.recordings import RATE, louder, silence, spoken, spoken_korean
from tests.virtual_sound import VirtualSound

NO_DEVICE = ListenerFailed(ListenerFault.NO_DEVICE)
TAKEN = ListenerFailed(ListenerFault.TAKEN)
RESTARTING = ListenerFailed(ListenerFault.RESTARTING)


@asynccontextmanager
async def listening(
    sound: VirtualSound,
    log: Path,
    *,
    model: Path | None = None,
    spotter: Path | None = None,
    device: str | None = None,
    sounds: dict[str, str] | None = None,
    voice_file: VoiceFile | None = None,
) -> AsyncIterator[tuple[SpokenListener, Hearsay]]:
    hearsay = Hearsay()
    listener = SpokenListener(
        hearsay,
        model=model,
        spotter=spotter,
        device=device,
        log=log,
        environment=sound.environment,
        sounds=sounds,
        voice_file=voice_file,
    )
    listener.start()
    try:
        yield listener, hearsay
    finally:
        await listener.close()


async def say(sound: VirtualSound, pcm: bytes) -> None:
    await asyncio.to_thread(sound.play, pcm, RATE)


async def test_an_unplugged_microphone_is_reported_once_and_taken_up_again(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        virtual_sound.remove_microphone()
        await hearsay.until(lambda events: NO_DEVICE in events)
        virtual_sound.add_microphone()
        await hearsay.ready(since=2)
        assert hearsay.events == [hearsay.events[0], NO_DEVICE, hearsay.events[0]]
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        assert (await hearsay.ended()).hypotheses[0].text == "two"


async def test_a_microphone_that_another_program_has_is_told_from_a_missing_one(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        virtual_sound.take_microphone()
        await hearsay.until(lambda events: TAKEN in events)
        virtual_sound.release_microphone()
        await hearsay.ready(since=2)
        assert hearsay.events == [hearsay.events[0], TAKEN, hearsay.events[0]]
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        assert (await hearsay.ended()).hypotheses[0].text == "two"


@pytest.mark.long
async def test_muted_quiet_and_loud_are_told_as_they_come_while_it_listens_and_only_then(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    sentence = spoken("main menu, main menu, main menu, main menu")
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        virtual_sound.mute_microphone(is_muted=True)
        await say(virtual_sound, bytes(2 * RATE * 7))
        assert hearsay.qualities == [], "nobody listens"
        listener.listen(request(1))
        await hearsay.judged(Quality.MUTED)
        virtual_sound.mute_microphone(is_muted=False)
        await hearsay.judged(Quality.UNTRIED)
        await say(virtual_sound, louder(sentence, -6) + silence(2))
        await hearsay.judged(Quality.FINE)
        await say(virtual_sound, louder(sentence, -28) + silence(2))
        await hearsay.judged(Quality.VERY_QUIET)
        await say(virtual_sound, louder(sentence, 16) + silence(2))
        await hearsay.judged(Quality.CLIPPING)
        await say(virtual_sound, louder(silence(10), 46))
        await hearsay.judged(Quality.LOUD_ROOM)
        expected = [Quality.MUTED, Quality.UNTRIED, Quality.FINE, Quality.VERY_QUIET]
        assert hearsay.qualities[:4] == expected
        assert len(set(hearsay.qualities)) == 6


async def test_a_word_with_its_sounds_is_heard_through_the_microphone(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    sounds = {"ocrelizumab": "AO K R AH L IH Z Y UW M AE B", "wuzzle": "XX"}
    log = tmp_path / "log"
    async with listening(virtual_sound, log, sounds=sounds) as (listener, hearsay):
        await hearsay.ready()
        listener.listen(request(1, ("two", "ocrelizumab", "natalizumab")))
        await say(virtual_sound, spoken("ocrelizumab"))
        assert (await hearsay.ended()).hypotheses[0].text == "ocrelizumab"
    assert "'wuzzle'" in log.read_text()


async def test_it_starts_without_a_microphone_and_takes_the_one_that_comes(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.remove_microphone()
    async with listening(virtual_sound, tmp_path / "log") as (_, hearsay):
        await hearsay.until(lambda events: events == [NO_DEVICE])
        virtual_sound.add_microphone()
        await hearsay.ready()


async def test_the_sound_server_can_be_restarted(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        virtual_sound.stop()
        await hearsay.until(lambda events: NO_DEVICE in events)
        virtual_sound.restart()
        await hearsay.ready(since=2)
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        assert (await hearsay.ended()).hypotheses[0].text == "two"


@pytest.mark.long
async def test_a_sound_server_that_hangs_is_told_and_its_microphone_taken_up_again(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    try:
        async with listening(virtual_sound, tmp_path / "log") as (_, hearsay):
            await hearsay.ready()
            virtual_sound.hang()
            await hearsay.until(lambda events: NO_DEVICE in events)
            virtual_sound.go_on()
            await hearsay.ready(since=2)
            assert hearsay.events == [hearsay.events[0], NO_DEVICE, hearsay.events[0]]
        virtual_sound.hang()
        async with listening(virtual_sound, tmp_path / "log") as (_, hearsay):
            await hearsay.until(lambda events: events == [NO_DEVICE])
            virtual_sound.go_on()
            await hearsay.ready()
    finally:
        virtual_sound.go_on()


async def test_a_microphone_can_be_chosen_by_name(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    async with listening(virtual_sound, log, device="Unix FIFO source") as (_, hearsay):
        await hearsay.ready()
    async with listening(virtual_sound, log, device="a thing of no such name") as (_, hearsay):
        await hearsay.until(lambda events: events == [NO_DEVICE])
        assert "a thing of no such name" in log.read_text()


@pytest.mark.parametrize("moment", ["loading", "silent", "listening", "hearing"])
async def test_a_killed_child_is_reported_and_replaced(
    virtual_sound: VirtualSound, tmp_path: Path, moment: str
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        if moment == "loading":
            while listener.pid is None:  # noqa: ASYNC110  # no event tells of a beginning
                await asyncio.sleep(0)
        else:
            await hearsay.ready()
        if moment in ("listening", "hearing"):
            listener.listen(request(1))
        speaking = asyncio.create_task(say(virtual_sound, b""))
        if moment == "hearing":
            speaking = asyncio.create_task(say(virtual_sound, spoken("main menu") * 3))
            await hearsay.until(lambda events: SpeechStarted(1) in events)
        assert listener.pid
        os.kill(listener.pid, 9)
        await hearsay.until(lambda events: RESTARTING in events)
        died = hearsay.events.index(RESTARTING)
        await speaking
        await hearsay.ready(since=died)
        assert len(hearsay.events) == died + 2, "the old request is not taken up again"
        listener.listen(request(2))
        await say(virtual_sound, spoken("two"))
        end = await hearsay.ended(since=died)
        assert (end.turn, end.hypotheses[0].text) == (2, "two")


async def test_after_close_no_process_and_no_report_is_left(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        listener.listen(request(1))
        pid = listener.pid
        assert pid
    assert listener.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert len(hearsay.events) == 1
    listener.listen(request(2))
    listener.stop()


async def test_nothing_that_is_said_is_written_anywhere(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P5. The child's home, temporary and working folders are watched."""
    monkeypatch.chdir(tmp_path)
    for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        await hearsay.ended()
        open_files = _open_files(listener.pid)
    assert _written(tmp_path) == {Path("log")}
    assert "two" not in (tmp_path / "log").read_text()
    assert not [name for name in open_files if name.endswith((".wav", ".raw", ".pcm"))]


@pytest.mark.long
async def test_what_was_learned_outlives_the_child_and_is_kept_or_forgotten_as_asked(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """P1, P5. A word that no recogniser has is taught."""
    file = VoiceFile(tmp_path / "voice")
    async with listening(virtual_sound, tmp_path / "log", voice_file=file) as (listener, hearsay):
        await hearsay.ready()
        for turn, phrase in enumerate(("flurbo", "two", "main menu") * 3, 1):
            listener.listen(request(turn, ("stop",), sample_of=phrase))
            await say(virtual_sound, spoken(phrase))
            await _told(hearsay, SampleHeard(turn, phrase))
            await say(virtual_sound, bytes(RATE))
        assert not (tmp_path / "voice").exists(), "nobody has said yes"
        assert listener.pid
        os.kill(listener.pid, 9)
        died = len(hearsay.events)
        await hearsay.ready(since=died)
        listener.listen(request(20, ("flurbo", "three", "stop")))
        await say(virtual_sound, spoken("flurbo"))
        assert "flurbo" in [each.text for each in (await hearsay.ended()).hypotheses]
        listener.keep_voice()
    async with listening(virtual_sound, tmp_path / "log", voice_file=file) as (listener, hearsay):
        assert listener.knows_voice
        await hearsay.ready()
        listener.listen(request(1, ("flurbo", "three", "stop")))
        await say(virtual_sound, spoken("flurbo"))
        assert "flurbo" in [each.text for each in (await hearsay.ended()).hypotheses]
        listener.forget_voice()
        listener.listen(request(2, ("flurbo", "three", "stop")))
        await say(virtual_sound, spoken("flurbo"))
        assert all(each.text != "flurbo" for each in (await hearsay.ended(2)).hypotheses)
    assert _written(tmp_path) == {Path("log")}


async def _told(hearsay: Hearsay, event: SampleHeard) -> None:
    await hearsay.until(lambda events: event in events)


def _open_files(pid: int | None) -> list[str]:
    opened = []
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed
            opened.append(str(each.readlink()))
    return opened


def _written(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


async def test_without_any_recogniser_it_says_so(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pocketsphinx.py").write_text("raise ImportError('not on this machine')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    async with listening(virtual_sound, tmp_path / "log") as (_, hearsay):
        await hearsay.until(bool)
        assert hearsay.events == [ListenerFailed(ListenerFault.NO_ENGINE)]
        assert "not on this machine" in (tmp_path / "log").read_text()


async def test_a_folder_without_a_model_means_the_embedded_recogniser(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log", model=tmp_path) as (_, hearsay):
        assert await hearsay.ready() == ListenerReady("pocketsphinx")
        assert len(hearsay.events) == 1


async def test_a_spotter_that_can_be_used_listens_beside_the_other_recogniser(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    file = written(tmp_path / "network.npz")
    async with listening(virtual_sound, tmp_path / "log", spotter=file) as (_, hearsay):
        assert await hearsay.ready() == ListenerReady("spotter+pocketsphinx")


async def test_a_broken_spotter_is_left_aside_with_a_line_for_staff(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    file = tmp_path / "network.npz"
    file.write_bytes(b"PK")
    async with listening(virtual_sound, tmp_path / "log", spotter=file) as (_, hearsay):
        assert await hearsay.ready() == ListenerReady("pocketsphinx")
        assert "the spotter cannot be used" in (tmp_path / "log").read_text()


_DEADLY = """
import os
from mskiosk.listening.network import Network
Network.load = lambda _: os._exit(9)
"""


async def test_a_spotter_that_kills_is_left_aside(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X8."""
    (tmp_path / "sitecustomize.py").write_text(_DEADLY)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    file = written(tmp_path / "network.npz")
    async with listening(virtual_sound, tmp_path / "log", spotter=file) as (listener, hearsay):
        assert await hearsay.ready() == ListenerReady("pocketsphinx")
        assert hearsay.events[:-1] == [RESTARTING]
        assert f"the spotter {file} is left aside" in (tmp_path / "log").read_text()
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        assert (await hearsay.ended()).hypotheses[0].text == "two"


@pytest.mark.long
async def test_a_model_that_kills_is_left_aside(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    for path in korean_model().rglob("*"):
        if path.is_file():
            link = model / path.relative_to(korean_model())
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    graph = model / "graph" / "HCLr.fst"
    half = graph.resolve().read_bytes()[: graph.resolve().stat().st_size // 2]
    graph.unlink()
    graph.write_bytes(half)
    async with listening(virtual_sound, tmp_path / "log", model=model) as (listener, hearsay):
        assert await hearsay.ready() == ListenerReady("pocketsphinx")
        assert hearsay.events[:-1] in ([], [RESTARTING])
        listener.listen(request(1))
        await say(virtual_sound, spoken("two"))
        assert (await hearsay.ended()).hypotheses[0].text == "two"


@pytest.mark.long
async def test_the_engine_is_switched_without_a_restart_of_the_kiosk(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    async with listening(virtual_sound, tmp_path / "log") as (listener, hearsay):
        await hearsay.ready()
        listener.listen(request(1))
        listener.use_model(korean_model())
        assert await hearsay.ready(since=1) == ListenerReady("vosk")
        listener.listen(request(2, ("계속", "여덟")))
        await say(virtual_sound, spoken_korean("계속"))
        assert (await hearsay.ended()).hypotheses[0].text == "계속"
        switched = len(hearsay.events)
        listener.use_model(None)
        assert await hearsay.ready(since=switched) == ListenerReady("pocketsphinx")
        assert not [event for event in hearsay.events if isinstance(event, ListenerFailed)]
