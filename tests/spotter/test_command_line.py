"""`python -m models.spotter`: what it refuses, and what it takes for the same as before."""

import shutil
from pathlib import Path

import pytest

from tests.spotter.trainer import needed

pytestmark = [pytest.mark.long, pytest.mark.unhurried]
trainer = needed


def test_without_recordings_nothing_is_made_unless_that_is_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from models.spotter.__main__ import main

    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "--recordings --synthetic-only --smoke is required" in capsys.readouterr().err


def test_without_a_voice_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from models.spotter.__main__ import main

    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["--smoke", "--work", str(tmp_path / "work")]) == 1
    *_, last = capsys.readouterr().err.splitlines()
    assert last == (
        "No voice is installed, so there is nothing to learn from: apt install espeak-ng"
    )


@pytest.mark.parametrize("option", ["--recordings", "--words", "--content"])
def test_what_is_not_there_is_named(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from models.spotter.__main__ import main

    monkeypatch.setenv("PATH", str(tmp_path))
    nowhere = str(tmp_path / "nowhere")
    arguments = [option, nowhere, "--work", str(tmp_path / "work"), "--out", str(tmp_path)]
    assert main(arguments if option == "--recordings" else [*arguments, "--smoke"]) == 1
    assert nowhere in capsys.readouterr().err.splitlines()[-1]


def test_other_words_voices_or_another_seed_have_a_corpus_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.spotter.making import speeches
    from models.spotter.words import WordList

    programs = [program for name in ("espeak-ng", "flite") if (program := shutil.which(name))]
    if len(programs) < 2:
        pytest.skip("espeak-ng or flite missing (apt install espeak-ng flite)")
    yes, no = (WordList({word: (word,)}, {}, (), (), ()) for word in ("yes", "no"))
    monkeypatch.setenv("PATH", str(tmp_path))

    def folder(words: WordList, seed: int) -> Path:
        return speeches(tmp_path, words, seed, lambda _: None, is_smoke=False)[0].folder

    (tmp_path / "espeak-ng").symlink_to(programs[0])
    folders = [folder(yes, 1), folder(yes, 2), folder(no, 1)]
    assert folder(yes, 1) == folders[0]
    (tmp_path / "flite").symlink_to(programs[1])
    folders.append(folder(yes, 1))
    assert len(set(folders)) == len(folders)
