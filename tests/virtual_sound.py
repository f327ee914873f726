"""A sound card without hardware: a private PulseAudio with one loudspeaker and one microphone.

The loudspeaker is a null sink whose monitor a `Recorder` reads. The microphone is a pipe that
this process feeds in real time, with a silent room while nothing is played; it is no sink, because
PulseAudio would move the kiosk's voice to it when the loudspeaker goes. A stream of silence keeps
the null sink awake: a sleeping one swallows the first second.

With the microphone removed, PulseAudio offers the loudspeaker's monitor as default source, as it
does on real machines.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.microphone import MicrophoneFeed, resampled
from tests.recorder import LOUD, RATE, Recorder

__all__ = [
    "HEADSET",
    "HEADSET_NAME",
    "LOUD",
    "RATE",
    "SPEAKER",
    "Recorder",
    "VirtualSound",
    "missing_programs",
    "resampled",
]

_PROGRAMS = ("pulseaudio", "pactl", "pacat", "parec")
_START_SECONDS = 20.0

SPEAKER = "spk"
HEADSET = "headset"
HEADSET_NAME = "Clinic-Headset"


def missing_programs() -> list[str]:
    """The programs of Debian's pulseaudio and pulseaudio-utils that are not installed."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


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
        self._dummy: str | None = None
        self._headset: str | None = None
        self._recorders: list[tuple[str, Recorder]] = []
        self._feed = MicrophoneFeed()
        self._start()

    def play(self, pcm: bytes, rate: int) -> None:
        """Plays mono 16-bit samples into the microphone; returns when the last has been given."""
        self._feed.play(resampled(pcm, rate))

    def surround(self, pcm: bytes, rate: int) -> None:
        """The microphone stands in a room with this sound in it, again and again."""
        self._feed.surround(resampled(pcm, rate))

    def mute_microphone(self, *, is_muted: bool) -> None:
        """As its switch, or a mixer, does."""
        self._pactl("set-source-mute", "mic", str(int(is_muted)))

    def take_microphone(self) -> None:
        """Another program has the microphone to itself, until `release_microphone`."""
        self._pactl("suspend-source", "mic", "1")

    def release_microphone(self) -> None:
        self._pactl("suspend-source", "mic", "0")

    @contextlib.contextmanager
    def recorder(self, sink: str = SPEAKER) -> Iterator[Recorder]:
        """Records the loudspeaker, or the headset; data is already coming when the block is
        entered."""
        recorder = Recorder(lambda: self._spawn_parec(sink))
        self._recorders.append((sink, recorder))
        try:
            yield recorder
        finally:
            self._recorders.remove((sink, recorder))
            recorder.close()

    @contextlib.contextmanager
    def microphone_recorder(self) -> Iterator[Recorder]:
        """Records what whoever listens is given, sample by sample."""
        recorder = Recorder(lambda: self._spawn_parec("mic", monitors=False))
        try:
            yield recorder
        finally:
            recorder.close()

    def remove_speaker(self, *, leaves_dummy: bool = False) -> None:
        """`leaves_dummy`: the sound server puts a device in its place that nobody hears, as it
        does on desktops."""
        if self._speaker:
            if leaves_dummy:
                dummy = ("module-null-sink", "sink_name=auto_null", "norewinds=1")
                self._dummy = self._pactl("load-module", *dummy)
            self._stop_keep_alive()
            self._let_go_of(SPEAKER)
            self._pactl("unload-module", self._speaker)
            self._speaker = None

    def add_speaker(self) -> None:
        """Plugs the loudspeaker in, unless it is."""
        if not self._speaker:
            sink = ("module-null-sink", f"sink_name={SPEAKER}", f"rate={RATE}", "norewinds=1")
            self._speaker = self._pactl("load-module", *sink)
            self.prefer(SPEAKER)
            if self._dummy:
                self._pactl("unload-module", self._dummy)
                self._dummy = None
            self._keep_alive = self._spawn(
                *("pacat", "-d", SPEAKER, "--raw", "--format=s16le", f"--rate={RATE}"),
                *("--channels=1", "--latency-msec=20", "/dev/zero"),
            )
            with self.recorder():
                pass  # data comes: it is awake

    def mute_speaker(self, *, is_muted: bool) -> None:
        """As its switch, or a mixer, does."""
        self._pactl("set-sink-mute", SPEAKER, str(int(is_muted)))

    def take_speaker(self) -> None:
        """Another program has the loudspeaker to itself, until `release_speaker`."""
        self._pactl("suspend-sink", SPEAKER, "1")

    def release_speaker(self) -> None:
        self._pactl("suspend-sink", SPEAKER, "0")

    def add_headset(self, name: str = HEADSET_NAME) -> None:
        """Plugs a headset in, which people know by its `name`, unless there is one."""
        if not self._headset:
            sink = ("module-null-sink", f"sink_name={HEADSET}", f"rate={RATE}", "norewinds=1")
            name = f"sink_properties=device.description={name}"
            self._headset = self._pactl("load-module", *sink, name)

    def remove_headset(self) -> None:
        if self._headset:
            self._let_go_of(HEADSET)
            self._pactl("unload-module", self._headset)
            self._headset = None

    def streams(self) -> list[str]:
        """The numbers of the kiosk's streams; each that is opened has one of its own."""
        listed = self._pactl("list", "sink-inputs").split("Sink Input #")
        return [each.split()[0] for each in listed if '= "mskiosk"' in each]

    def move_streams(self, sink: str) -> list[bool]:
        """Tries to move the kiosk's streams to `sink`, as a mixer does; whether each could be."""
        return [self._is_done("move-sink-input", stream, sink) for stream in self.streams()]

    def prefer(self, sink: str) -> None:
        """Programs that ask for no device in particular are given this one."""
        self._pactl("set-default-sink", sink)

    def put_to_sleep(self, after_seconds: int) -> None:
        """From now on whatever plays nothing for so long is switched off; nothing but the kiosk
        keeps the loudspeaker awake."""
        self._stop_keep_alive()
        self._pactl("load-module", "module-suspend-on-idle", f"timeout={after_seconds}")

    def state_of(self, sink: str) -> str:
        """RUNNING, IDLE or SUSPENDED."""
        lines = (line.split("\t") for line in self._pactl("list", "short", "sinks").splitlines())
        return next(fields[-1] for fields in lines if fields[1] == sink)

    def remove_microphone(self) -> None:
        if self._microphone:
            self._feed.shut()
            self._pactl("unload-module", self._microphone)
            self._microphone = None

    def add_microphone(self) -> None:
        """Plugs the microphone in, unless it is."""
        if not self._microphone:
            pipe = self._folder / "microphone"
            pipe.unlink(missing_ok=True)  # a server that was killed left it
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
        self._server = self._speaker = self._microphone = self._dummy = self._headset = None

    def hang(self) -> None:
        """The sound server answers nobody until `go_on`."""
        assert self._server
        self._server.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self._server
        self._server.send_signal(signal.SIGCONT)

    def restart(self) -> None:
        """Kills the sound server and starts another in its place."""
        self.stop()
        self._start()

    def restore(self) -> None:
        """Everything plugged in and running again, whatever a test left behind."""
        if self._server is None or self._server.poll() is not None:
            self.restart()
        self._feed.surround()
        self.remove_headset()
        self.add_speaker()
        self.add_microphone()
        self.prefer(SPEAKER)
        self.mute_speaker(is_muted=False)
        self.release_speaker()
        self.release_microphone()
        self.mute_microphone(is_muted=False)

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

    def _let_go_of(self, sink: str) -> None:
        for name, recorder in self._recorders:
            if name == sink:
                recorder.reopen()  # or PulseAudio would move it to the microphone

    def _spawn_parec(self, device: str, *, monitors: bool = True) -> "subprocess.Popen[bytes]":
        source = f"{device}.monitor" if monitors else device
        return self._spawn(
            *("parec", "-d", source, "--raw", "--format=s16le", f"--rate={RATE}"),
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

    def _is_done(self, *arguments: str) -> bool:
        try:
            self._pactl(*arguments)
        except subprocess.CalledProcessError:
            return False
        return True

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
