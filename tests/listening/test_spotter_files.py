"""The file of a network may be anything: what is none is refused, in words, before it is used.

X8. What was refused is left out, and the other engine listens.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mskiosk.listening.engines import loaded
from mskiosk.listening.meaningless import meaningless
from mskiosk.listening.network import Network
from mskiosk.listening.network_shapes import MOST_CHANNELS, MOST_FRONT, MOST_STEPS
from mskiosk.listening.recogniser import EngineError
from mskiosk.listening.spotter import Opinion, Spotter
from tests.listening.networks import WORDS, tiny, written

WEIGHTS = tuple(name for name in tiny() if name not in ("words", "temperature"))
NO_WEIGHTS = ("halved_before", "ways")


def refused(file: Path) -> str:
    with pytest.raises(EngineError) as caught:
        Spotter.load(file)
    return str(caught.value)


def opinions_of(spotter: Spotter) -> list[Opinion]:
    spotter.prepare(spotter.words)
    return [spotter.judge(pcm) for pcm in meaningless().values()]


def test_a_network_by_chance_is_a_recogniser(tmp_path: Path) -> None:
    spotter = Spotter.load(written(tmp_path / "a.npz"))
    assert spotter.words == WORDS
    assert set(spotter.prepare((*WORDS, "seven"))) == {"seven"}
    for pcm in meaningless().values():
        opinion = spotter.judge(pcm)
        assert opinion.outside + sum(opinion.phrases.values()) == pytest.approx(1.0)


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refused(tmp_path / "absent.npz")
    refused(tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, share: float) -> None:
    file = written(tmp_path / "a.npz")
    whole = file.read_bytes()
    file.write_bytes(whole[: round(len(whole) * share)])
    refused(file)


def test_a_file_with_other_bytes_in_it_is_refused_or_still_a_network(tmp_path: Path) -> None:
    file = written(tmp_path / "a.npz")
    whole = file.read_bytes()
    answers = opinions_of(Spotter.load(file))
    for at in range(0, len(whole) - 8, 97):
        file.write_bytes(
            whole[:at] + bytes(255 - each for each in whole[at : at + 8]) + whole[at + 8 :]
        )
        try:
            spotter = Spotter.load(file)
        except EngineError:
            continue
        assert spotter.words == WORDS
        assert opinions_of(spotter) == answers


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_that_is_missing_or_no_number_is_refused(tmp_path: Path, name: str) -> None:
    arrays = tiny()
    for broken in (np.nan, np.inf):
        refused(written(tmp_path / "a.npz", {**arrays, name: np.full_like(arrays[name], broken)}))
    del arrays[name]
    refused(written(tmp_path / "a.npz", arrays))


@pytest.mark.parametrize("name", [each for each in WEIGHTS if each not in NO_WEIGHTS])
def test_a_weight_of_another_shape_or_kind_is_refused(tmp_path: Path, name: str) -> None:
    weight = tiny()[name]
    others = [weight.astype("<f8"), weight.astype("<i4"), weight[:0], weight[..., None, None]]
    for other in (*others, np.pad(weight, [(0, 2)] * weight.ndim)):
        refused(written(tmp_path / "a.npz", {**tiny(), name: other}))


ABSURD = {
    "a wide first layer": lambda: tiny(size=MOST_FRONT + 2),
    "a huge first layer": lambda: tiny(size=301),
    "an even first layer": lambda: tiny(size=4),
    "many maps": lambda: tiny(maps=MOST_CHANNELS + 1, channels=1),
    "many channels": lambda: tiny(channels=MOST_CHANNELS + 1),
    "many steps": lambda: tiny(steps=MOST_STEPS + 1),
    "no steps": lambda: tiny(steps=0),
    "a bias of many sides": lambda: {**tiny(), "front_bias": np.zeros((99, 99, 1, 1), np.float32)},
}


@pytest.mark.parametrize("what", list(ABSURD))
def test_weights_of_absurd_shapes_are_refused_before_they_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Most of them fit each other, and would take much memory at the first use."""
    used: list[object] = []
    monkeypatch.setattr(Network, "probabilities", used.append)
    assert "do not fit together" in refused(written(tmp_path / "a.npz", ABSURD[what]()))
    assert used == []


