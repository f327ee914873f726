"""An install that is killed, or finds no room or no permission, leaves nothing that looks whole."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.models.installed import ModelState, installed_models, part_file
from mskiosk.models.installing import install
from mskiosk.models.locking import UNFINISHED, clean_leftovers, locked
from tests.models.publisher import Publisher, Way
from tests.models.zips import NAME, known, zipped


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "FILE.zip"
    file.write_bytes(zipped())
    return file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_another_process(code: str, *, before: tuple[str, ...] = ()) -> tuple[int, str]:
    """The exit status and the output of Python code, with this program imported."""
    imports = """
import os, resource, signal, sys
from pathlib import Path
from mskiosk.models.installing import install
from mskiosk.models.installed import look_at
from mskiosk.models.model_error import ModelError
from mskiosk.models.stopping import Stopper
from mskiosk.models.unpacking import Zip
import encodings.idna, random, tempfile
tempfile.gettempdir()
"""
    command = (*before, sys.executable, "-c", imports + code)
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def test_a_folder_that_may_not_be_written_to_is_a_sentence(folder: Path, file: Path) -> None:
    """Root may write everywhere, so the question is put by a user who is not root."""
    folder.mkdir(mode=0o555)
    for above in folder.parents[:4] if os.getuid() == 0 else ():
        above.chmod(above.stat().st_mode | 0o555)
    status, output = in_another_process(f"""
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    install({str(file)!r}, Path({str(folder)!r}), known=())
except ModelError as error:
    print(error.trouble.name, error)
""")
    assert status == 0, output
    assert output.startswith("NOT_ALLOWED The folder")
    assert "choose another folder with --models" in output


def test_a_disk_that_fills_up_is_a_sentence_and_leaves_nothing(folder: Path, file: Path) -> None:
    """A limit on the size of files ends a write as a full disk does."""
    status, output = in_another_process(f"""
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    install({str(file)!r}, Path({str(folder)!r}), known=())
except ModelError as error:
    print(error.trouble.name, error)
""")
    assert status == 0, output
    assert output.startswith("NO_ROOM")
    assert names(folder) == [".lock"]


def test_a_download_that_fills_the_disk_gives_the_room_back(
    folder: Path, publisher: Publisher
) -> None:
    model = known(publisher.content, publisher.address)
    status, output = in_another_process(f"""
from mskiosk.models.catalogue import KnownModel
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    install({NAME!r}, Path({str(folder)!r}), known=({model!r},), proxies={{}})
except ModelError as error:
    print(error.trouble.name, error)
""")
    assert status == 0, output
    assert output.startswith("NO_ROOM")
    assert names(folder) == [".lock"]


def test_a_disk_without_room_is_seen_before_anything_is_fetched(file: Path) -> None:
    alone = ("unshare", "-rm")
    if not shutil.which("unshare") or subprocess.run((*alone, "true"), check=False).returncode:
        pytest.skip("this machine lets nobody make a small disk (unshare -rm)")
    status, output = in_another_process(
        f"""
import subprocess
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "small", "/mnt"], check=True)
try:
    install({str(file)!r}, Path("/mnt/models"), known=())
except ModelError as error:
    print(error.trouble.name, error)
""",
        before=alone,
    )
    assert status == 0, output
    assert output.startswith("NO_ROOM The disk of /mnt/models has 2 MB free; 17 MB are needed.")


@pytest.mark.parametrize("moment", range(10))
def test_a_kill_in_the_middle_leaves_nothing_that_looks_like_a_model(
    folder: Path, file: Path, moment: int
) -> None:
    """There are nine moments: one for each block of each file, and one before the rename."""
    status, output = in_another_process(f"""
class Killing(Stopper):
    left = {moment}
    def check(self):
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
print(install({str(file)!r}, Path({str(folder)!r}), known=(), stopper=Killing()).state.value)
""")
    is_killed = moment < 9
    assert status == (-signal.SIGKILL if is_killed else 0), output
    assert len(installed_models(folder, known=())) == (not is_killed)
    assert any(name.startswith(UNFINISHED) for name in names(folder)) == is_killed
    clean_leftovers(folder)
    assert names(folder) == ([".lock"] if is_killed else [".lock", NAME])
    assert install(file, folder, known=()).state is ModelState.WHOLE
    assert names(folder) == [".lock", NAME]


def test_a_kill_in_the_middle_of_a_download_costs_nothing_that_came(
    folder: Path, publisher: Publisher
) -> None:
    publisher.way = Way.HANG
    model = known(publisher.content, publisher.address)
    code = f"""
from mskiosk.models.catalogue import KnownModel
from mskiosk.models.installing import install
from pathlib import Path
def told(done, total):
    print(done, flush=True)
install({NAME!r}, Path({str(folder)!r}), known=({model!r},), proxies={{}}, on_progress=told)
"""
    half = len(publisher.content) // 2
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            if int(line) == half:
                child.kill()
    assert part_file(folder, NAME).stat().st_size == half
    publisher.way = Way.WHOLE
    assert install(NAME, folder, known=(model,)).state is ModelState.WHOLE
    assert publisher.asked == [None, f"bytes={half}-"]


def test_cleaning_touches_nothing_while_somebody_is_at_work(folder: Path) -> None:
    with locked(folder):
        work = folder / f"{UNFINISHED}x"
        work.mkdir()
        clean_leftovers(folder)
        assert work.exists()
    clean_leftovers(folder)
    assert not work.exists()


def test_cleaning_a_folder_that_is_not_there_is_nothing(folder: Path) -> None:
    clean_leftovers(folder)
    clean_leftovers(Path("nul\0"))
    assert not folder.exists()
