"""Fetching from the publisher of a test, well or not."""

from pathlib import Path

import pytest

from mskiosk.models.catalogue import KnownModel
from mskiosk.models.installed import InstalledModel
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError
from tests.models.publisher import Publisher
from tests.models.zips import NAME, known


def fetched(
    publisher: Publisher,
    folder: Path,
    model: KnownModel | None = None,
    *,
    wait_seconds: float = 10.0,
) -> InstalledModel:
    model = model or known(publisher.content, publisher.address)
    return install(NAME, folder, known=(model,), proxies={}, wait_seconds=wait_seconds)


def failure(
    publisher: Publisher,
    folder: Path,
    model: KnownModel | None = None,
    *,
    wait_seconds: float = 10.0,
) -> ModelError:
    with pytest.raises(ModelError) as caught:
        fetched(publisher, folder, model, wait_seconds=wait_seconds)
    assert not (folder / NAME).exists()
    assert str(caught.value).isprintable()
    assert str(caught.value).endswith((".", "--models."))
    return caught.value