def test_the_largest_layers_that_are_allowed_are_a_network(tmp_path: Path) -> None:
    for arrays in (tiny(size=MOST_FRONT, steps=MOST_STEPS), tiny(channels=MOST_CHANNELS)):
        Spotter.load(written(tmp_path / "a.npz", arrays))


def test_a_way_to_say_a_word_that_is_a_word_itself_is_refused(tmp_path: Path) -> None:
    for way, word in (("two", "three"), ("two", "two")):
        ways = np.array([(way, word)])
        assert "another way" in refused(written(tmp_path / "a.npz", {**tiny(), "ways": ways}))


WRONG_WORDS: dict[str, Any] = {
    "none": np.array([], dtype="<U3"),
    "too few": np.array(WORDS[:-1]),
    "too many": np.array([*WORDS, "seven"]),
    "twice": np.array([*WORDS[:-1], WORDS[0]]),
    "thousands": np.array([str(at) for at in range(5_000)]),
    "one": np.array("two"),
}


@pytest.mark.parametrize("what", list(WRONG_WORDS))
def test_words_that_do_not_fit_are_refused(tmp_path: Path, what: str) -> None:
    refused(written(tmp_path / "a.npz", {**tiny(), "words": WRONG_WORDS[what]}))


@pytest.mark.parametrize("temperature", [0.0, -1.0, np.nan, np.inf, 1e9, "hot", [1.0, 2.0]])
def test_a_temperature_that_makes_no_sense_is_refused(tmp_path: Path, temperature: object) -> None:
    refused(written(tmp_path / "a.npz", {**tiny(), "temperature": np.array(temperature)}))


class Trap:
    """Leaves a mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self._mark,)


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    trap = np.array([Trap(tmp_path / "mark")], dtype=object)
    for name in ("words", "front"):
        refused(written(tmp_path / "a.npz", {**tiny(), name: trap}))
    assert not (tmp_path / "mark").exists()


def test_a_file_that_is_or_becomes_huge_is_refused(tmp_path: Path) -> None:
    huge = np.zeros((3_000, 3_000), dtype=np.float32)
    refused(written(tmp_path / "a.npz", {**tiny(), "mix": huge}))
    np.savez_compressed(tmp_path / "b.npz", **{**tiny(), "mix": huge})
    refused(tmp_path / "b.npz")


def test_an_array_that_only_says_that_it_is_huge_is_refused(tmp_path: Path) -> None:
    header = io.BytesIO()
    shape = {"descr": "<f4", "fortran_order": False, "shape": (1 << 50,)}
    np.lib.format.write_array_header_1_0(header, shape)
    file = written(tmp_path / "a.npz", {name: tiny()[name] for name in tiny() if name != "mix"})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("mix.npy", header.getvalue())
    refused(file)


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.npz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("words.npy", b"\x93NUMPY nothing")
    refused(file)
    file.write_bytes(b"\x93NUMPY")
    refused(file)


def test_what_is_refused_is_left_out_and_told_to_staff(tmp_path: Path) -> None:
    lines: list[str] = []
    file = tmp_path / "a.npz"
    file.write_bytes(b"nothing")
    engine = loaded(model=None, spotter=file, sounds={}, log=lines.append)
    assert engine is not None
    assert engine.name == "pocketsphinx"
    (line,) = lines
    assert line.startswith("the spotter cannot be used, pocketsphinx listens: ")
    assert str(file) in line


@pytest.mark.parametrize("has_spotter", [True, False])
def test_a_whole_network_listens_beside_the_other_engine(
    tmp_path: Path, *, has_spotter: bool
) -> None:
    file = written(tmp_path / "a.npz") if has_spotter else None
    lines: list[str] = []
    engine = loaded(model=None, spotter=file, sounds={}, log=lines.append)
    assert engine is not None
    assert engine.name == ("spotter+pocketsphinx" if has_spotter else "pocketsphinx")
    assert lines == []
