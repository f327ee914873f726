"""A file -> `Configuration`, or every fault in it at once."""

import dataclasses
import stat
from pathlib import Path

import cattrs

from mskiosk.configuration.faults import ConfigurationFaults, Fault
from mskiosk.configuration.finding_faults import found_faults
from mskiosk.configuration.folders import configuration_file
from mskiosk.configuration.limits import quoted
from mskiosk.configuration.relations import broken_relations
from mskiosk.configuration.settings import Configuration, Downloads
from mskiosk.configuration.strict_yaml import Document, read_yaml
from mskiosk.configuration.structuring import structured
from mskiosk.core.policy import Profile

MOST_BYTES = 64 * 1024
_NOTHING = Document(None, {}, ())
_UNREAD = Document(None, {}, (), is_whole=False)


def load_configuration(
    path: Path | None = None, *, profile: Profile | None = None
) -> Configuration:
    """Reads `path`, or the file of the profile where there is one, or else takes the defaults.

    `profile` overrides the one in the file. Raises `ConfigurationFaults`.
    """
    file = path or configuration_file(profile or Profile.HOME)
    document, faults = _NOTHING, list[Fault]()
    if file:
        document, faults = _read(file, is_optional=path is None)
    file = file or Path("mskiosk.yaml")
    configuration = None
    if document.is_whole:
        configuration, more_faults = _built(document, file, profile)
        faults.extend(more_faults)
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


def _read(file: Path, *, is_optional: bool) -> tuple[Document, list[Fault]]:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return _UNREAD, [Fault(file, 1, "this is no file")]
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        if is_optional:
            return _NOTHING, []
        return _UNREAD, [Fault(file, 1, "there is no such file")]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no file name"
        return _UNREAD, [Fault(file, 1, f"the file cannot be read: {reason.lower()}")]
    if len(content) > MOST_BYTES:
        return _UNREAD, [Fault(file, 1, f"the file has more than {MOST_BYTES // 1024} KB")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _UNREAD, [Fault(file, line, "this is not UTF-8 text")]
    document = read_yaml(text)
    return document, [Fault(file, line, sentence) for line, sentence in document.faults]


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
    """Folders are counted from the folder of the file; the clinic never fetches anything."""
    profile = profile or configuration.profile
    content, models = configuration.content, configuration.models
    folder = file.absolute().parent
    return dataclasses.replace(
        configuration,
        profile=profile,
        content=content and folder / content,
        models=models and folder / models,
        downloads=Downloads.NEVER if profile is Profile.CLINIC else configuration.downloads,
    )
