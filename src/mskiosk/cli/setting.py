"""What every command needs first: configuration, folders, content."""

import argparse
import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mskiosk.cli.remarks import in_log, is_supervised, remark
from mskiosk.configuration.folders import Folders, kept_folder, models_folder, user_folders
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.layers import Layers, with_kept
from mskiosk.configuration.loading import load_written
from mskiosk.configuration.settings import Configuration
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import Guide, Text
from mskiosk.core.keeping import KEPT
from mskiosk.core.keymap import Keymap
from mskiosk.core.policy import Profile
from mskiosk.keeping.store import Kept, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    layers: Layers
    store: Store | None
    """Where what the person has set is kept: at their home alone."""
    found: Kept
    """What is there."""
    content: Path
    models: Path
    keymap: Keymap

    @property
    def configuration(self) -> Configuration:
        """With all that the person has set."""
        return self.layers.configuration

    @property
    def usual(self) -> Configuration:
        """The same without what "normal settings" takes back."""
        others = {key: value for key, value in self.layers.kept.items() if key not in KEPT}
        return with_kept(self.layers.written, others).configuration


def asked_profile(arguments: argparse.Namespace) -> Profile | None:
    """The one that the command line names."""
    return Profile(arguments.profile) if arguments.profile else None


def setting_of(arguments: argparse.Namespace) -> Setting:
    """Raises `ConfigurationFaults`."""
    written = load_written(arguments.config, profile=asked_profile(arguments))
    store = _store(written.configuration.profile)
    found = store.found() if store else Kept()
    layers = with_kept(written, found.settings)
    configuration = layers.configuration
    keys = configuration.keys
    return Setting(
        layers=layers,
        store=store,
        found=found,
        content=arguments.content or configuration.content or shipped_content(),
        models=arguments.models or configuration.models or models_folder(configuration.profile),
        keymap=load_keymap(keys.keymap).with_additions(dict(keys.additions.items())),
    )


def _store(profile: Profile) -> Store | None:
    folder = kept_folder() if profile is Profile.HOME else None
    return Store(folder) if folder else None


def guide_of(
    setting: Setting, folders: Folders | None, *, folder: Path | None = None, seal: str = ""
) -> Guide:
    """With what staff have written, in the words of the same lexicon.

    `folder`: a content folder in place of the one of the setting; `seal`: of its approval. Raises
    `ContentFaults`.
    """
    folder = folder or setting.content
    guide = load_guide(
        folder,
        language=setting.configuration.language,
        region=setting.configuration.region,
        cache=folders.cache if folders else None,
        seal=seal,
    )
    words = setting.configuration.staff.words
    if words is None:
        return guide
    return replace(guide, staff_words=_as_said(words, folder, guide.language))


def _as_said(words: str, folder: Path, language: str) -> Text:
    """Only where there are such words the lexicon is read again."""
    from mskiosk.content.saying import spoken_form

    return Text(words, spoken_form(folder, language, words).words)


def served_guide(setting: Setting, folders: Folders) -> Guide:
    """What a person is served: at a clinic nothing but approved content. Raises `ContentFaults`."""
    if setting.configuration.profile is not Profile.CLINIC:
        return guide_of(setting, folders)
    from mskiosk.cli.approving import approved_guide  # it costs a start at home time

    return approved_guide(setting, folders)


@contextlib.contextmanager
def working_folders(setting: Setting) -> Iterator[Folders]:
    """Where the program may write, with a remark for each that it had to replace; what is temporary
    is removed in the end. At a clinic nobody else reads what it and its
    children write from now on."""
    if setting.configuration.profile is Profile.CLINIC:
        os.umask(0o077)
    folders = user_folders(setting.configuration.profile)
    remark(folders.remarks)
    if folders.unusable and is_supervised():
        _log_unusable(setting, folders)
    try:
        yield folders
    finally:
        if folders.temporary:
            shutil.rmtree(folders.temporary, ignore_errors=True)


def _log_unusable(setting: Setting, folders: Folders) -> None:
    from mskiosk.cli.journalling import journal_of  # it costs a start at home time

    if journal := journal_of(setting, folders):
        for folder in folders.unusable:
            journal.line(f"folder-unusable folder={in_log(folder)}")
