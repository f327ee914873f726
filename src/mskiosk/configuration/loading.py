"""A file -> `Configuration`, or every fault in it at once."""

import dataclasses
from pathlib import Path

import cattrs

from mskiosk.configuration.faults import ConfigurationFaults, Fault
from mskiosk.configuration.finding_faults import found_faults
from mskiosk.configuration.folders import configuration_file
from mskiosk.configuration.keymap_names import shipped_keymaps
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.limits import quoted
from mskiosk.configuration.reading import NOTHING, read_file
from mskiosk.configuration.relations import broken_relations
from mskiosk.configuration.settings import Configuration, Downloads, KeymapName
from mskiosk.configuration.strict_yaml import Document
from mskiosk.configuration.structuring import structured
from mskiosk.core.policy import Profile


def load_configuration(
    path: Path | None = None, *, profile: Profile | None = None
) -> Configuration:
    """Reads `path`, or the file of the profile where there is one, or else takes the defaults.

    `profile` overrides the one in the file. Raises `ConfigurationFaults`.
    """
    file = path or configuration_file(profile or Profile.HOME)
    document, faults = NOTHING, list[Fault]()
    if file:
        document, faults = read_file(file, is_optional=path is None)
    file = file or Path("mskiosk.yaml")
    configuration = None
    if document.is_whole:
        configuration, more_faults = _built(document, file, profile)
        faults.extend(more_faults)
    if configuration:
        faults.extend(_keymap_faults(configuration))
    if faults or configuration is None:
        raise ConfigurationFaults(tuple(sorted(faults)))
    return configuration


def check_configuration(
    path: Path | None = None, *, profile: Profile | None = None
) -> tuple[Fault, ...]:
    """Every fault of the file, in its order; none when it can be used."""
    try:
        load_configuration(path, profile=profile)
    except ConfigurationFaults as error:
        return error.faults
    return ()


def _built(
    document: Document, file: Path, profile: Profile | None
) -> tuple[Configuration | None, list[Fault]]:
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        line = document.lines.get((), 1)
        return None, [Fault(file, line, f"{quoted(value)} is not a list of settings (name: value)")]
    configuration: Configuration | None = None
    found = list(broken_relations(value, profile))
    try:
        configuration = structured(value)
    except cattrs.BaseValidationError as error:
        found.extend(found_faults(error))
    faults = []
    for path, sentence in found:
        while path and path not in document.lines:
            path = path[:-1]
        faults.append(Fault(file, document.lines.get(path, 1), sentence))
    return configuration and _completed(configuration, file, profile), faults


def _completed(configuration: Configuration, file: Path, profile: Profile | None) -> Configuration:
    """Paths are counted from the folder of the file; the clinic never fetches anything."""
    profile = profile or configuration.profile
    content, models = configuration.content, configuration.models
    folder = file.absolute().parent
    keys = configuration.keys
    if keys.keymap not in shipped_keymaps():
        keymap = KeymapName(str(folder / Path(keys.keymap).expanduser()))
        keys = dataclasses.replace(keys, keymap=keymap)
    return dataclasses.replace(
        configuration,
        profile=profile,
        keys=keys,
        content=content and folder / content,
        models=models and folder / models,
        downloads=Downloads.NEVER if profile is Profile.CLINIC else configuration.downloads,
    )


def _keymap_faults(configuration: Configuration) -> tuple[Fault, ...]:
    """Those that come with the program have none."""
    if configuration.keys.keymap in shipped_keymaps():
        return ()
    try:
        load_keymap(configuration.keys.keymap)
    except ConfigurationFaults as error:
        return error.faults
    return ()
