"""A clinic's kiosk with a recogniser that somebody has changed."""

import argparse
import asyncio
from pathlib import Path

import pytest

from mskiosk.cli.proving import ProvenModels
from mskiosk.cli.setting import Setting, setting_of
from mskiosk.kiosk.journal import Journal
from mskiosk.kiosk.proving import Proofs
from mskiosk.models.catalogue import KnownModel
from mskiosk.models.installing import install
from tests.models.zips import NAME, known, zipped

PINNED: tuple[KnownModel, ...] = (known(zipped()),)


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    (tmp_path / "FILE.zip").write_bytes(zipped())
    install(tmp_path / "FILE.zip", tmp_path / "models", known=PINNED)
    (tmp_path / "cache").mkdir(mode=0o700)
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: uk\n")
    arguments = argparse.Namespace(
        profile=None, config=configuration, content=None, models=tmp_path / "models"
    )
    return setting_of(arguments)


async def test_a_damaged_model_is_given_up_as_soon_as_that_is_known_and_never_used_again(
    setting: Setting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines: list[str] = []
    proven = ProvenModels(setting, tmp_path / "cache", Journal(lines.append))
    file = tmp_path / "models" / NAME / "graph" / "Gr.fst"
    file.write_bytes(bytes(file.stat().st_size))
    is_damaged = asyncio.Event()
    assert proven.vosk_model(is_damaged.set) == tmp_path / "models" / NAME
    async with asyncio.timeout(20):
        await is_damaged.wait()
    assert proven.vosk_model(is_damaged.set) is None
    assert [line.split(" ", 1)[1] for line in lines] == [f"model-refused name={NAME}"] * 2
    assert capsys.readouterr().err == (
        f"mskiosk: the recogniser {NAME} is not used: graph/Gr.fst has other contents than were "
        "installed; remove it, and install it again\n"
    )


async def test_a_whole_model_stays(setting: Setting, tmp_path: Path) -> None:
    lines: list[str] = []
    proven = ProvenModels(setting, tmp_path / "cache", Journal(lines.append))
    Proofs(tmp_path / "cache").prove(tmp_path / "models" / NAME)
    assert proven.vosk_model(lambda: lines.append("damaged")) == tmp_path / "models" / NAME
    assert lines == []


def test_the_spotter_that_comes_along_is_compared_at_each_start(
    setting: Setting, tmp_path: Path
) -> None:
    lines: list[str] = []
    proven = ProvenModels(setting, tmp_path / "cache", Journal(lines.append))
    spotter = proven.spotter()
    assert spotter
    assert spotter.name == "en.npz"
    assert lines == []
