"""When a device is to hold more sound back, and when not."""

from mskiosk.speaking.strain import (
    FORGET_SECONDS,
    LONG_MILLISECONDS,
    MOST_GAPS,
    QUIET_SECONDS,
    SHORT_MILLISECONDS,
    Strain,
)

PERIOD = 0.005
LATE = 0.03


class Device:
    """Calls for samples in simulated time."""

    def __init__(self) -> None:
        self.strain = Strain()
        self.now = 100.0

    def call(self, after: float, *, has_sound: bool = True) -> None:
        self.now += after
        self.strain.heed(self.now, has_sound=has_sound)

    def stumble(self, times: int, apart: float = 1.0) -> None:
        for _ in range(times):
            for _ in range(round(apart / PERIOD)):
                self.call(PERIOD)
            self.call(LATE)

    def fall_silent(self, seconds: float = 2 * QUIET_SECONDS) -> None:
        for _ in range(round(seconds / PERIOD)):
            self.call(PERIOD, has_sound=False)


def test_a_device_begins_with_a_short_buffer_and_keeps_it_while_all_is_well() -> None:
    device = Device()
    device.stumble(0)
    for _ in range(1_000):
        device.call(PERIOD)
    device.fall_silent()
    assert device.strain.milliseconds == SHORT_MILLISECONDS
    assert not device.strain.wants_longer


def test_after_some_gaps_it_wants_a_longer_one_but_waits_for_a_pause() -> None:
    device = Device()
    device.stumble(MOST_GAPS)
    assert not device.strain.wants_longer
    device.fall_silent(QUIET_SECONDS / 2)
    assert not device.strain.wants_longer
    device.fall_silent()
    assert device.strain.wants_longer
    device.strain.lengthen()
    assert device.strain.milliseconds == LONG_MILLISECONDS
    device.stumble(MOST_GAPS * 2)
    device.fall_silent()
    assert not device.strain.wants_longer


def test_fewer_gaps_are_accidents() -> None:
    device = Device()
    device.stumble(MOST_GAPS - 1)
    device.fall_silent()
    assert not device.strain.wants_longer


def test_gaps_that_lie_far_apart_are_accidents() -> None:
    device = Device()
    device.stumble(MOST_GAPS * 3, apart=FORGET_SECONDS / (MOST_GAPS - 1) + 1)
    device.fall_silent()
    assert not device.strain.wants_longer


def test_who_is_late_in_silence_has_broken_nothing() -> None:
    device = Device()
    for _ in range(10):
        device.call(PERIOD)
        device.fall_silent()
        device.call(LATE, has_sound=False)
        device.call(LATE, has_sound=True)
    device.fall_silent()
    assert not device.strain.wants_longer


def test_the_time_without_a_stream_is_no_gap() -> None:
    device = Device()
    for _ in range(MOST_GAPS):
        device.call(PERIOD)
        device.call(PERIOD)
        device.strain.begin()
        device.call(10.0)
    device.fall_silent()
    assert not device.strain.wants_longer
