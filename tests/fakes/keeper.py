"""A keeper whose disk is a dictionary."""

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import SettingsNotKept, Value
from mskiosk.core.keeping import KEPT
from mskiosk.session.ports import Reporter


class FakeKeeper:
    """`session.ports.Keeper`. It fails on a call after `close`, and on what no dialogue asks."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._is_open = True
        self.settings: dict[str, Value] = {}
        self.place: Bookmark | None = None
        self.can_keep = True

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:
        assert self._is_open, "keep_settings on a closed keeper"
        assert changes, "there is nothing to keep"
        assert len(dict(changes)) == len(changes), "a setting is there twice"
        assert KEPT.keys() >= dict(changes).keys(), "a setting that no person can change"
        if not self.can_keep:
            self._report(SettingsNotKept())
            return
        for key, value in changes:
            self.settings.pop(key, None)
            if value is not None:
                self.settings[key] = value

    def keep_place(self, place: Bookmark | None) -> None:
        assert self._is_open, "keep_place on a closed keeper"
        if self.can_keep:
            self.place = place

    async def close(self) -> None:
        self._is_open = False
