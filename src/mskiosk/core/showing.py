"""The view of a state: everything a front end needs, in words."""

from dataclasses import replace

from mskiosk.core.events import Quality
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Command
from mskiosk.core.items import choice_alone, is_one_at_a_time, item_at
from mskiosk.core.notices import Notice
from mskiosk.core.places import lines_of, place_id, title_of
from mskiosk.core.policy import Switches
from mskiosk.core.privacy import is_heard
from mskiosk.core.reading import line_of
from mskiosk.core.ring import label_of
from mskiosk.core.sounds import NAMES
from mskiosk.core.state import (
    Hearing,
    Phase,
    Place,
    QuestionPlace,
    RestingPlace,
    SettingsPlace,
    State,
    Voice,
    Ways,
    captures_key,
)
from mskiosk.core.view import Line, LineKind, MicrophoneState, View, VoiceState

ALL_COMMANDS = frozenset(Command)
NARROWED_COMMANDS = frozenset(
    {
        Command.YES,
        Command.NO,
        Command.STAFF,
        Command.GET_HELP_NOW,
        Command.THIS_ONE,
        Command.HELP,
        Command.GO_BACK,
        Command.MAIN_MENU,
        Command.CONTINUE,
    }
)
"""After repeated misunderstandings only these, and the numbers, are listened for: few enough to
be told apart, and enough for a person with nothing but a voice to get away."""
_QUALITIES = {
    Quality.FINE: Notice.STATUS_FINE,
    Quality.VERY_QUIET: Notice.STATUS_QUIET,
    Quality.MUTED: Notice.STATUS_MUTED,
    Quality.SILENT: Notice.STATUS_SILENT_MICROPHONE,
    Quality.CLIPPING: Notice.STATUS_CLIPPED,
    Quality.LOUD_ROOM: Notice.STATUS_LOUD_ROOM,
}
LESSON_COMMANDS = frozenset(
    {
        Command.GET_HELP_NOW,
        Command.STAFF,
        Command.HELP,
        Command.STOP,
        Command.GO_BACK,
        Command.MAIN_MENU,
        Command.NEXT,
        Command.REPEAT,
        Command.CONTINUE,
    }
)
"""What is listened for beside the phrase that is taught, which is not one of them then."""
_TITLES_IN_PATH = 3
_UNCUT = 1_000_000
"""Words: what is shown need not be said in one breath."""


def view_of(state: State, guide: Guide) -> View:
    """What is to be seen: of a page all, or one thing."""
    view = whole_view_of(state, guide)
    if state.settings.is_screen_hidden and is_heard(state):
        return _hidden(view, guide)
    return _one_item(view, state, guide) if is_one_at_a_time(state) else view


def whole_view_of(state: State, guide: Guide) -> View:
    """Everything there is at the place: what can be chosen and said is the same in every look."""
    microphone, microphone_notice = _microphone(state)
    quality = _QUALITIES.get(state.quality) if state.hearing is Hearing.SPEECH else None
    is_metered = microphone is MicrophoneState.LISTENING
    voice, voice_notice = _voice(state)
    places = dict.fromkeys(visit.place for visit in state.trail if not _asks_of_itself(visit.place))
    way_here = [
        place for place in places if place != state.place and not _is_part_of(place, state.place)
    ]
    path = [title_of(place, guide, state=state) for place in way_here[-_TITLES_IN_PATH:]]
    heard = guide.notice(Notice.STATUS_HEARD, heard=_unbraced(state.heard)) if state.heard else None
    asks_about = state.place.visit if isinstance(state.place, QuestionPlace) else None
    marked = None if asks_about else _marked(state)
    question = _asked(state) if asks_about else None
    is_asking = question is not None and not state.last_was_reply and state.last_line == 0
    has_switches = state.settings.switches is not Switches.NONE
    return View(
        id=place_id(state.place),
        title=state.title,
        path=tuple(path),
        lines=_lines_asked_about(asks_about.place, guide, state) if asks_about else state.lines,
        marked=marked,
        marked_word=None if marked is None else state.word,
        choices=state.choices,
        focus=state.focus if state.is_in_ring or not has_switches else None,
        way=_way(state, guide) if has_switches else None,
        is_way_focused=state.is_in_ring and state.way is not None,
        commands=NARROWED_COMMANDS if state.is_narrowed else ALL_COMMANDS,
        takes_labels=not state.is_narrowed,
        caption=_caption(state) or question,
        caption_word=state.word if state.last_was_reply or is_asking else None,
        remark=state.aside,
        heard=heard,
        sound=guide.notice(NAMES[state.sound]) if state.sound else None,
        microphone=microphone,
        microphone_status=guide.notice(microphone_notice),
        quality_status=guide.notice(quality) if quality else None,
        level=state.level if is_metered else None,
        voice=voice,
        voice_status=guide.notice(voice_notice),
        look=replace(state.settings.look, text_size=state.text_size),
        shows_whole=isinstance(state.place, RestingPlace),
        strike_window_seconds=state.settings.strike_window_seconds,
        select_goes_on=is_one_at_a_time(state) or state.settings.switches is Switches.STEP,
        captures_key=captures_key(state.place),
        key_additions=state.settings.key_additions,
    )


