"""Whole conversations on the real content, as readable transcripts.

Each `*.txt` here has the lines of a script (`mskiosk.rehearsing.script` says what they may be), a
line of hyphens, and below it the transcript that the script leads to, as `mskiosk rehearse` prints
it: seconds, then `view ID`, `says`, `shows` (without a voice), `heard` or `key`. A script that
contains the remark `# offer` begins with the offer of a recogniser; with `# clinic` it is held at
a clinic, on a loudspeaker; with `# lessons` the kiosk offers to learn how the person speaks, and
with `# one by one` to give one thing at a time; `# new` begins with the introduction of a first
visit, and `# tutor` with the tutor; with `# calls` the kiosk can call staff. With `# two switches`
or `# one switch` the person has nothing else, and with `# sound switch` a sound; `# visits` begins
with a kiosk at rest, at a clinic where strangers come one after the other; with
`# stopped at PAGE N` they stopped there the last time, at sentence N.

After a change that is meant, `MSKIOSK_GOLDEN=write pytest tests/dialogues` writes the transcripts
anew; read the difference as somebody who cannot see would hear it.
"""

import os
import re
from difflib import unified_diff
from pathlib import Path

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Beginning
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.rehearsing.rehearsal import Rehearsal
from tests.keyboard import KEYS

DIALOGUES = sorted(Path(__file__).parent.glob("*.txt"))
RULE = "-" * 20
OFFER = "# offer"
CLINIC = "# clinic"
LESSONS = "# lessons"
SWITCHES = {
    "# two switches": Switches.TWO,
    "# one switch": Switches.ONE,
    "# sound switch": Switches.ONE,
}
SCRIPT_KEYS = {**KEYS, "next": Command.NEXT_CHOICE, "select": Command.THIS_ONE}
SCRIPT_KEYS["switch"] = Command.SWITCH
ONE_BY_ONE = "# one by one"
NEW = "# new"
TUTOR = "# tutor"
VISITS = "# visits"
CALLS = "# calls"
STOPPED = re.compile(r"# stopped at (\S+) (\d+)")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content(), region=None)


def transcript(guide: Guide, script: list[str]) -> list[str]:
    written: list[str] = []
    policy = Policy(
        profile=Profile.CLINIC if {CLINIC, VISITS} & {*script} else Profile.HOME,
        has_visits=VISITS in script,
        offers_lessons=LESSONS in script,
        calls_staff=CALLS in script,
        offers_one_by_one=ONE_BY_ONE in script,
        orients=NEW in script or VISITS in script,
        switches=next((SWITCHES[line] for line in script if line in SWITCHES), Switches.NONE),
        has_sound_switch="# sound switch" in script,
    )
    places = [Bookmark(at[1], int(at[2])) for at in map(STOPPED.fullmatch, script) if at]
    rehearsal = Rehearsal(
        guide,
        policy,
        SCRIPT_KEYS,
        written.append,
        offers_model=OFFER in script,
        teaches=TUTOR in script,
        place=places[0] if places else None,
        begins=Beginning.RESTING if VISITS in script else Beginning.VISIT,
    )
    rehearsal.play(script)
    return written


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_is_written_down(guide: Guide, dialogue: Path) -> None:
    text = dialogue.read_text(encoding="utf-8")
    script, _, expected = text.partition(f"{RULE}\n")
    said = transcript(guide, script.splitlines())
    if os.environ.get("MSKIOSK_GOLDEN") == "write":
        whole = "".join(f"{line}\n" for line in (*script.splitlines(), RULE, *said))
        dialogue.write_text(whole, encoding="utf-8")
        return
    difference = unified_diff(expected.splitlines(), said, "written down", "said now", lineterm="")
    assert expected.splitlines() == said, "\n" + "\n".join(difference)


def test_there_are_conversations() -> None:
    assert len(DIALOGUES) >= 12
    assert all(RULE in dialogue.read_text(encoding="utf-8") for dialogue in DIALOGUES)
