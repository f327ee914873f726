"""The same walk ends in the same places, however the person gets about."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from tests.cli.program import run
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk, running
from tests.walk.person import Person
from tests.walk.test_by_key import NO_SOUND

PLACES = [
    "Main menu",
    "Symptoms",
    "Tiredness and pain",
    "Symptoms",
    "Main menu",
    "Stem cells",
    "Get help now",
    "Stem cells",
]
SAID = (
    "number two",
    "number one",
    "go back",
    "main menu",
    "number four",
    "get help now",
    "go back",
)
"""Each leads from one of `PLACES` to the next."""
DIGITS = ("2", "1", "escape", "home", "4", "f12", "escape")
ARROWS = (
    ("down", "down", "enter"),
    ("down", "enter"),
    ("escape",),
    ("home",),
    ("down", "down", "down", "down", "enter"),
    ("f12",),
    ("escape",),
)

Route = list[str]


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    guide = load_guide(shipped_content(), region=None)
    return {topic.id: topic.title.shown for topic in guide.topics.values()}


def _rehearsed(home: Path, titles: dict[str, str], cues: list[str]) -> Route:
    ended = run(home, "rehearse", typed="\n".join([*cues, "key Space"]))
    views = re.findall(r"^\S+ view (\S+)$", ended.output, re.MULTILINE)
    return [titles[view] for view in views]


def _heard_in_a_rehearsal(home: Path, titles: dict[str, str]) -> Route:
    return _rehearsed(home, titles, [f'heard "{words}" 0.9' for words in SAID])


def _pressed_in_a_rehearsal(home: Path, titles: dict[str, str]) -> Route:
    return _rehearsed(home, titles, [f"key {key}" for key in DIGITS])


def _typed_as_plain_lines(home: Path, titles: dict[str, str]) -> Route:
    ended = run(home, "--plain", typed="".join(f"{words}\n" for words in (*SAID, "quit")))
    # A heading may read like the title of a page where nobody went.
    lines = (line for line in ended.output.splitlines() if line in PLACES)
    return [title for title, _ in groupby(lines)]


def _walked(kiosk: Kiosk, steps: Sequence[Callable[[], None]]) -> Route:
    """The title of each page is the end of the first row."""
    route: Route = []
    for place, step in zip(PLACES, (*steps, None), strict=True):
        route.append(_title(kiosk.wait_for(partial(_is_at, place))))
        if step:
            step()
    return route


def _is_at(place: str, screen: str) -> bool:
    return _title(screen) == place


def _title(screen: str) -> str:
    return screen.splitlines()[0].split(">")[-1].strip()


def _pressed_as_digits(home: Path, titles: dict[str, str]) -> Route:
    with running(home, environment=NO_SOUND) as kiosk:
        return _walked(kiosk, [partial(kiosk.press, key) for key in DIGITS])


def _pressed_as_arrows(home: Path, titles: dict[str, str]) -> Route:
    with running(home, environment=NO_SOUND) as kiosk:
        return _walked(kiosk, [partial(kiosk.press, *keys) for keys in ARROWS])


@pytest.mark.parametrize(
    "walk",
    [
        _heard_in_a_rehearsal,
        _pressed_in_a_rehearsal,
        _typed_as_plain_lines,
        _pressed_as_digits,
        _pressed_as_arrows,
    ],
)
def test_every_way_leads_to_the_same_places(
    tmp_path: Path, titles: dict[str, str], walk: Callable[[Path, dict[str, str]], Route]
) -> None:
    assert walk(tmp_path, titles) == PLACES


@pytest.fixture
def hearing_kiosk(tmp_path: Path, virtual_sound: VirtualSound) -> Iterator[Kiosk]:
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        yield kiosk


@pytest.mark.long
def test_a_voice_leads_to_the_same_places(
    hearing_kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    person = Person(hearing_kiosk, virtual_sound)
    steps = [partial(person.say, words) for words in SAID]
    assert _walked(hearing_kiosk, steps) == PLACES
