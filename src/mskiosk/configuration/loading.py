"""A file -> `Configuration`, or every fault in it at once."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cattrs

from mskiosk.configuration.faults import ConfigurationFaults, Fault
from mskiosk.configuration.finding_faults import found_faults
from mskiosk.configuration.folders import configuration_file, usual_profile
from mskiosk.configuration.keymap_names import shipped_keymaps
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.limits import quoted
from mskiosk.configuration.reading import NO_FILE, NOTHING, read_file
from mskiosk.configuration.relations import broken_relations
from mskiosk.configuration.settings import Configuration, Downloads, KeymapName
from mskiosk.configuration.strict_yaml import Document
from mskiosk.configuration.strict_yaml import Path as Place
from mskiosk.configuration.structuring import structured
from mskiosk.core.policy import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A configuration, and the file that it was read from."""

    configuration: Configuration
    file: Path
    document: Document
    profile: Profile | None
    """In place of the one in the file."""


def load_configuration(
    path: Path | None = None, *, profile: Profile | None = None
) -> Configuration:
    """Reads `path`, or the file of the profile where there is one, or else takes the defaults.

    `profile` overrides the one in the file. Raises `ConfigurationFaults`.
    """
    return load_written(path, profile=profile).configuration


def load_written(path: Path | None = None, *, profile: Profile | None = None) -> Written:
    """The same, with its lines."""
    file = path or configuration_file(profile or usual_profile())
    document, faults = NOTHING, list[Fault]()
    if file:
        document, faults = read_file(file, is_optional=path is None)
    file = file or Path("mskiosk.yaml")
    configuration = None
    if document.is_whole:
        configuration, found = built(document.value, file, profile)
        absent = f"{NO_FILE}; " if document is NOTHING else ""
        faults += [Fault(file, _line(document, where), absent + said) for where, said in found]
    if configuration:
        faults += keymap_faults(configuration)
    if faults or configuration is None:
        raise ConfigurationFaults(tuple(sorted(faults)))
    return Written(configuration=configuration, file=file, document=document, profile=profile)


def written_profile(file: Path) -> Profile:
    """The one that a file names, whatever faults it has; the usual one where it cannot be read."""
    document, _ = read_file(file, is_optional=True)
    if not document.is_whole:
        return usual_profile()
    named = document.value.get("profile") if isinstance(document.value, dict) else None
    return Profile.CLINIC if named == Profile.CLINIC else Profile.HOME


def check_configuration(
    path: Path | None = None, *, profile: Profile | None = None
) -> tuple[Fault, ...]:
    """Every fault of the file, in its order; none when it can be used."""
    try:
        load_configuration(path, profile=profile)
    except ConfigurationFaults as error:
        return error.faults
    return ()


def built(
    value: Any, file: Path, profile: Profile | None
) -> tuple[Configuration | None, list[tuple[Place, str]]]:
    """The values that are written, in types, or what is wrong, with its place in the document."""
    value = {} if value is None else value
    if not isinstance(value, dict):
        return None, [((), f"{quoted(value)} is not a list of settings (name: value)")]
    configuration: Configuration | None = None
    found = list(broken_relations(value, profile))
    try:
        configuration = structured(value)
    except cattrs.BaseValidationError as error:
        found.extend(found_faults(error))
    return configuration and _completed(configuration, file, profile), found


def _line(document: Document, where: Place) -> int:
    while where and where not in document.lines:
        where = where[:-1]
    return document.lines.get(where, 1)


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


def keymap_faults(configuration: Configuration) -> tuple[Fault, ...]:
    """Those that come with the program have none."""
    if configuration.keys.keymap in shipped_keymaps():
        return ()
    try:
        load_keymap(configuration.keys.keymap)
    except ConfigurationFaults as error:
        return error.faults
    return ()
