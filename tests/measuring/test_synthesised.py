"""Commands by synthetic voices."""

from mskiosk.measuring.mixing import loudness
from mskiosk.measuring.synthesised import (
    OTHER_SPEECH,
    SPEAKERS,
    SPEAKERS_A_PHRASE,
    commands,
    phrases_spoken,
)
from mskiosk.speaking.voice import load_voice


def test_each_phrase_is_said_by_several_voices_with_its_words_apart() -> None:
    clips = commands(["next section", "stop"])
    assert len(clips) == 2 * SPEAKERS_A_PHRASE + len(OTHER_SPEECH)
    said = [clip for clip in clips if clip.text == "next section"]
    assert len({clip.speaker for clip in said}) == len({clip.pcm for clip in said}) == len(said)
    for clip in clips:
        words = clip.text.split()
        assert len(clip.words) == (len(words) if len(words) > 1 else 0)
        assert all(loudness(sound) > 300 for sound in (clip.pcm, *clip.words)), clip.text


def test_every_voice_is_there_and_the_kiosk_has_its_own_again() -> None:
    own = load_voice().name
    said = [next(phrases_spoken(speaker, ["main menu"])).pcm for speaker in SPEAKERS]
    assert len(set(said)) == len(SPEAKERS)
    assert load_voice().name == own
