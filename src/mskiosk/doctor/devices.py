"""Which sound devices the configuration means."""

from dataclasses import dataclass

from mskiosk.configuration.settings import DEFAULT_DEVICE, NO_DEVICE, Configuration


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundDevices:
    headset: str | None = None
    """A part of the name of the only device that may sound."""
    is_apart: bool = False
    """The kiosk's voice is not to reach its microphone: a headset, or a handset."""
    has_microphone: bool = True
    microphone: str | None = None
    """A name; None: the one that the system prefers."""

    @classmethod
    def of(cls, configuration: Configuration) -> "SoundDevices":
        name = configuration.devices.microphone
        return cls(
            headset=configuration.private_headset,
            is_apart=bool(configuration.devices.headset),
            has_microphone=name != NO_DEVICE,
            microphone=None if name in (DEFAULT_DEVICE, NO_DEVICE) else name,
        )
