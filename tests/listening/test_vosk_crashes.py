"""Every way of listening.md section 5 in which Vosk ends, hangs or eats its process, survived.

Each case has a process of its own. What the recogniser's class cannot survive, a model that reads
wild memory, ends before it counts as loaded; the kiosk then listens with PocketSphinx.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.listening.installed import Vosk
from mskiosk.listening.recogniser import EngineError
from tests.listening.korean import broken_model, korean_model

MOST_SECONDS = 240.0
"""Much longer than any case takes, for a machine that is busy with other things."""
LOAD = """
import sys
from pathlib import Path
from mskiosk.listening.installed import Vosk
from mskiosk.listening.recogniser import EngineError
from tests.recordings import silence, spoken_korean

try:
    vosk = Vosk(Path(sys.argv[1]))
except EngineError:
    sys.exit(7)

def heard():
    vosk.prepare(("계속", "메뉴"))
    return [each.text for each in vosk.read(spoken_korean("계속"))] == ["계속"]
"""


def ended(model: Path, case: str = "") -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", LOAD + case, str(model))
    return subprocess.run(
        command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
    )


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


REFUSED = [
    ("am/final.mdl", "truncated"),
    ("am/final.mdl", "version https://git-lfs.github.com/spec/v1\n"),
    ("am/final.mdl", ""),
    ("graph/Gr.fst", "missing"),
    ("graph/Gr.fst", "truncated"),
    ("graph/HCLr.fst", "missing"),
    ("conf/model.conf", "missing"),
    ("conf/model.conf", "--beam=wide\n"),
    ("conf/mfcc.conf", "--sample-frequency=zero\n"),
    ("ivector/final.ie", "missing"),
]
DEADLY = [("graph/HCLr.fst", "truncated")]
"""The library reads past the end of it at the first use."""


@pytest.mark.long
@pytest.mark.parametrize(("name", "content"), REFUSED + DEADLY)
def test_a_broken_model_never_counts_as_loaded(tmp_path: Path, name: str, content: str) -> None:
    """It is refused, or it ends the process that tried, and nothing in between."""
    done = ended(broken_model(tmp_path / "model", name, content))
    assert done.returncode < 0 or done.returncode == 7, (done.returncode, done.stderr[-2000:])


SURVIVED = {
    "an empty grammar": "assert vosk.prepare(()) == set() and vosk.read(bytes(32000)) == ()",
    "a grammar of nothing but unknown words": """
words = {"ocrelizumab", "plumbing fixture", "에잇나인텐"}
assert vosk.prepare(words) == words and vosk.read(spoken_korean("계속")) == ()
""",
    "phrases that are no words": """
hostile = {
    "", " ", "\\n", '"', "\\\\", "\\\\u0041", '"]', '["계속"]', "{}", "[]", "계속\\0메뉴",
    "계속\\0", "\\ud800", "계속 \\udcff", "\\U0001f600", "계속  메뉴", " 계속", "<eps>", "#0",
    "#1", "!SIL", "<UNK>", "[unk]", "<s>", "</s>", "'", "-", "%s%n", "계속\\u202e",
}
assert vosk.prepare({*hostile, "계속"}) == hostile
assert [each.text for each in vosk.read(spoken_korean("계속"))] == ["계속"]
""",
    "ten thousand phrases": """
words = ("네", "아니요", "여섯", "여덟", "계속", "메뉴", "이전", "정지", "하나", "둘")
phrases = [f"{a} {b} {c} {d}" for a in words for b in words for c in words for d in words]
left_out = vosk.prepare(["계속", *phrases])
assert 0 < len(left_out) < len(phrases)
vosk.read(spoken_korean("계속"))
""",
    "a phrase of a million characters": """
long = "네 " * 333_333 + "네"
assert vosk.prepare((long, "네" * 1_000_000, "계속")) == {long, "네" * 1_000_000}
assert [each.text for each in vosk.read(spoken_korean("계속"))] == ["계속"]
""",
    "another grammar while it reads": """
import threading
vosk.prepare(("계속", "메뉴"))
readings = []
sound = spoken_korean("계속")
reading = threading.Thread(target=lambda: readings.extend(vosk.read(sound) for _ in range(10)))
reading.start()
while reading.is_alive():
    vosk.prepare(("정지",))
    vosk.prepare(())
    vosk.prepare(("계속", "메뉴"))
reading.join()
assert len(readings) == 10
""",
    "four threads at once": """
import threading
vosk.prepare(("계속", "메뉴", "정지"))
readings = []
sound = spoken_korean("계속")
read = lambda: readings.append(vosk.read(sound)[0].text)
threads = [threading.Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert readings == ["계속"] * 4
""",
    "five minutes of silence": """
vosk.prepare(("계속", "메뉴"))
assert vosk.read(bytes(2 * 16000 * 300)) == () and vosk.read(silence(300)) == ()
""",
    "five minutes of speech": """
vosk.prepare(("계속", "메뉴"))
second = spoken_korean("계속")
assert vosk.read(second * (2 * 16000 * 300 // len(second))) == ()
""",
    "a minute with two words in it, which is read": """
vosk.prepare(("계속", "메뉴"))
assert vosk.read(spoken_korean("계속") + silence(55) + spoken_korean("메뉴")) == ()
""",
    "other kinds of bytes": """
sound = spoken_korean("계속")
for kind in (bytes, bytearray, memoryview):
    assert heard() and [each.text for each in vosk.read(kind(sound))] == ["계속"]
    assert [each.text for each in vosk.read(kind(sound + b"\\0"))] == ["계속"]
    assert vosk.read(kind(b"")) == vosk.read(kind(b"\\0")) == ()
""",
    "the loudest sound there is": """
import random
vosk.prepare(("계속", "메뉴"))
for sound in (b"\\xff\\x7f" * 16000, b"\\x00\\x80" * 16000, random.Random(1).randbytes(64000)):
    vosk.read(sound)
""",
}


@pytest.mark.long
@pytest.mark.parametrize("case", list(SURVIVED))
def test_what_ends_others_is_survived(case: str) -> None:
    """Whatever it was, the next command is heard."""
    done = ended(korean_model(), SURVIVED[case] + "\nassert heard()\n")
    assert done.returncode == 0, done.stderr[-2000:]
