"""What the real engines say when they are asked what they can do."""

import os
import sys
from pathlib import Path

import pytest

from mskiosk.listening.asking import answer_of
from mskiosk.listening.capabilities import Question, capabilities_of
from mskiosk.listening.recogniser import EngineError
from tests.listening.korean import COMMANDS, broken_model, korean_model
from tests.listening.networks import written

GUIDE = Question(
    phrases=("two", "ocrelizumab", "rules of 2024", "main menu", "network"),
    page=("two", "one", "main menu", "no", "stop", "help"),
    sounds={"ocrelizumab": "AO K R AH L IH Z Y UW M AE B"},
)


def test_pocketsphinx_tells_what_it_lacks() -> None:
    found = capabilities_of(GUIDE)
    assert (found.engine, found.asked) == ("pocketsphinx", 5)
    assert found.unheard == ("rules of 2024",)
    assert found.garbage is None
    assert found.decoys > 100
    assert found.taken_for_phrases == ()
    assert found.load_seconds > 0
    assert found.memory_megabytes > 20


def test_a_spotter_tells_what_it_lacks(tmp_path: Path) -> None:
    found = capabilities_of(GUIDE, written(tmp_path / "network.npz"))
    assert (found.engine, found.asked) == ("spotter", 5)
    assert found.unheard == ("main menu", "network", "ocrelizumab", "rules of 2024")
    assert found.garbage == "anything else"
    assert found.decoys == 3


def test_a_file_without_a_network_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "network.npz").write_bytes(b"PK")
    with pytest.raises(EngineError, match="is no network of the spotter"):
        capabilities_of(GUIDE, tmp_path / "network.npz")


@pytest.mark.long
def test_a_vosk_model_tells_what_it_lacks() -> None:
    page = (*COMMANDS, "plumbing")
    found = capabilities_of(Question(phrases=(*page, "계속 메뉴"), page=page), korean_model())
    assert (found.engine, found.asked) == ("vosk", 10)
    assert found.unheard == ("plumbing",)
    assert found.garbage == "<UNK>"
    assert found.decoys > 100
    assert found.taken_for_phrases == ()
    assert found.memory_megabytes > 200


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "content"), [("graph/HCLr.fst", "truncated"), ("am/final.mdl", "")]
)
def test_a_model_that_kills_is_told_in_words(tmp_path: Path, name: str, content: str) -> None:
    """Or refused in words; the process that asked lives on."""
    with pytest.raises(EngineError, match=r"brought its process down \(SIG|cannot load|no words"):
        capabilities_of(GUIDE, broken_model(tmp_path / "model", name, content))


def test_a_folder_without_a_model_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="holds no Vosk model"):
        capabilities_of(GUIDE, tmp_path)


CHILDREN = {
    "dies": ("import os; os.kill(os.getpid(), 11)", r"brought its process down \(SIGSEGV\)"),
    "ends": ("import sys; sys.exit(9)", "it ended with status 9"),
    "complains": ("import sys; sys.exit('so it is')", "^so it is$"),
    "hangs": ("import signal; signal.pause()", "no answer within 0.5 seconds"),
    "talks": ("print('hello')", "Expecting value"),
    "says nothing": ("", "Expecting value"),
    "writes bytes": ("import sys; sys.stdout.buffer.write(b'\\xff')", "Expecting value"),
}


@pytest.mark.parametrize("what", list(CHILDREN))
def test_a_child_that_does_not_answer_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    body, words = CHILDREN[what]
    (tmp_path / "odd_child.py").write_text(body)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    most_seconds = 0.5 if what == "hangs" else 30.0
    with pytest.raises(EngineError, match=words):
        answer_of("odd_child", question=[], most_seconds=most_seconds)


@pytest.mark.parametrize("answer", ["[]", "{}", '{"engine": "vosk"}', "null", '"x"'])
def test_an_answer_of_another_shape_means_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        f"import sys\nif '-m' in sys.orig_argv: print({answer!r}); sys.stdout.flush()\n"
        "if '-m' in sys.orig_argv: __import__('os')._exit(0)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EngineError, match="means nothing"):
        capabilities_of(Question())
