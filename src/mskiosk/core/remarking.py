"""What is said between two sentences, so that none is cut: that the volume has changed, and such.

Somebody who cannot see hears a change of volume, of rate or of the earcons in what sounds, at once,
and the earcon of a command that is taken lies over the voice. The words about it can wait for the
end of the sentence: cut for them, the sentence would have to be heard again from its beginning.
They are on the screen at once.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Interject, StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.guide import Text
from mskiosk.core.privacy import is_heard
from mskiosk.core.reading import most_seconds
from mskiosk.core.recalling import heed
from mskiosk.core.relabelling import keep_labels_true
from mskiosk.core.state import Phase

_SENTENCES_WITH_ASIDE = 2
"""The next one is read with the remark still on the screen."""


def remark(draft: Draft, text: Text) -> None:
    """Shows `text` at once, and says it after the sentence that sounds; now where none does."""
    keep_labels_true(draft)
    state = draft.state
    if state.phase not in (Phase.READING, Phase.REPLYING):
        draft.detour(text, is_brief=True)
        return
    draft.change(aside=text, aside_sentences=_SENTENCES_WITH_ASIDE)
    if not is_heard(state):
        return
    heed(draft, text)
    rate = state.settings.rate
    draft.emit(Interject(turn=state.turn, text=text, words_per_minute=rate))
    texts = draft.passage if state.phase is Phase.READING else state.reply
    draft.emit(StartTimer(Timer.PROMPT, state.turn, most_seconds((text, *texts), rate)))


def sentence_follows(draft: Draft) -> None:
    """A sentence begins: a remark is on the screen long enough to be read, and then goes."""
    left = draft.state.aside_sentences
    if left:
        draft.change(aside_sentences=left - 1, aside=draft.state.aside if left > 1 else None)
