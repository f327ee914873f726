"""What tests of sound stand on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mskiosk.core.events import SpeakerReady
from tests.speaking.stage import SpokenStage, spoken_stage
from tests.virtual_sound import VirtualSound


@pytest.fixture
async def stage(virtual_sound: VirtualSound, tmp_path: Path) -> AsyncIterator[SpokenStage]:
    """The real speaker on a virtual loudspeaker, as loud as it can be."""
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        stage.speaker.set_volume(10)
        yield stage
    finally:
        await stage.speaker.close()
