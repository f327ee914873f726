"""Which recognisers a clinic's kiosk may use: those that are as they were installed."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from mskiosk.cli.hearing import SPOTTER, spotter_file, vosk_model
from mskiosk.cli.remarks import remark
from mskiosk.cli.setting import Setting
from mskiosk.kiosk.journal import Journal
from mskiosk.kiosk.proving import Proofs, Verdict
from mskiosk.models.shipped import damage_of


class ProvenModels:
    def __init__(self, setting: Setting, cache: Path, journal: Journal) -> None:
        self._setting = setting
        self._proofs = Proofs(cache)
        self._journal = journal

    def vosk_model(self, on_damaged: Callable[[], None]) -> Path | None:
        """The model to begin with. `on_damaged` is called on the loop that runs now when it turns
        out to be damaged."""
        model = vosk_model(self._setting)
        if model is None:
            return None
        verdict = self._proofs.known(model)
        if verdict is None:
            self._prove(model, on_damaged)
            return model
        if verdict.difference is None:
            return model
        self._refuse(model.name, f"{verdict.difference}; remove it, and install it again")
        return None

    def spotter(self) -> Path | None:
        """It is small, and compared at each start."""
        damage = damage_of(SPOTTER, self._setting.configuration.language)
        if damage:
            self._refuse(f"{SPOTTER}-{self._setting.configuration.language}", damage)
            return None
        return spotter_file(self._setting)

    def _prove(self, model: Path, on_damaged: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()

        def tell() -> None:
            self._journal.line(_refused(model.name))
            on_damaged()

        def then(verdict: Verdict) -> None:
            if verdict.difference is not None:
                with contextlib.suppress(RuntimeError):  # the visit is over
                    loop.call_soon_threadsafe(tell)

        self._proofs.prove_aside(model, then)

    def _refuse(self, name: str, reason: str) -> None:
        remark([f"the recogniser {name} is not used: {reason}"])
        self._journal.line(_refused(name))


def _refused(name: str) -> str:
    return f"model-refused name={name}"
