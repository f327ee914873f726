"""What training needs, and the kiosk does not."""

import pytest

MODULES = ("torch", "pyroomacoustics", "soundfile", "scipy")


@pytest.fixture(scope="module", autouse=True)
def needed() -> None:
    reason = "no training: pip install '.[spotter]' brings what it needs"
    for module in MODULES:
        pytest.importorskip(module, reason=reason)
