"""What sounds now: the sentence that a text of the prompt is, or is a piece of, and its word."""

from mskiosk.core.draft import Draft
from mskiosk.core.following import shown_word, word_at
from mskiosk.core.guide import Text
from mskiosk.core.look import TEXT_SIZES
from mskiosk.core.policy import Switches
from mskiosk.core.privacy import audible, is_heard
from mskiosk.core.reading import whole_sentences
from mskiosk.core.recalling import heed
from mskiosk.core.remarking import sentence_follows
from mskiosk.core.state import Phase
from mskiosk.core.view import LineKind


def sentence_started(draft: Draft, index: int) -> bool:
    """Text `index` of the prompt begins; False if the prompt has none."""
    state = draft.state
    if state.phase is Phase.REPLYING and index < len(state.reply):
        draft.change(reply_index=index, word=None)
    elif state.phase is Phase.READING and state.passage_first + index < state.passage_end:
        at = state.passage_first + index
        draft.change(cursor=at, last_line=at, word=None)
        has_ring = state.settings.switches is not Switches.NONE  # only presses move in it
        if state.lines[at].kind is LineKind.CHOICE and not has_ring:
            draft.change(focus=state.lines[at].choice)
    else:
        return False
    text, words_before = _sentence_at(draft, index)
    if not words_before:
        heed(draft, text)
        sentence_follows(draft)
    return True


def word_started(draft: Draft, index: int, offset: int) -> None:
    """Marks the word where it is heard and stands on the screen; else the one before stays. In
    large letters it is marked in silence too, for the page is turned with it."""
    state = draft.state
    is_followed = is_heard(state) or state.text_size > TEXT_SIZES[0]
    if not is_followed or index != _sounding(draft):
        return
    text, words_before = _sentence_at(draft, index)
    at = word_at(offset, _said(draft)[index].spoken)
    if at is None:
        return
    if word := shown_word(words_before + at, text.spoken, text.shown):
        draft.change(word=word)


def _sounding(draft: Draft) -> int | None:
    """Which text of the prompt has begun last."""
    state = draft.state
    match state.phase:
        case Phase.REPLYING:
            return state.reply_index
        case Phase.READING if state.last_line == state.cursor:
            return state.cursor - state.passage_first
        case _:
            return None


def _said(draft: Draft) -> tuple[Text, ...]:
    """The prompt, as it is said."""
    state = draft.state
    texts = draft.passage if state.phase is Phase.READING else state.reply
    return tuple(audible(text, draft.guide, state) for text in texts)


def _sentence_at(draft: Draft, index: int) -> tuple[Text, int]:
    """The whole sentence to which text `index` of the prompt belongs, as it is said, and how many
    of its words come before that text."""
    state = draft.state
    if state.phase is Phase.REPLYING:
        return _said(draft)[index], 0
    at = state.passage_first + index
    sentence = state.lines[at].sentence
    first = at
    while first and state.lines[first - 1].sentence == sentence:
        first -= 1
    end = at + 1
    while end < len(state.lines) and state.lines[end].sentence == sentence:
        end += 1
    pieces = [draft.as_said(i) for i in range(first, end)]
    whole = whole_sentences((sentence, piece) for piece in pieces)[0]
    before = sum(len(piece.spoken.split()) for piece in pieces[: at - first])
    return whole, before
