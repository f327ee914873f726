"""The log of a clinic's kiosk, as the process of a visit writes it: itself, or by whoever has
started it."""

import contextlib
import os
from collections.abc import Callable, Mapping

from mskiosk.cli.remarks import is_supervised
from mskiosk.cli.setting import Setting
from mskiosk.configuration.folders import Folders
from mskiosk.core.dialogue import Step
from mskiosk.core.events import Event
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Profile
from mskiosk.core.state import State
from mskiosk.kiosk.journal import Journal, line_writer
from mskiosk.kiosk.notifying import Notifier
from mskiosk.kiosk.records import StaffCalled
from mskiosk.kiosk.tallying import Tally


def journal_of(
    setting: Setting, folders: Folders, environment: Mapping[str, str] = os.environ
) -> Journal | None:
    """None at home: nobody looks at a log of what a person does there."""
    if setting.configuration.profile is not Profile.CLINIC:
        return None
    notifier = Notifier.from_environment(environment)
    if is_supervised(environment) and notifier.is_watched:
        return Journal(notifier.log)
    return Journal(line_writer(setting.configuration.logs.to, folders.log, environment))


class Watcher:
    """Writes down what the steps of a session are worth; see `mskiosk.session.session.Watch`."""

    def __init__(self, journal: Journal, guide: Guide, clock: Callable[[], float]) -> None:
        self._journal = journal
        self._guide = guide
        self._clock = clock
        self._tally = Tally()

    def watch(self, before: State, event: Event, step: Step) -> None:
        with contextlib.suppress(Exception):  # whatever it is, a log is no reason to end a visit
            self._tally, records = self._tally.step(
                before,
                event,
                step.state,
                step.effects,
                guide=self._guide,
                now_seconds=self._clock(),
            )
            for record in records:
                self._journal.record(record)

    def staff_called_late(self, *, is_called: bool) -> None:
        """By a call that was under way when the visit ended."""
        self._journal.record(StaffCalled(is_called))

    def broken(self) -> None:
        for record in self._tally.broken(self._clock()):
            self._journal.record(record)
