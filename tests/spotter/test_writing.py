"""What the recipe writes is whole, and the same for the same weights."""

from pathlib import Path

import numpy as np
import pytest

from models.spotter.words import WordList
from models.spotter.writing import digest, write_model, written_whole

WORDS = WordList({"yes": ("yes", "yes please"), "no": ("no",)}, {}, (), (), ())


def test_a_file_that_fails_while_it_is_written_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "new" / "model"
    with written_whole(file) as opened:
        opened.write(b"first")
    with pytest.raises(TypeError), written_whole(file) as opened:
        opened.writelines([b"sec", None])  # type: ignore[list-item]
    assert file.read_bytes() == b"first"


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    weights = {"answer": np.arange(12, dtype=np.float32).reshape(3, 4)}
    files = [tmp_path / "first.npz", tmp_path / "second.npz"]
    for file in files:
        write_model(file, WORDS, 1.5, weights)
    assert files[0].read_bytes() == files[1].read_bytes()
    with np.load(files[0], allow_pickle=False) as arrays:
        assert sorted(arrays.files) == ["answer", "temperature", "ways", "words"]
        assert arrays["ways"].tolist() == [["yes please", "yes"]]


def test_a_digest_is_another_one_for_other_words_and_the_same_for_the_same() -> None:
    other = WordList({"yes": ("yes",), "no": ("no",)}, {}, (), (), ())
    assert digest(WORDS, 6) == digest(WORDS, 6)
    assert len({digest(WORDS, 6), digest(WORDS, 7), digest(other, 6)}) == 3
