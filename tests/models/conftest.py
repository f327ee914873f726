"""A publisher with a small model, and the folder to install it in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.publisher import Publisher
from tests.models.zips import zipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher(zipped()).open() as publisher:
        yield publisher
