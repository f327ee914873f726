"""The first words: who speaks, and how to use it.

At the start of a visit that is somebody's first they come as an introduction of 20 seconds at most
(C10: no more than three commands in it). Whatever is pressed or said ends it, and the first of that
tells how this person is best spoken to: of keys, of words, or of the one sound they make. Whoever
knows the kiosk presses or says what they want, and has it at once.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.intents import Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Switches
from mskiosk.core.state import After, Hearing, Mode, Phase, QuestionPlace, TutorPlace
from mskiosk.core.travelling import return_to_last_visit
from mskiosk.core.tutoring import begin_tutor

_ONLY_BEGINS = frozenset(
    {
        Command.STOP,
        Command.PAUSE,
        Command.CONTINUE,
        Command.PAUSE_OR_CONTINUE,
        Command.THIS_ONE,
        Command.YES,
        Command.NO,
        Command.GO_BACK,
        Command.NEXT,
        Command.PREVIOUS,
        Command.NEXT_SECTION,
        Command.PREVIOUS_SECTION,
    }
)
"""What has no meaning of its own before anything was read."""
_CHOSEN = {
    Mode.KEYS: Notice.MODE_KEYS,
    Mode.WORDS: Notice.MODE_WORDS,
}


def welcome(draft: Draft) -> None:
    """Who speaks and how to use it; before a question, only who speaks."""
    texts = [draft.notice(Notice.WELCOME)]
    if isinstance(draft.state.place, TutorPlace):
        return_to_last_visit(draft)
        begin_tutor(draft, *texts)  # what can be heard is known by now
        return
    is_asked = isinstance(draft.state.place, QuestionPlace)
    if not is_asked:
        texts.append(introduction(draft))
    pending = draft.state.pending
    draft.change(pending=())
    draft.reply(*texts, *pending, after=After.READ_ON if is_asked else after_introduction(draft))


def introduction(draft: Draft) -> Text:
    """How to use the kiosk; for whoever is new, the introduction, which begins with this. Who has
    switches was set up by somebody, and needs to hear what the switches do."""
    has_switches = draft.state.settings.switches is not Switches.NONE
    draft.change(is_orienting=draft.policy.orients and not has_switches)
    if draft.state.hearing is Hearing.TYPED:  # no key and no sound arrives
        return draft.notice(Notice.ORIENT_TYPED)
    if not draft.state.is_orienting:
        return draft.notice(Notice.ONE_HELP if draft.asks_item_by_item else Notice.HOW_TO)
    hears = draft.leans_on_words or draft.state.hearing is Hearing.STARTING
    return draft.notice(Notice.ORIENT if hears else Notice.ORIENT_KEYS)


def greet(draft: Draft, *first: Text) -> None:
    """Who speaks and how to use it, after `first`."""
    hello, how_to = draft.notice(Notice.WELCOME), introduction(draft)
    draft.reply(*first, hello, how_to, after=after_introduction(draft))


def after_introduction(draft: Draft) -> After:
    """Somebody who only speaks needs a moment to say so."""
    return After.LISTEN if draft.state.is_orienting else After.READ_ON


def first_pressed(draft: Draft, intent: Intent) -> bool:
    """The first key of a new person. True: it only ended the introduction."""
    if not _is_amid(draft):
        return False
    draft.change(mode=Mode.KEYS)
    if intent not in _ONLY_BEGINS:
        return False
    _begin(draft)
    return True


def first_heard(draft: Draft) -> bool:
    """The first sound of a new person, where it was nothing that could be done. True: the
    introduction has been ended by it."""
    if not _is_amid(draft) or draft.state.phase is not Phase.WINDOW:
        return False
    draft.change(mode=Mode.WORDS)
    _begin(draft)
    return True


def _is_amid(draft: Draft) -> bool:
    return draft.state.is_orienting and draft.state.phase in (Phase.REPLYING, Phase.WINDOW)


def _begin(draft: Draft) -> None:
    chosen = draft.notice(_CHOSEN[draft.state.mode])
    draft.close_microphone()
    draft.change(is_orienting=False)
    draft.reply(chosen, after=After.READ_ON)
