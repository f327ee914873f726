import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.virtual_sound import VirtualSound, missing_programs

# Who imports readline, as the workers do, has the size of its terminal here, and not of a test's.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)

# No test leaves anything where a clinic's kiosk of this machine would find it.
_clinic = tempfile.mkdtemp(prefix="mskiosk-clinic-")
atexit.register(shutil.rmtree, _clinic, ignore_errors=True)
for _purpose in ("STATE", "CACHE", "LOGS"):
    os.environ[f"{_purpose}_DIRECTORY"] = os.path.join(_clinic, _purpose.lower())  # noqa: PTH118

# In CI the same examples each time: a new one is found at a desk, where somebody can mend it.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The quick tests share the processors. Those with real sound need the machine to themselves,
    or beside them what gives way, and for a few files it takes longer to start workers than to
    run."""
    is_quick = config.option.markexpr == "not long"
    return (os.cpu_count() or 1) if is_quick and not config.option.file_or_dir else 0


@pytest.fixture(scope="session")
def virtual_sound() -> Iterator[VirtualSound]:
    """A loudspeaker and a microphone without hardware; plugged in at the start of each test."""
    if missing := missing_programs():
        pytest.skip(f"no virtual sound: {', '.join(missing)} missing (apt install pulseaudio)")
    sound = VirtualSound()
    try:
        yield sound
    finally:
        sound.close()


@pytest.fixture(autouse=True)
def _plugged_in(request: pytest.FixtureRequest) -> None:
    if "virtual_sound" in request.fixturenames:
        request.getfixturevalue("virtual_sound").restore()
