"""What the kiosk notices and does for staff beside the dialogue: calls, plugs, quiet hours."""

from collections.abc import Callable

from mskiosk.configuration.settings import Configuration, Staff
from mskiosk.core.policy import Profile
from mskiosk.session.ports import Clock, Reporter, StaffCaller


class Attendance:
    """Made on the running event loop; whatever is not wanted here is not even loaded. `log` takes
    lines for staff; `on_late_end` whether they were called, by a call that outlived the visit."""

    def __init__(
        self,
        configuration: Configuration,
        report: Reporter,
        clock: Clock,
        log: Callable[[str], None],
        *,
        on_late_end: Callable[[bool], None],
    ) -> None:
        self._closers: list[Callable[[], None]] = []
        self._close_caller = _nothing
        self.staff: StaffCaller | None = None
        if configuration.staff.can_be_called:
            self.staff = self._caller(configuration.staff, report, log, on_late_end)
        self._starters: list[Callable[[], None]] = []
        if configuration.profile is Profile.CLINIC:
            self._watch(configuration, report, clock, log)

    def start(self) -> None:
        for start in self._starters:
            start()

    async def close(self) -> None:
        for close in self._closers:
            close()
        await self._close_caller()

    def _caller(
        self,
        staff: Staff,
        report: Reporter,
        log: Callable[[str], None],
        on_late_end: Callable[[bool], None],
    ) -> StaffCaller:
        from mskiosk.kiosk.calling import Call, StaffCallerOnThread

        if staff.address is not None:
            from mskiosk.configuration.local_addresses import local_address
            from mskiosk.kiosk.staff_request import StaffRequest

            address = local_address(staff.address)

            def new_call() -> Call:
                return StaffRequest(address)
        else:
            from mskiosk.kiosk.staff_command import StaffCommand

            def new_call() -> Call:
                return StaffCommand(staff.command)

        caller = StaffCallerOnThread(report, new_call, log, on_late_end)
        self._close_caller = caller.close
        return caller

    def _watch(
        self,
        configuration: Configuration,
        report: Reporter,
        clock: Clock,
        log: Callable[[str], None],
    ) -> None:
        from mskiosk.kiosk.jack import HeadsetJack

        jack = HeadsetJack(report, clock, log)
        self._starters.append(jack.start)
        self._closers.append(jack.close)
        if configuration.kiosk.quiet_hours is not None:
            from mskiosk.configuration.daily_hours import daily_hours
            from mskiosk.kiosk.quiet_hours import QuietHoursWatch

            hours = daily_hours(configuration.kiosk.quiet_hours)
            watch = QuietHoursWatch(report, clock, hours)
            self._starters.append(watch.start)
            self._closers.append(watch.close)


async def _nothing() -> None:
    """There is no call to wait for."""
