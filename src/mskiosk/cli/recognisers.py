"""What the recognisers that are here know of words, for the check of content."""

import argparse
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

from mskiosk.cli.setting import asked_profile, setting_of
from mskiosk.configuration.folders import models_folder
from mskiosk.content.sounds import Recognisers
from mskiosk.core.policy import Profile
from mskiosk.listening.recogniser import EngineError
from mskiosk.listening.vocabulary import phones_of, unknown_to_model
from mskiosk.models.installed import best_model

_LANGUAGE = "en"


def recognisers_of(arguments: argparse.Namespace, language: str) -> Recognisers | None:
    """None for a language without a dictionary, and, told on standard error, where it is not
    there. Raises `ConfigurationFaults`."""
    if language.split("-")[0] != _LANGUAGE:
        return None
    try:
        phones_of("one")
    except EngineError as error:
        print(f"mskiosk: no phrase is judged by its sound: {error}", file=sys.stderr)
        return None
    model = best_model(_models(arguments), "vosk", _LANGUAGE)
    if model is None:
        return Recognisers(phones_of)

    @cache
    def unknown(words: frozenset[str]) -> Collection[str]:
        try:
            return unknown_to_model(words, model)
        except EngineError as error:
            print(f"mskiosk: {error}", file=sys.stderr)
            return ()

    return Recognisers(phones_of, unknown)


def _models(arguments: argparse.Namespace) -> Path:
    if arguments.folder is None:
        return setting_of(arguments).models
    profile = asked_profile(arguments) or Profile.HOME
    folder: Path = arguments.models or models_folder(profile)
    return folder