def _asks_of_itself(place: Place) -> bool:
    """A question of the start, which has a page behind it that is on the way too."""
    return isinstance(place, QuestionPlace) and place.visit is None


def _is_part_of(place: Place, whole: Place) -> bool:
    """Both are pages of settings, which have one name but for the number."""
    return isinstance(place, SettingsPlace) and isinstance(whole, SettingsPlace)


def _way(state: State, guide: Guide) -> Text:
    """The one that is focused, or else the list of more, so that there is always a row for it."""
    return label_of(state.way or Ways.MORE, state, guide)


def _hidden(view: View, guide: Guide) -> View:
    """Nothing of what is said (S13)."""
    hint = guide.notice(Notice.SCREEN_HIDDEN)
    return replace(
        view,
        title=hint,
        path=(),
        lines=(Line(kind=LineKind.TITLE, text=hint),),
        marked=None,
        marked_word=None,
        choices=(),
        focus=None,
        way=None,
        is_way_focused=False,
        caption=None,
        caption_word=None,
        remark=None,
        heard=None,
    )


def _one_item(view: View, state: State, guide: Guide) -> View:
    """One line of the page; a choice is a question, and no list stands below it."""
    at = item_at(state)
    if at is None:  # everything has been read, and the kiosk asks what now
        return replace(view, lines=view.lines[:1], marked=None, choices=(), focus=None)
    line = state.lines[at]
    if line.choice is not None:
        text = choice_alone(line.choice, state, guide)
        line = replace(line, kind=LineKind.SENTENCE, text=text, choice=None)
    is_caption = view.caption is not None and view.caption.shown == line.text.shown
    return replace(
        view,
        lines=(line,),
        marked=None if view.marked is None and not is_caption else 0,
        marked_word=view.caption_word if is_caption else view.marked_word,
        choices=(),
        focus=None,
        caption=None if is_caption else view.caption,
        caption_word=None if is_caption else view.caption_word,
    )


def _asked(state: State) -> Text | None:
    """What is asked about a page; where no choice is focused by being read, the answer that is."""
    if not state.lines:
        return None
    is_read = state.settings.switches is not Switches.NONE and not state.is_in_ring
    at = (state.last_line or 0) if is_read else 0
    return state.lines[min(at, len(state.lines) - 1)].text


def _lines_asked_about(place: Place, guide: Guide, state: State) -> tuple[Line, ...]:
    """The whole page, to be read while the kiosk asks about it. Its choices have no numbers yet:
    the numbers answer the question."""
    lines = lines_of(place, guide, title_of(place, guide), _UNCUT, state)
    return tuple(
        replace(line, kind=LineKind.SENTENCE, choice=None) if line.choice is not None else line
        for line in lines
    )


def _unbraced(heard: str) -> Text:
    return Text(heard, heard)


def _marked(state: State) -> int | None:
    """The line that is being read or was read last, unless a reply came after it."""
    if state.last_was_reply or state.last_line is None or state.last_line >= len(state.lines):
        return None
    return line_of(state.lines, state.lines[state.last_line].sentence)


def _caption(state: State) -> Text | None:
    if not state.last_was_reply or not state.reply:
        return None
    return state.reply[min(state.reply_index, len(state.reply) - 1)]


def _microphone(state: State) -> tuple[MicrophoneState, Notice]:
    match state.hearing:
        case Hearing.STARTING:
            return MicrophoneState.STARTING, Notice.STATUS_STARTING
        case Hearing.TYPED:
            return MicrophoneState.TYPED, Notice.STATUS_TYPED
        case Hearing.SPEECH if state.is_microphone_open:
            return MicrophoneState.LISTENING, Notice.STATUS_LISTENING
        case Hearing.SPEECH:
            return MicrophoneState.WAITING, Notice.STATUS_WAIT
        case _:
            return MicrophoneState.OFF, Notice.STATUS_KEYS_ONLY


def _voice(state: State) -> tuple[VoiceState, Notice]:
    if not state.settings.is_aloud:
        return VoiceState.OFF, Notice.STATUS_SPEECH_OFF
    if state.voice is Voice.CAPTIONS:
        return VoiceState.CAPTIONS, Notice.STATUS_CAPTIONS
    match state.phase:
        case Phase.READING | Phase.REPLYING if state.voice is not Voice.RESTARTING:
            return VoiceState.SPEAKING, Notice.STATUS_SPEAKING
        case Phase.PAUSED:
            return VoiceState.PAUSED, Notice.STATUS_PAUSED
        case _:
            return VoiceState.SILENT, Notice.STATUS_SILENT
