"""The installed recogniser, with a real small model: the Korean one that comes as a package.

Its behaviour is that of the English model; its hearing of English was not measured. What it has in
common with other recognisers is in `tests/adapters/test_recogniser_contract.py`.
"""

import pytest

from mskiosk.core.policy import Policy
from mskiosk.listening.installed import MOST_SECONDS, Vosk
from tests.listening.korean import COMMANDS, korean_model
from tests.recordings import human, louder, noise, silence, spoken_korean
from tests.virtual_sound import resampled

pytestmark = [pytest.mark.long, pytest.mark.unhurried]

ACCEPT = Policy().accept_confidence
CONFIRM = Policy().confirm_confidence
LOANS = {"one": "원", "six": "식스", "seven": "세븐", "yes": "예스", "stop": "스톱", "down": "다운"}
"""English words that Korean has borrowed."""


@pytest.fixture(scope="module")
def vosk() -> Vosk:
    return Vosk(korean_model())


def test_the_model_lends_its_own_words_to_the_second_reading(vosk: Vosk) -> None:
    """So there are some in every language."""
    assert vosk.garbage == "<UNK>"
    assert len(vosk.decoys) > 100
    assert all(map(vosk.knows, vosk.decoys))


def test_most_spoken_commands_are_accepted_and_the_others_asked_back(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    readings = {word: vosk.read(spoken_korean(word)) for word in COMMANDS}
    assert {word: [each.text for each in reading] for word, reading in readings.items()} == {
        word: [word] for word in COMMANDS
    }
    confidences = [reading[0].confidence for reading in readings.values()]
    assert min(confidences) >= CONFIRM
    assert sum(confidence >= ACCEPT for confidence in confidences) >= 6


def test_a_word_that_is_a_decoy_can_be_a_phrase(vosk: Vosk) -> None:
    decoy = next(word for word in vosk.decoys if len(word) == 2)
    assert set(vosk.prepare((decoy, "계속"))) == set()
    assert vosk.read(spoken_korean("계속"))[0].text == "계속"


def test_a_part_of_a_phrase_is_no_phrase(vosk: Vosk) -> None:
    vosk.prepare(("계속 메뉴", "정지"))
    assert vosk.read(spoken_korean("계속")) == ()


def test_the_beginning_of_an_utterance_can_be_read_before_the_rest(vosk: Vosk) -> None:
    """What the ear does at each pause: a reading of what there is, then one of the whole."""
    vosk.prepare(("계속", "계속 메뉴"))
    first, pause, second = spoken_korean("계속"), silence(0.4), spoken_korean("메뉴")
    assert [each.text for each in vosk.read(first)] == ["계속"]
    assert [each.text for each in vosk.read(first + pause + second)] == ["계속 메뉴"]


def test_sound_that_is_too_long_for_an_utterance_is_not_read(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    word = spoken_korean("계속")
    assert vosk.read(word)
    assert vosk.read(silence(MOST_SECONDS) + word) == ()


def test_results_that_are_ready_are_taken(vosk: Vosk) -> None:
    """Without that a minute of sound takes half of one, and the listening child is given up."""
    vosk.prepare(COMMANDS)
    assert vosk.read(spoken_korean("계속") + silence(55) + spoken_korean("아니요")) == ()


@pytest.mark.parametrize("decibels", [20, 30, 40, 50])
def test_white_noise_means_nothing(vosk: Vosk, decibels: float) -> None:
    """X8. Bare, it is heard as a command."""
    vosk.prepare(COMMANDS)
    for seed in range(3):
        assert vosk.read(louder(silence(2, seed=seed), decibels)) == ()


def test_recorded_noise_is_not_acted_upon(vosk: Vosk) -> None:
    """X8. Fans, kitchens and keys are never acted upon; babble is speech."""
    vosk.prepare(COMMANDS)
    clips = [clip for clip in noise() if "babble" not in clip.text]
    pieces = [clip.pcm()[at : at + 96_000] for clip in clips for at in range(0, 480_000, 96_000)]
    heard = [each for piece in pieces for each in vosk.read(piece)]
    assert [each for each in heard if each.confidence >= ACCEPT] == []


def test_other_words_are_accepted_much_less_often_than_those_of_the_grammar(vosk: Vosk) -> None:
    """X8. English speakers, and a grammar of English words as Korean has them."""
    vosk.prepare([*LOANS.values(), *COMMANDS])
    clips = [clip for clip in human() if clip.kind != "out-sent"]
    inside = [clip for clip in clips if clip.text in LOANS][::2]
    outside = [clip for clip in clips if clip.text not in LOANS][::8]
    right = sum(
        bool(reading) and reading[0].confidence >= ACCEPT and reading[0].text == LOANS[clip.text]
        for clip in inside
        for reading in (vosk.read(clip.pcm()),)
    )
    accepted = sum(
        bool(reading) and reading[0].confidence >= ACCEPT
        for clip in outside
        for reading in (vosk.read(clip.pcm()),)
    )
    assert right / len(inside) > 2 * accepted / len(outside)


def test_sound_at_a_wrong_rate_means_nothing_and_kills_nothing(vosk: Vosk) -> None:
    vosk.prepare(COMMANDS)
    for rate in (8_000, 44_100):
        for word in COMMANDS[:3]:
            assert all(
                each.text in COMMANDS
                for each in vosk.read(resampled(spoken_korean(word), 16_000, rate))
            )
    assert vosk.read(spoken_korean("계속"))[0].text == "계속"


def test_a_phrase_that_the_model_lacks_is_not_printed(
    vosk: Vosk, capfd: pytest.CaptureFixture[str]
) -> None:
    """P5: Vosk itself would complain of each word by name, and so tell the log what page somebody
    has open."""
    lacked = "비밀 ocrelizumab"
    assert lacked in vosk.prepare(("계속", lacked))
    assert vosk.read(spoken_korean("계속"))[0].text == "계속"
    assert capfd.readouterr() == ("", "")
