"""A fetcher that fetches nothing, and goes on when it is told to."""

from mskiosk.core.events import FetchEnded, FetchProgressed
from mskiosk.session.ports import Reporter


class FakeFetcher:
    """`session.ports.Fetcher`. It fails on a call after `close`, and on progress or an end without
    a fetch; `fetches` counts the downloads."""

    def __init__(self, report: Reporter, *, was_declined: bool = False) -> None:
        self.fetches = 0
        self.was_declined = was_declined
        self.is_fetching = False
        self._report = report
        self._is_open = True
        self._percent = 0

    def fetch(self) -> None:
        assert self._is_open, "fetch on a closed fetcher"
        if not self.is_fetching:
            self.is_fetching = True
            self.fetches += 1
            self._percent = 0

    def decline(self) -> None:
        assert self._is_open, "decline on a closed fetcher"
        self.was_declined = True

    async def close(self) -> None:
        self._is_open = self.is_fetching = False

    def progress(self, percent: int) -> None:
        """What the real one reports when so much has come: nothing but whole steps of 5 %."""
        assert self.is_fetching, "progress without a fetch"
        assert 0 <= percent <= 100, f"{percent} %"
        step = percent // 5 * 5
        if step > self._percent:
            self._percent = step
            self._report(FetchProgressed(step))

    def end(self, reason: str | None = None) -> None:
        assert self.is_fetching, "an end without a fetch"
        self.is_fetching = False
        self._report(FetchEnded(reason))
