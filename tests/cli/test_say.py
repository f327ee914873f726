"""`mskiosk say`: a text as the guide would say it, printed and spoken."""

from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.cli.say import MOST_CHARACTERS
from tests.cli.program import run
from tests.content.small_content import SmallContent
from tests.virtual_sound import LOUD, VirtualSound

DEAF = {"PULSE_SERVER": "unix:/nowhere", "XDG_RUNTIME_DIR": "/nowhere"}


def test_a_text_is_printed_as_it_is_said_and_then_heard(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    with virtual_sound.recorder() as recorder:
        began = recorder.last_moment
        ended = run(
            tmp_path, "say", "It was 83 in 100.", "Ask!", environment=virtual_sound.environment
        )
        recorder.wait_for_sound(since=began)
    expected = "It was eighty three in one hundred. Ask!\n"
    assert (ended.status, ended.output, ended.errors) == (Exit.DONE, expected, "")


def test_without_sound_it_is_printed_and_a_sentence_says_what_is_missing(tmp_path: Path) -> None:
    ended = run(tmp_path, "say", "MS", environment=DEAF)
    assert (ended.status, ended.output) == (Exit.NO_SOUND, "M S\n")
    assert ended.errors.startswith("mskiosk: there is no loudspeaker; ")
    assert ended.errors.count("\n") == 1


def test_without_the_private_headset_nothing_sounds_and_a_sentence_says_why(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("private_listening: true\ndevices: {headset: Nobody's}\n", encoding="utf-8")
    with virtual_sound.recorder() as recorder:
        told = run(
            *(tmp_path, "--config", str(file), "say", "MS"), environment=virtual_sound.environment
        )
        assert all(rms < LOUD for _, rms in recorder.timeline)
    assert (told.status, told.output) == (Exit.NO_SOUND, "M S\n")
    assert told.errors.startswith("mskiosk: the headset of private_listening is not there; ")
    assert told.errors.count("\n") == 1


def test_muted_it_is_printed_alone(tmp_path: Path) -> None:
    ended = run(tmp_path, "--mute", "say", "MS", environment=DEAF)
    assert (ended.status, ended.output, ended.errors) == (Exit.DONE, "M S\n", "")


@pytest.mark.parametrize("text", ["", " ", "...", "\t\n", "\x1b\x07", "\u200b", "—!?"])
def test_a_text_without_words_is_refused(tmp_path: Path, text: str) -> None:
    ended = run(tmp_path, "say", text, environment=DEAF)
    assert (ended.status, ended.output) == (Exit.USAGE, "")
    assert "there is nothing to say in this text" in ended.errors


def test_a_text_that_would_take_minutes_is_refused(tmp_path: Path) -> None:
    ended = run(tmp_path, "say", "word " * 20_000, environment=DEAF)
    assert (ended.status, ended.output) == (Exit.USAGE, "")
    assert f"{MOST_CHARACTERS} can be said" in ended.errors
    assert len(ended.errors) < 200


def test_no_text_at_all_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert run(tmp_path, "say").status == Exit.USAGE


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J\x1b]0;evil\x07word",
        "<speak>word</speak> [[w3d]]",
        "word\udcff\udc80",
        "\u202eword\u2028word",
        "; rm -rf / word",
        "{word} %s {0} \\",
        "w" * MOST_CHARACTERS,
        "네 word \U0001f600",
    ],
)
def test_a_hostile_text_steers_nothing(
    virtual_sound: VirtualSound, tmp_path: Path, text: str
) -> None:
    for surroundings in (DEAF, {**virtual_sound.environment, "LC_ALL": "C"}):
        ended = run(tmp_path, "--mute", "say", text, environment=surroundings)
        assert ended.status == Exit.DONE
        assert "w" in ended.output
        assert ended.output.rstrip("\n").isprintable()


@pytest.mark.long
def test_a_hostile_text_is_spoken_to_its_end(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    for text in ("<speak>word</speak> [[w3d]]", "word\udcff", "{word} \\ 네 \U0001f600"):
        ended = run(tmp_path, "say", text, environment=virtual_sound.environment)
        assert (ended.status, ended.errors) == (Exit.DONE, "")


def test_other_content_has_another_lexicon_and_may_have_faulty_pages(tmp_path: Path) -> None:
    content = SmallContent(tmp_path / "content")
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-22")
    lexicon = content.folder / "en" / "lexicon.yaml"
    lexicon.write_text("wuzzle: wah zull\n", encoding="utf-8")
    options = ["--mute", "--content", str(content.folder)]
    assert run(tmp_path, *options, "say", "A Wuzzle").output == "A wah zull\n"
    lexicon.write_text("wuzzle: [\n", encoding="utf-8")
    broken = run(tmp_path, *options, "say", "A Wuzzle")
    assert (broken.status, broken.output) == (Exit.FAULTS, "")
    assert f"{lexicon}:2: " in broken.errors
    lexicon.unlink()
    missing = run(tmp_path, *options, "say", "A Wuzzle")
    assert (missing.status, "this file is missing" in missing.errors) == (Exit.FAULTS, True)
    nowhere = run(tmp_path, "--content", str(tmp_path / "no"), "say", "A Wuzzle")
    assert (nowhere.status, "no such content folder" in nowhere.errors) == (Exit.FAULTS, True)
