"""A loudspeaker without hardware, for measuring: a private PulseAudio with one null sink, kept
awake, and a microphone in a silent room. Linux, with Debian's pulseaudio and pulseaudio-utils.

The microphone gives faint noise, as they all do: nothing but zeros would be one that is muted.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SPEAKER = "loudspeaker"
_ROOM = "room"
_ROOM_VOLUME = 6300
"""Of 65536, and cubic: noise at the full scale becomes one of -66 dB."""
RATE = 48_000
"""Samples a second of the loudspeaker."""
_PROGRAMS = ("pulseaudio", "pactl", "pacat", "parec")
_START_SECONDS = 20.0


class NoSoundStageError(Exception):
    """The text says what is missing."""


class SoundStage:
    """`environment` makes a program play and listen here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("xdg", "home"):
            (folder / name).mkdir(mode=0o700)
        self.environment = {
            "PULSE_SERVER": f"unix:{folder}/sock",
            "XDG_RUNTIME_DIR": f"{folder}/xdg",
            "HOME": f"{folder}/home",
        }
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Raises `NoSoundStageError`."""
        server = self.spawn(
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/sock"),
            *("-L", f"module-null-sink sink_name={SPEAKER} rate={RATE} norewinds=1"),
            *("-L", f"module-null-sink sink_name={_ROOM} rate={RATE} channels=1 norewinds=1"),
            *("-L", f"module-remap-source source_name=microphone master={_ROOM}.monitor"),
        )
        end = time.monotonic() + _START_SECONDS
        while not self._answers():
            if server.poll() is not None or time.monotonic() > end:
                raise NoSoundStageError("pulseaudio does not start")
            time.sleep(0.05)
        self.spawn(
            *("pacat", "-d", SPEAKER, "--raw", "--format=s16le", f"--rate={RATE}"),
            *("--channels=1", "--latency-msec=20", "/dev/zero"),
        )
        self.spawn(
            *("pacat", "-d", _ROOM, "--raw", "--format=s16le", f"--rate={RATE}"),
            *("--channels=1", f"--volume={_ROOM_VOLUME}", "/dev/urandom"),
        )

    def spawn(
        self, *command: str, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
    ) -> "subprocess.Popen[bytes]":
        """A program of this stage, which ends with it."""
        child = subprocess.Popen(
            command,
            env=os.environ | self.environment,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        for child in reversed(self._children):
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()

    def _answers(self) -> bool:
        for words in (("set-default-sink", SPEAKER), ("set-default-source", "microphone")):
            environment = os.environ | self.environment
            told = subprocess.run(
                ("pactl", *words), env=environment, capture_output=True, check=False
            )
            if told.returncode:
                return False
        return True


@contextlib.contextmanager
def sound_stage() -> Iterator[SoundStage]:
    """A running stage. Raises `NoSoundStageError`."""
    if any(shutil.which(name) is None for name in _PROGRAMS):
        raise NoSoundStageError("there is no pulseaudio; run: apt install pulseaudio-utils")
    with tempfile.TemporaryDirectory(prefix="mskiosk-", dir="/tmp") as name:
        stage = SoundStage(Path(name))
        try:
            stage.start()
            yield stage
        finally:
            stage.close()
