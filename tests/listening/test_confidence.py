"""How sure a reading is, from three readings of the same sound."""

from hypothesis import given
from hypothesis import strategies as st

from mskiosk.core.policy import Policy
from mskiosk.listening.confidence import Evidence, Piece, Reading

FRAMES = 60
PHRASE = Reading(
    "two",
    -0.06,
    (Piece("<sil>", 0, 9, -0.01), Piece("two", 10, 49, -0.04), Piece("<sil>", 50, 59, 0)),
)
SOUNDS = Reading("", -0.05, (Piece("SIL", 0, 29, -0.03), Piece("UW", 30, 59, -0.03)))
WORDS = Reading("two", -0.06, (Piece("two", 0, 59, -0.06),))
OTHER = Reading("chew", -0.03, (Piece("chew", 0, 59, -0.03),))
NOTHING = Reading("", 0.0, ())

scores = st.floats(-1e9, 1e9)


def confidence(
    sounds: float = 0.0, words: float = 0.0, *, is_best: bool = True, explained: float = 1.0
) -> float:
    return Evidence(
        sounds_margin=sounds, words_margin=words, is_best=is_best, explained=explained
    ).confidence


def test_sounds_are_compared_where_the_phrase_was_heard() -> None:
    found = Evidence.of(PHRASE, words=WORDS, sounds=SOUNDS, frames=FRAMES)
    assert round(found.sounds_margin, 6) == 0.0
    assert (found.words_margin, found.is_best, found.explained) == (0.0, True, 1.0)


def test_a_better_word_is_told_by_how_much_a_frame() -> None:
    found = Evidence.of(PHRASE, words=OTHER, sounds=SOUNDS, frames=FRAMES)
    assert round(found.words_margin, 6) == 0.5
    assert not found.is_best


def test_another_word_never_speaks_for_the_phrase() -> None:
    worse = Reading("chew", -0.09, (Piece("chew", 0, 59, -0.09),))
    same = Reading("two", -0.09, (Piece("two", 0, 59, -0.09),))
    assert Evidence.of(PHRASE, words=worse, sounds=SOUNDS, frames=FRAMES).words_margin == 0.0
    assert Evidence.of(PHRASE, words=same, sounds=SOUNDS, frames=FRAMES).words_margin < 0


def test_a_phrase_that_explains_half_of_what_was_said_has_no_confidence() -> None:
    found = Evidence.of(PHRASE, words=WORDS, sounds=SOUNDS, frames=2 * FRAMES)
    assert found.explained == 0.5
    assert found.confidence == 0.0


def test_silence_alone_explains_nothing() -> None:
    silence = Reading("two", -0.01, (Piece("<sil>", 0, 59, -0.01),))
    for phrase in (silence, NOTHING):
        for frames in (0, FRAMES):
            found = Evidence.of(phrase, words=WORDS, sounds=NOTHING, frames=frames)
            assert found.confidence == 0.0


@given(scores, scores, st.booleans(), st.floats(0, 1))
def test_confidence_is_between_nothing_and_one(
    sounds: float, words: float, is_best: bool, explained: float
) -> None:
    assert 0 <= confidence(sounds, words, is_best=is_best, explained=explained) <= 1


@given(st.floats(-5, 20), st.floats(-5, 20), st.floats(0, 10))
def test_what_fits_worse_is_never_surer(sounds: float, words: float, margin: float) -> None:
    found = confidence(sounds, words)
    assert confidence(sounds + margin, words) <= found
    assert confidence(sounds, words + margin) <= found
    assert confidence(sounds, words, is_best=False) <= found


@given(st.floats(0, 20), st.floats(0, 20))
def test_a_phrase_is_never_acted_on_where_a_word_fits_better(sounds: float, words: float) -> None:
    """X8."""
    assert confidence(sounds, words, is_best=False) < Policy().accept_confidence


def test_a_good_fit_is_acted_on_a_fair_one_asked_about_and_a_poor_one_neither() -> None:
    policy = Policy()
    assert confidence() >= policy.accept_confidence
    assert confidence(1.0, is_best=False) >= policy.confirm_confidence
    assert confidence(4.0, 2.0, is_best=False) < policy.confirm_confidence
