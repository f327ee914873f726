"""What every command needs first: configuration, folders, content."""

import argparse
import contextlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mskiosk.configuration.folders import Folders, models_folder, user_folders
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.loading import load_configuration
from mskiosk.configuration.settings import Configuration
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import Guide
from mskiosk.core.keymap import Keymap
from mskiosk.core.policy import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    configuration: Configuration
    content: Path
    models: Path
    keymap: Keymap


def setting_of(arguments: argparse.Namespace) -> Setting:
    """Raises `ConfigurationFaults`."""
    profile = Profile(arguments.profile) if arguments.profile else None
    configuration = load_configuration(arguments.config, profile=profile)
    keys = configuration.keys
    return Setting(
        configuration=configuration,
        content=arguments.content or configuration.content or shipped_content(),
        models=arguments.models or configuration.models or models_folder(configuration.profile),
        keymap=load_keymap(keys.keymap).with_additions(dict(keys.additions.items())),
    )


def guide_of(setting: Setting, folders: Folders | None) -> Guide:
    """Raises `ContentFaults`."""
    return load_guide(
        setting.content,
        language=setting.configuration.language,
        region=setting.configuration.region,
        cache=folders.cache if folders else None,
    )


@contextlib.contextmanager
def working_folders(setting: Setting) -> Iterator[Folders]:
    """Where the program may write, with a sentence on standard error for each that it had to
    replace; what is temporary is removed in the end."""
    folders = user_folders(setting.configuration.profile)
    for remark in folders.remarks:
        print(f"mskiosk: {remark}", file=sys.stderr)
    try:
        yield folders
    finally:
        if folders.temporary:
            shutil.rmtree(folders.temporary, ignore_errors=True)
