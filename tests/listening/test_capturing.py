"""Why a capture device cannot be opened."""

import miniaudio
import pytest
from miniaudio import MiniaudioError, lib

from mskiosk.listening.capturing import NoDeviceError, TakenError, opened, reason_of


def test_a_device_that_another_program_has_is_told_from_a_missing_one() -> None:
    for result in (lib.MA_BUSY, lib.MA_ALREADY_IN_USE):
        assert isinstance(reason_of(MiniaudioError("failed to init device", result)), TakenError)
    for error in (
        MiniaudioError("failed to init device", lib.MA_NO_DEVICE),
        MiniaudioError("no suitable audio backend found"),
        MiniaudioError(),
    ):
        assert type(reason_of(error)) is NoDeviceError


@pytest.mark.parametrize("name", [None, "a name"])
def test_a_sound_system_that_cannot_be_asked_for_its_devices_has_none(
    monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    def broken() -> None:
        raise MiniaudioError("cannot init context", lib.MA_NO_BACKEND)

    monkeypatch.setattr(miniaudio, "Devices", broken)
    with pytest.raises(NoDeviceError, match="cannot init context"), opened(name):
        pass
