"""Commands by synthetic voices."""

from mskiosk.measuring.mixing import loudness
from mskiosk.measuring.synthesised import (
    OTHER_SPEECH,
    SPEAKERS_A_PHRASE,
    commands,
    espeak_speakers,
    phrases_spoken,
)
from mskiosk.speaking.voice import load_voice


def test_each_phrase_is_said_by_several_voices_with_its_words_apart() -> None:
    clips = commands(["next section", "stop"], "en")
    assert len(clips) == 2 * SPEAKERS_A_PHRASE + len(OTHER_SPEECH)
    said = [clip for clip in clips if clip.text == "next section"]
    assert len({clip.speaker for clip in said}) == len({clip.pcm for clip in said}) == len(said)
    for clip in clips:
        words = clip.text.split()
        assert len(clip.words) == (len(words) if len(words) > 1 else 0)
        assert all(loudness(sound) > 300 for sound in (clip.pcm, *clip.words)), clip.text


def test_every_voice_is_there_and_the_kiosk_has_its_own_again() -> None:
    own = load_voice().name
    for language in ("en", "de"):
        speakers = espeak_speakers(language)
        said = {clip.pcm for each in speakers for clip in phrases_spoken(each, ["main menu"])}
        assert len(said) == len(speakers)
        assert load_voice().name == own


def test_in_another_language_no_english_is_spoken() -> None:
    clips = commands(["zur\u00fcck"], "de")
    assert {clip.text for clip in clips} == {"zur\u00fcck"}
    assert all(clip.speaker.startswith("de") for clip in clips)
