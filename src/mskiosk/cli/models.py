"""`mskiosk models list | install | verify | remove`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mskiosk.cli.abilities import EMBEDDED_LANGUAGE, Abilities, Asker
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import Setting
from mskiosk.models.catalogue import KnownModel, known_models
from mskiosk.models.installed import (
    InstalledModel,
    ModelState,
    installed_models,
    remove,
    verify,
)
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError
from mskiosk.models.shipped import shipped_models


def run_models(arguments: argparse.Namespace, setting: Setting) -> int:
    try:
        match arguments.what:
            case "list":
                return _list_as_json(setting) if arguments.json else _list(setting)
            case "install":
                return _install(arguments.name, setting)
            case "verify":
                return _tell(verify(setting.models), shipped_models())
            case _:
                remove(arguments.name, setting.models)
                print(f"{arguments.name}: removed")
                return Exit.DONE
    except ModelError as error:
        print(f"mskiosk: {error}", file=sys.stderr)
        return Exit.MODEL


def _list(setting: Setting) -> int:
    """Each line as soon as it is known: an engine may take long to answer."""
    there = installed_models(setting.models)
    print(f"Installed in {setting.models}:" if there else f"None installed in {setting.models}.")
    asker = Asker(setting)
    for model in there:
        print(f"  {_line(model)}", flush=True)
        _print_abilities(_abilities(asker, model))
    for known in _to_be_had(there):
        print(
            f"To be had: {known.name} ({known.engine}, {known.language}, "
            f"{known.megabytes} MB, {known.licence}): mskiosk models install {known.name}"
        )
    for model in shipped_models():
        print(f"Comes along: {_line(model)}", flush=True)
        _print_abilities(_abilities(asker, model))
    other = "" if asker.language == EMBEDDED_LANGUAGE else f"; the guide is in {asker.language}"
    print(f"Always there: pocketsphinx (English{other}), less exact", flush=True)
    _print_abilities(asker.ask(EMBEDDED_LANGUAGE))
    print("Always there: typed lines, with --plain")
    if asker.remark:
        print(asker.remark)
    return Exit.DONE


def _list_as_json(setting: Setting) -> int:
    asker = Asker(setting)
    there = installed_models(setting.models)
    listed: dict[str, Any] = {
        "folder": str(setting.models),
        "installed": [_by_name(model, asker) for model in there],
        "shipped": [_by_name(model, asker) for model in shipped_models()],
        "to_be_had": [known.name for known in _to_be_had(there)],
        "pocketsphinx": asker.ask(EMBEDDED_LANGUAGE).by_name(),
        "remark": asker.remark,
    }
    print(json.dumps(listed, indent=2))
    return Exit.DONE


def _by_name(model: InstalledModel, asker: Asker) -> dict[str, Any]:
    return {
        "name": model.name,
        "engine": model.engine,
        "language": model.language,
        "state": model.state,
        "reason": model.reason,
        **(_abilities(asker, model) or Abilities()).by_name(),
    }


def _abilities(asker: Asker, model: InstalledModel) -> Abilities | None:
    """None for a model that is never used."""
    return asker.ask(model.language, model.path) if model.state is ModelState.WHOLE else None


def _print_abilities(abilities: Abilities | None) -> None:
    for line in abilities.lines() if abilities else ():
        print(f"    {line}")


def _to_be_had(there: Iterable[InstalledModel]) -> list[KnownModel]:
    names = {model.name for model in there}
    return [known for known in known_models() if known.name not in names and not known.is_shipped]


def _install(name: str, setting: Setting) -> int:
    model = install(name, setting.models, on_progress=_progress())
    print(_line(model))
    return Exit.DONE if model.state is ModelState.WHOLE else Exit.MODEL


def _progress() -> Callable[[int, int], None]:
    """Tells each whole 5 % on standard error: a line on a terminal is drawn over."""
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        percent = 100 * done // max(total, 1) // 5 * 5
        if percent != told:
            told = percent
            is_whole = done >= total
            end = "\n" if is_whole or not sys.stderr.isatty() else "\r"
            print(f"{percent:3} % of {total / 1e6:.0f} MB", end=end, file=sys.stderr, flush=True)

    return tell


def _tell(installed: Sequence[InstalledModel], shipped: Sequence[InstalledModel]) -> int:
    for model in (*installed, *shipped):
        print(_line(model))
    if not installed:
        print(f"No {'other ' if shipped else ''}recogniser is installed.")
    is_well = all(model.state is ModelState.WHOLE for model in (*installed, *shipped))
    return Exit.DONE if is_well else Exit.MODEL


def _line(model: InstalledModel) -> str:
    origin = "" if model.is_pinned or model.engine is None else ", not in models.yaml"
    kind = f" ({model.engine}, {model.language or 'language unknown'}{origin})"
    state = f"{model.state}: {model.reason}" if model.reason else model.state
    return f"{model.name}{kind if model.engine else ''}: {state}"
