"""The wheel alone: built from a copy of the tracked files, installed, and walked from `/`."""

import shutil
import site
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import run
from tests.walk.kiosk import Kiosk
from tests.walk.test_by_key import NO_SOUND

CLONE = Path(__file__).parents[2]
NOT_TRACKED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")


@dataclass(frozen=True, slots=True)
class Installation:
    folder: Path
    home: Path

    @property
    def program(self) -> Sequence[str]:
        return (str(self.folder / "bin" / "mskiosk"),)

    def path_of(self, module: str, expression: str) -> Path:
        """What the environment's own Python makes of `expression` in `module`."""
        code = f"import sys, {module}\nprint(eval({expression!r}, vars(sys.modules[{module!r}])))"
        return Path(_done([str(self.folder / "bin" / "python"), "-c", code]).strip())


def _done(command: Sequence[str], cwd: Path = Path("/")) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _copied(folder: Path) -> None:
    """What git tracks or, where this is no clone, everything that is no by-product."""
    if not (CLONE / ".git").exists():
        shutil.copytree(CLONE, folder, ignore=NOT_TRACKED)
        return
    for name in _done(["git", "ls-files", "-z"], CLONE).split("\0"):
        if name and (CLONE / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CLONE / name, folder / name)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A fresh environment with the wheel in it and nothing of the clone: the dependencies come
    from this environment, after its own packages."""
    top = tmp_path_factory.mktemp("wheel")
    copy, wheels, folder = top / "copy", top / "wheels", top / "venv"
    _copied(copy)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(wheels), "."]
    _done([*pip, *build], copy)
    shutil.rmtree(copy)

    _done([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    python = folder / "bin" / "python"
    (wheel,) = wheels.iterdir()
    _done([*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)])
    packages = next((folder / "lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    home = top / "home"
    home.mkdir()
    return Installation(folder, home)


pytestmark = pytest.mark.long


CONTENT = ("mskiosk.content.loading", "shipped_content()")
MODELS = ("mskiosk.models.catalogue", "shipped_models_file()")
SPOTTER = ("mskiosk.models.shipped", "shipped_file('spotter', 'en')")


@pytest.mark.parametrize("what", [("mskiosk", "__file__"), CONTENT, MODELS, SPOTTER])
def test_program_content_and_models_come_from_the_wheel(
    installation: Installation, what: tuple[str, str]
) -> None:
    found = installation.path_of(*what)
    assert found.exists()
    assert found.is_relative_to(installation.folder)


def test_the_installed_commands_work(installation: Installation) -> None:
    home, program = installation.home, installation.program
    assert run(home, "--version", program=program).output.startswith("mskiosk ")
    checked = run(home, "check", program=program)
    assert checked.output == f"{installation.path_of(*CONTENT)}: no faults\n"
    listed = run(home, "models", "list", program=program)
    assert "mskiosk models install vosk-model-small-en-us-0.15" in listed.output
    verified = run(home, "models", "verify", program=program)
    assert "spotter-en (spotter, en): whole" in verified.output
    played = run(home, "rehearse", program=program, typed='heard "two" 0.9\nkey Space\n')
    assert "view symptoms" in played.output
    explained = run(home, "config", "explain", "voice.volume", program=program)
    assert "1 to 10" in explained.output
    typed = run(home, "--plain", program=program, typed="two\nmain menu\nquit\n")
    assert "Symptoms" in typed.output.splitlines()
    assert {checked.status, listed.status, verified.status, played.status, typed.status} == {0}


def test_the_installed_kiosk_is_walked_by_key(installation: Installation) -> None:
    kiosk = Kiosk(
        ["--no-microphone"],
        {**NO_SOUND, "HOME": str(installation.home), "PWD": "/"},
        program=installation.program,
    )
    try:
        kiosk.wait_for("Main menu")
        kiosk.press("2")
        kiosk.wait_for("Tiredness and pain")
        kiosk.press("escape")
        kiosk.wait_for("Stem cells")
        kiosk.press("ctrl+c")
        assert kiosk.wait_for_end() == 130
        assert kiosk.is_terminal_sane()
    finally:
        kiosk.close()
