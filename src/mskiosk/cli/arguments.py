"""The command line."""

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from mskiosk.cli.shown import shown
from mskiosk.core.events import Beginning
from mskiosk.doctor.finding import Check

_EPILOG = """\
Exit status: 0 ended as asked; 1 content or configuration has faults; 2 wrong command line;
3 no terminal; 4 a recogniser could not be installed; 5 a file cannot be read or written;
6 there is no sound; 10 and 11 at a clinic: a visit is over, 11 if the next person is there;
70 a fault in the program; 129 the terminal was closed; 130 Ctrl+C; 141 nobody reads the output;
143 terminated.
"""
_BENCH = """\
start: how soon the kiosk speaks; core: the dialogue; screen: how soon a key changes the screen,
at each text size (three minutes); speaking: how soon a key is heard (a quarter of an hour);
listening: what recorded commands, other words and noise lead to (as long); visits: whether each
visit of a stranger ends, and leaves nothing (a minute).
"""
BENCHES = ("start", "core", "screen", "speaking", "listening", "visits")
_LONGEST_PATH = 4096
"""In characters; Linux takes no longer ones."""
_MOST_HOURS = 1000
_LEAST_PIXELS = 200
SCHEMAS = (
    "page",
    "guide",
    "notices",
    "universals",
    "sources",
    "lexicon",
    "regions",
    "glossary",
    "style",
)
"""The kinds of file that have a schema; what makes them is imported when it is asked for."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(shown(message))


def _path(text: str) -> Path:
    if len(text) > _LONGEST_PATH:
        raise argparse.ArgumentTypeError(f"a path of {len(text)} characters is too long")
    if any(ord(character) < ord(" ") or character == "\x7f" for character in text):
        raise argparse.ArgumentTypeError("control characters in a path")
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a date; write it as 2026-11-30")
    return day


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= _MOST_HOURS:
        message = f"{shown(text)} is not a number of hours, more than 0 and at most {_MOST_HOURS}"
        raise argparse.ArgumentTypeError(message)
    return hours


def _check(text: str) -> Check:
    try:
        return Check(text)
    except ValueError:
        message = f"{shown(text)} is not a check; there are {', '.join(Check)}"
        raise argparse.ArgumentTypeError(message) from None


def parser(version: str) -> argparse.ArgumentParser:
    whole = _Parser(
        prog="mskiosk",
        description="A kiosk that talks and listens, offline, about multiple sclerosis.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"mskiosk {version}")
    _add_running(whole)
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")

    tutor = commands.add_parser(
        "tutor",
        help="begin with five minutes that teach keys, words and reading",
        argument_default=argparse.SUPPRESS,  # or it would undo what stands before the command
    )
    _add_running(tutor)

    rehearse = commands.add_parser("rehearse", help="play a conversation from typed lines")
    rehearse.add_argument("file", nargs="?", type=_path, help="default: standard input")
    rehearse.add_argument("--offer", action="store_true", help="begin with the offer of a model")

    say = commands.add_parser("say", help="say a text as the guide would, and print how")
    say.add_argument("text", nargs="+", metavar="TEXT")

    check = commands.add_parser("check", help="print every fault of a content folder")
    _add_checking(check)

    _add_kiosk(commands.add_parser("kiosk", help="at a clinic: serve one person after the other"))

    _add_configuring(commands.add_parser("config", help="look at the settings, or change them"))

    commands.add_parser(
        "approve",
        help="at a clinic: check the content, and serve it as it is now and not otherwise",
    )

    _add_logs(commands.add_parser("logs", help="what the log of a clinic's kiosk adds up to"))

    models = commands.add_parser("models", help="list, install, verify or remove recognisers")
    models_commands = models.add_subparsers(dest="what", metavar="WHAT", required=True)
    listing = models_commands.add_parser(
        "list", help="which recognisers there are, and what they can do"
    )
    listing.add_argument("--json", action="store_true", help="the same by name")
    install = models_commands.add_parser("install", help="fetch NAME, or unpack FILE.zip")
    install.add_argument("name", metavar="NAME|FILE.zip")
    models_commands.add_parser("verify", help="compare every installed file with its checksum")
    remove = models_commands.add_parser("remove", help="delete an installed recogniser")
    remove.add_argument("name", metavar="NAME")

    _add_examining(
        commands.add_parser("doctor", help="check this machine, and say what to do about it")
    )

    bench = commands.add_parser("bench", help="measure", description=_BENCH)
    bench.add_argument("what", choices=BENCHES)
    bench.add_argument("--json", action="store_true", help="the same figures by name")
    bench.add_argument(
        "--soak",
        action="store_true",
        help="screen: every page in every size, theme and terminal (two hours); speaking: memory "
        "after 5 000 utterances, too; listening: hours of room noise and talk, too; visits: 1 000 "
        "visits, 20 real ones, and hours of a waiting room in which nobody means the kiosk",
    )
    bench.add_argument(
        "--hours",
        type=_hours,
        metavar="H",
        help="listening or visits, with --soak: so many hours of sound, not in real time; "
        "default: 8, and 2 for visits",
    )
    bench.add_argument(
        "--own-voice",
        action="store_true",
        help="listening: only what three examples of each phrase are worth, by speaker; needs "
        "train.tsv (columns path, text, speaker), too",
    )
    bench.add_argument(
        "--engine",
        choices=["vosk", "pocketsphinx", "spotter", "partners"],
        help="listening, visits --soak: the recogniser; partners: the spotter beside Vosk or "
        "PocketSphinx; default: what the kiosk would use",
    )
    bench.add_argument(
        "--spotter",
        type=_path,
        metavar="FILE",
        help="listening, visits --soak: the network of the spotter, for --engine spotter or "
        "partners (also the default with it); default: the one that comes along",
    )
    bench.add_argument(
        "--set",
        type=_path,
        metavar="DIR",
        help="listening, visits --soak: recordings with the tables human.tsv and noise.tsv; "
        "default: $MSKIOSK_SPEECH",
    )
    return whole


def _add_checking(check: argparse.ArgumentParser) -> None:
    check.add_argument("folder", nargs="?", type=_path, help="default: what mskiosk would use")
    check.add_argument("--language", metavar="NAME", help="the language folder, such as en")
    outputs = check.add_mutually_exclusive_group()
    outputs.add_argument("--json", action="store_true", help="print the figures of the guide")
    outputs.add_argument(
        "--report", type=_path, metavar="FILE.html", help="write a page for the reviewing clinician"
    )
    outputs.add_argument(
        "--schema",
        nargs="?",
        const=SCHEMAS[0],
        choices=SCHEMAS,
        metavar="KIND",
        help=f"print a JSON Schema for editors: {', '.join(SCHEMAS)}; default: %(const)s",
    )
    check.add_argument(
        "--since", type=_day, metavar="DATE", help="with --report: mark what was checked since then"
    )


def _add_examining(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument(
        "checks",
        nargs="*",
        type=_check,
        metavar="CHECK",
        help=f"default: all of them, {', '.join(Check)}",
    )
    doctor.add_argument("--json", action="store_true", help="the same by name")
    doctor.add_argument("--silent", action="store_true", help="play nothing")
    doctor.add_argument(
        "--interactive", action="store_true", help="keymap: ask for each key in turn"
    )
    doctor.add_argument(
        "--calibrate",
        action="store_true",
        help="measure the loudness, with a sound-level meter, and keep it",
    )


def _add_kiosk(kiosk: argparse.ArgumentParser) -> None:
    kiosk.add_argument(
        "--display",
        choices=["wayland", "x11", "console"],
        help="what to draw on, or what the unit is to start; default: as configured, or wayland",
    )
    kiosk.add_argument(
        "--screen",
        type=_pixels,
        metavar="WxH",
        help="the pixels of the screen, such as 1920x1080; default: what the screen tells",
    )
    duties = kiosk.add_mutually_exclusive_group()
    duties.add_argument("--print-unit", action="store_true", help="print the unit for systemd")
    duties.add_argument(
        "--install", action="store_true", help="make this machine a kiosk; asks before it writes"
    )
    duties.add_argument("--uninstall", action="store_true", help="take that back; asks, too")
    kiosk.add_argument("--yes", action="store_true", help="do not ask")


def _pixels(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in (width, height)):
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a size such as 1920x1080")
    if min(int(width), int(height)) < _LEAST_PIXELS:
        raise argparse.ArgumentTypeError(f"{shown(text)} is too small for a screen")
    return int(width), int(height)


def _add_configuring(config: argparse.ArgumentParser) -> None:
    commands = config.add_subparsers(dest="what", metavar="WHAT", required=True)
    show = commands.add_parser("show", help="every setting, and where it comes from")
    show.add_argument("--json", action="store_true", help="the same by name")
    setting = commands.add_parser("set", help="keep a setting of your own, at home")
    setting.add_argument("key", metavar="KEY", help="such as voice.volume")
    setting.add_argument("value", metavar="VALUE")
    unset = commands.add_parser("unset", help="no longer keep it")
    unset.add_argument("key", metavar="KEY")
    check = commands.add_parser("check", help="print every fault of mskiosk.yaml")
    check.add_argument("file", nargs="?", type=_path, help="default: the one in use")
    explain = commands.add_parser("explain", help="what a setting means and may be")
    explain.add_argument("key", metavar="KEY")
    commands.add_parser("path", help="where the settings and the logs are")


def _add_logs(logs: argparse.ArgumentParser) -> None:
    commands = logs.add_subparsers(dest="what", metavar="WHAT", required=True)
    summary = commands.add_parser(
        "summary", help="starts, visits, faults, restarts and lost devices, by day and in all"
    )
    summary.add_argument("--since", type=_day, metavar="DATE", help="nothing before that day")
    summary.add_argument("--json", action="store_true", help="the same by name")


def _add_running(whole: argparse.ArgumentParser) -> None:
    whole.add_argument(
        "--content", type=_path, metavar="DIR", help="the folder that holds the language folders"
    )
    whole.add_argument(
        "--models", type=_path, metavar="DIR", help="where recognisers are installed"
    )
    whole.add_argument("--profile", choices=["home", "clinic"], help="home, unless configured")
    whole.add_argument("--mute", action="store_true", help="captions only, no voice")
    whole.add_argument("--no-microphone", action="store_true", help="keys only")
    whole.add_argument("--config", type=_path, metavar="FILE", help="another mskiosk.yaml")
    whole.add_argument("--begins", type=Beginning, help=argparse.SUPPRESS)  # for mskiosk kiosk
    whole.add_argument(
        "--plain",
        action="store_true",
        help="plain lines for a braille display, a screen reader or a pipe",
    )
