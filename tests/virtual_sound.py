"""A sound card without hardware: a private PulseAudio with one loudspeaker and one microphone.

The loudspeaker is a null sink whose monitor a `Recorder` reads. The microphone is a pipe that
this process feeds in real time, with silence while nothing is played; it is no sink, because
PulseAudio would move the kiosk's voice to it when the loudspeaker goes. A stream of silence keeps
the null sink awake: a sleeping one swallows the first second.

With the microphone removed, PulseAudio offers the loudspeaker's monitor as default source, as it
does on real machines.
"""

import contextlib
import fcntl
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

RATE = 48_000
"""Frames a second of the loudspeaker, of the microphone and of every recording."""
BLOCK_SECONDS = 0.01
LOUD = 60.0
"""Root mean square (of 32767) above which a block counts as sound; the card itself is silent."""

_MINIMUM_PULSE = ("pulseaudio", "pactl", "pacat", "parec")
_FEED_SECONDS = 0.02
_START_SECONDS = 20.0


def missing_programs() -> list[str]:
    """The programs of Debian's pulseaudio and pulseaudio-utils that are not installed."""
    return [name for name in _MINIMUM_PULSE if shutil.which(name) is None]


def resampled(pcm: bytes, rate: int, wanted: int = RATE) -> bytes:
    """Mono 16-bit samples at another rate, limited in bandwidth."""
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    if rate == wanted or not len(samples):
        return pcm
    length = round(len(samples) * wanted / rate)
    moved = np.fft.irfft(np.fft.rfft(samples)[: length // 2 + 1], length) * (length / len(samples))
    return np.clip(moved, -32768, 32767).astype("<i2").tobytes()


class Recorder:
    """What the loudspeaker plays: 16-bit mono at `RATE`, from the first to the last block.

    It blocks while it waits; from a coroutine call `await asyncio.to_thread(r.wait_for_sound)`.
    It goes on by itself when the loudspeaker was away. Times are of `time.monotonic`.
    """

    def __init__(self, spawn: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        self._spawn = spawn
        self._changed = threading.Condition()
        self._timeline: list[tuple[float, float]] = []
        self._pcm = bytearray()
        self._ends = threading.Event()
        self._parec: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._record, name="recorder", daemon=True)
        self._thread.start()
        self.wait_until(lambda: len(self._timeline) > 0, _START_SECONDS, "the first block")

    @property
    def timeline(self) -> list[tuple[float, float]]:
        """(when a block of 10 ms had arrived, its root mean square of 0 to 32767)."""
        with self._changed:
            return list(self._timeline)

    def samples(self, since: float = 0.0, until: float = float("inf")) -> "np.ndarray":
        """The recorded samples (int16) that arrived between two moments."""
        with self._changed:
            size = round(RATE * BLOCK_SECONDS) * 2
            at = [i for i, (t, _) in enumerate(self._timeline) if since <= t <= until]
            chosen = bytes(self._pcm[at[0] * size : (at[-1] + 1) * size]) if at else b""
        return np.frombuffer(chosen, dtype="<i2")

    def wait_for_sound(self, timeout: float = 10.0, *, since: float = 0.0) -> float:
        """When the first sound at or after `since` came; fails when there is none in time."""
        found: list[float] = []

        def is_heard() -> bool:
            found[:] = [t for t, rms in self._timeline if t >= since and rms >= LOUD][:1]
            return bool(found)

        self.wait_until(is_heard, timeout, "a sound")
        return found[0]

    def wait_for_silence(
        self, timeout: float = 10.0, *, seconds: float = 0.3, since: float = 0.0
    ) -> float:
        """When the first silence of `seconds` at or after `since` began."""
        found: list[float] = []

        def is_silent() -> bool:
            start: float | None = None
            for t, rms in self._timeline:
                if t < since:
                    continue
                start = None if rms >= LOUD else (t if start is None else start)
                if start is not None and t - start >= seconds:
                    found[:] = [start]
                    return True
            return False

        self.wait_until(is_silent, timeout, f"{seconds} s of silence")
        return found[0]

    def wait_until(self, is_true: Callable[[], bool], timeout: float, what: str) -> None:
        with self._changed:
            assert self._changed.wait_for(is_true, timeout), f"{what} did not come in {timeout} s"

    def reopen(self) -> None:
        """Lets go of the loudspeaker, and takes the one that comes next."""
        if self._parec:
            self._parec.kill()

    def close(self) -> None:
        self._ends.set()
        self.reopen()
        self._thread.join()

    def _record(self) -> None:
        size = round(RATE * BLOCK_SECONDS) * 2
        while not self._ends.is_set():
            with self._spawn() as parec:
                self._parec = parec
                if self._ends.is_set():
                    parec.kill()  # `close` may have killed the one before
                assert parec.stdout
                while len(block := parec.stdout.read(size)) == size:
                    self._add(block)
                parec.kill()
            self._ends.wait(0.05)  # the loudspeaker is away

    def _add(self, block: bytes) -> None:
        samples = np.frombuffer(block, dtype="<i2").astype(np.float64)
        with self._changed:
            self._pcm += block
            self._timeline.append((time.monotonic(), float(np.sqrt(np.mean(samples**2)))))
            self._changed.notify_all()


class _Feed:
    """Writes the microphone's pipe in real time: what is played, and silence otherwise."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pipe: int | None = None
        self._waiting: queue.Queue[tuple[bytes, threading.Event]] = queue.Queue()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._write, name="microphone", daemon=True)
        self._thread.start()

    def open(self, path: Path) -> None:
        with self._lock:
            self._pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, 16384)

    def shut(self) -> None:
        with self._lock:
            if self._pipe is not None:
                os.close(self._pipe)
            self._pipe = None

    def play(self, pcm: bytes) -> None:
        played = threading.Event()
        self._waiting.put((pcm, played))
        played.wait()

    def close(self) -> None:
        self._ends.set()
        self._thread.join()
        self.shut()

    def _write(self) -> None:
        pcm, played = b"", threading.Event()
        written, started = 0, time.monotonic()
        while not self._ends.wait(_FEED_SECONDS):
            due = int((time.monotonic() - started) * RATE) - written
            written += due
            if not pcm:
                with contextlib.suppress(queue.Empty):
                    pcm, played = self._waiting.get_nowait()
            chunk, pcm = pcm[: due * 2], pcm[due * 2 :]
            with self._lock, contextlib.suppress(BlockingIOError, BrokenPipeError):
                if self._pipe is not None:
                    os.write(self._pipe, chunk.ljust(due * 2, b"\0"))
            if not pcm:
                played.set()


class VirtualSound:
    """One private sound server; `environment` makes a child process use it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="msk-", dir="/tmp"))
        for name in ("xdg", "home"):
            (self._folder / name).mkdir(mode=0o700)
        self.environment = {
            "PULSE_SERVER": f"unix:{self._folder}/sock",
            "XDG_RUNTIME_DIR": f"{self._folder}/xdg",
            "HOME": f"{self._folder}/home",
        }
        # Ends all the others when this process goes, however it goes.
        self._guard = subprocess.Popen(
            ["sh", "-c", "cat >/dev/null; kill -KILL -$$"], stdin=subprocess.PIPE, process_group=0
        )
        self._server: subprocess.Popen[bytes] | None = None
        self._keep_alive: subprocess.Popen[bytes] | None = None
        self._speaker: str | None = None
        self._microphone: str | None = None
        self._recorders: list[Recorder] = []
        self._feed = _Feed()
        self._start()

    def play(self, pcm: bytes, rate: int) -> None:
        """Plays mono 16-bit samples into the microphone; returns when the last has been given."""
        self._feed.play(resampled(pcm, rate))

    @contextlib.contextmanager
    def recorder(self) -> Iterator[Recorder]:
        """Records the loudspeaker; data is already coming when the block is entered."""
        recorder = Recorder(self._spawn_parec)
        self._recorders.append(recorder)
        try:
            yield recorder
        finally:
            self._recorders.remove(recorder)
            recorder.close()

    def remove_speaker(self) -> None:
        if self._speaker:
            self._stop_keep_alive()
            for recorder in self._recorders:
                recorder.reopen()  # or PulseAudio would move it to the microphone
            self._pactl("unload-module", self._speaker)
            self._speaker = None

    def add_speaker(self) -> None:
        """Plugs the loudspeaker in, unless it is."""
        if not self._speaker:
            sink = ("module-null-sink", "sink_name=spk", f"rate={RATE}", "norewinds=1")
            self._speaker = self._pactl("load-module", *sink)
            self._pactl("set-default-sink", "spk")
            self._keep_alive = self._spawn(
                *("pacat", "-d", "spk", "--raw", "--format=s16le", f"--rate={RATE}"),
                *("--channels=1", "--latency-msec=20", "/dev/zero"),
            )
            with self.recorder():
                pass  # data comes: it is awake

    def remove_microphone(self) -> None:
        if self._microphone:
            self._feed.shut()
            self._pactl("unload-module", self._microphone)
            self._microphone = None

    def add_microphone(self) -> None:
        """Plugs the microphone in, unless it is."""
        if not self._microphone:
            pipe = self._folder / "microphone"
            source = ("module-pipe-source", "source_name=mic", f"file={pipe}", "format=s16le")
            self._microphone = self._pactl(
                "load-module", *source, f"rate={RATE}", "channels=1", "channel_map=mono"
            )
            self._feed.open(pipe)
            self._pactl("set-default-source", "mic")

    def stop(self) -> None:
        """Kills the sound server; its clients see the connection break."""
        self._feed.shut()
        self._stop_keep_alive()
        if self._server:
            self._server.kill()
            self._server.wait()
        self._server = self._speaker = self._microphone = None

    def restart(self) -> None:
        """Kills the sound server and starts another in its place."""
        self.stop()
        self._start()

    def restore(self) -> None:
        """Everything plugged in and running again, whatever a test left behind."""
        if self._server is None or self._server.poll() is not None:
            self.restart()
        self.add_speaker()
        self.add_microphone()

    def close(self) -> None:
        self._feed.close()
        self.stop()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._guard.pid, signal.SIGKILL)
        assert self._guard.stdin
        self._guard.stdin.close()
        self._guard.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        (self._folder / "sock").unlink(missing_ok=True)
        self._server = self._spawn(
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/sock"),
        )
        deadline = time.monotonic() + _START_SECONDS
        while not (self._folder / "sock").exists():
            assert self._server.poll() is None, "pulseaudio ended at start"
            assert time.monotonic() < deadline, "pulseaudio made no socket"
            time.sleep(0.01)
        self.add_speaker()
        self.add_microphone()

    def _stop_keep_alive(self) -> None:
        if self._keep_alive:
            self._keep_alive.kill()
            self._keep_alive.wait()
        self._keep_alive = None

    def _spawn_parec(self) -> "subprocess.Popen[bytes]":
        return self._spawn(
            *("parec", "-d", "spk.monitor", "--raw", "--format=s16le", f"--rate={RATE}"),
            *("--channels=1", "--latency-msec=10"),
        )

    def _spawn(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if command[0] == "parec" else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=self._guard.pid,
        )

    def _pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            ("pactl", *arguments),
            env=os.environ | self.environment,
            capture_output=True,
            check=True,
            text=True,
            timeout=_START_SECONDS,
        )
        return done.stdout.strip()
