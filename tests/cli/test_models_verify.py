"""`mskiosk models verify` without any model that was installed."""

from pathlib import Path

import pytest

from mskiosk.cli import main, models
from mskiosk.cli.exits import Exit
from mskiosk.models.installed import InstalledModel, ModelState

SPOTTER = InstalledModel(
    name="spotter-en",
    path=Path("en.npz"),
    state=ModelState.WHOLE,
    engine="spotter",
    language="en",
    is_pinned=True,
)


@pytest.mark.parametrize(
    ("shipped", "told"),
    [
        ((SPOTTER,), ["spotter-en (spotter, en): whole", "No other recogniser is installed."]),
        ((), ["No recogniser is installed."]),
    ],
)
def test_what_comes_along_is_a_recogniser_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shipped: tuple[InstalledModel, ...],
    told: list[str],
) -> None:
    monkeypatch.setattr(models, "shipped_models", lambda: shipped)
    assert main(["--models", str(tmp_path / "none"), "models", "verify"]) == Exit.DONE
    assert capsys.readouterr().out.splitlines() == told
