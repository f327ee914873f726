"""A caller that calls nobody, and ends a call when it is told to."""

from mskiosk.core.events import StaffCallEnded
from mskiosk.session.ports import Reporter


class FakeStaffCaller:
    """`session.ports.StaffCaller`. It fails on an end without a call; `calls` counts them."""

    def __init__(self, report: Reporter) -> None:
        self.calls = 0
        self.is_calling = False
        self._report = report
        self._is_open = True

    def call(self) -> None:
        if self._is_open and not self.is_calling:
            self.is_calling = True
            self.calls += 1

    async def close(self) -> None:
        self._is_open = self.is_calling = False

    def end(self, *, well: bool) -> None:
        assert self.is_calling, "an end without a call"
        self.is_calling = False
        self._report(StaffCallEnded(is_called=well))
