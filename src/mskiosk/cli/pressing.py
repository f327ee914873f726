"""`mskiosk doctor keymap --interactive`: whether each key of the keymap comes."""

from mskiosk.cli.setting import Setting
from mskiosk.doctor.finding import Finding, skipped
from mskiosk.doctor.keymap import Trial
from mskiosk.ui.terminal import prepare_environment

_KEY_SECONDS = 10


def tried_keys(setting: Setting) -> Finding:
    """For the main thread: Ctrl+C ends the program."""
    prepare_environment()
    from mskiosk.ui.raw_keys import RawKeys

    print("Press each key that is asked for. Escape twice leaves a key out; Ctrl+C ends this.")
    try:
        typed = input(f"Seconds to wait for each key (Enter: {_KEY_SECONDS}): ").strip()
    except EOFError:
        return skipped("No key was tried: the terminal is closed.")
    seconds = int(typed) if typed.isdecimal() and int(typed) else _KEY_SECONDS
    with RawKeys() as keys:
        trial = Trial(
            tell=lambda line: print(line, flush=True), next_key=lambda: keys.next_key(seconds)
        )
        trial.ask_for_all(setting.keymap)
    return trial.finding()
