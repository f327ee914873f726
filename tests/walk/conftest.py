import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

_SCREEN = "1280x720x24"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server without a screen, in which terminals can be opened."""
    for program in ("Xvfb", "xterm"):
        if not shutil.which(program):
            pytest.skip(f"{program} is missing (apt install xvfb xterm)")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    server.kill()
    server.wait()
