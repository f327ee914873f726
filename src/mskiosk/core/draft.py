"""One step in the making: the state so far, the effects so far, and the moves that make both.

The only mutable value in the core; it lives for one call of `Dialogue.step`. Each prompt and each
opening of the microphone begins a new turn, so that whatever is still under way for an earlier
one can report what it likes. It is one long class because speaking, listening and waiting take
turns at one state: no part of it could be used without the others.
"""

from dataclasses import replace
from typing import Any

from mskiosk.core.copying import with_changes
from mskiosk.core.effects import (
    Chime,
    Earcon,
    Effect,
    EndSession,
    Hush,
    Listen,
    Priority,
    Speak,
    StartTimer,
    StopListening,
    StopTimer,
)
from mskiosk.core.events import Beginning, Quality, Timer
from mskiosk.core.grammar import Grammar
from mskiosk.core.greeting import resting_grammar
from mskiosk.core.guide import Guide, Text
from mskiosk.core.items import (
    choice_alone,
    choice_at,
    is_one_at_a_time,
    item_at,
    leans_on_words,
    speaks_of_words,
)
from mskiosk.core.notices import FIELDS, Notice
from mskiosk.core.places import arrival
from mskiosk.core.policy import PATIENCE, Policy, Switches
from mskiosk.core.privacy import (
    asked_in_vain,
    audible,
    is_silent_here,
    is_withheld,
    is_withheld_here,
    noticed,
)
from mskiosk.core.reading import (
    line_of,
    most_seconds,
    passage_end,
    whole_sentences,
    words_in,
)
from mskiosk.core.ring import has_more_to_read
from mskiosk.core.showing import LESSON_COMMANDS, whole_view_of
from mskiosk.core.sounds import MEANINGS
from mskiosk.core.state import (
    HEARS_WORDS,
    After,
    AskingPlace,
    Dwell,
    Hearing,
    LessonPlace,
    Phase,
    Place,
    Question,
    QuestionPlace,
    RestingPlace,
    State,
    TutorPlace,
    VisitEnding,
    Ways,
)
from mskiosk.core.urgency import is_urgent_here, is_urgent_said
from mskiosk.core.view import LineKind
from mskiosk.core.wording import worded_for

STILL_THERE = QuestionPlace(Question.STILL_THERE)
"""Where somebody is asked whether they are there."""


class Draft:
    def __init__(self, guide: Guide, policy: Policy, state: State) -> None:
        self.guide = guide
        self.policy = policy
        self.state = state
        self.effects: list[Effect] = []

    def change(self, **fields: Any) -> None:  # the fields of State, checked there
        self.state = with_changes(self.state, fields)

    def emit(self, effect: Effect) -> None:
        self.effects.append(effect)

    def notice(self, notice: Notice, **values: str | int | Text) -> Text:
        """The notice with its fields filled in; what may not be heard is not said in it."""
        fields = {n: self._audible(v) if isinstance(v, Text) else v for n, v in values.items()}
        notice = worded_for(self.state.settings.switches, notice)
        if "press" in FIELDS.get(notice, ()):
            fields["press"] = self.guide.notice(self._press)
        return noticed(self.guide, notice, **fields)

    @property
    def _press(self) -> Notice:
        """What takes an item, or goes on, for somebody with switches."""
        if self.state.settings.switches is Switches.TWO:
            return Notice.PRESS_SELECT
        return Notice.MAKE_SOUND if self.takes_sounds else Notice.PRESS_SWITCH

    def _audible(self, text: Text) -> Text:
        """`text` as it may be said now: whatever is said passes through here (E7)."""
        return audible(text, self.guide, self.state)

    def put(self, place: Place, sentence: int = 0, focus: int | None = None) -> None:
        words = self.words_per_passage
        self.change(**arrival(place, self.guide, self.state, words, sentence, focus))

    def _show_silently(self) -> None:
        """Marks the line at the cursor, and rests there; on arrival says that it is silent."""
        state = self.state
        if state.last_line is None:
            self.reply(self.notice(Notice.PRIVATE_SILENT), after=After.STAY_PAUSED)
            return
        if state.cursor < len(state.lines):
            line = state.lines[state.cursor]
            focus = state.focus if line.choice is None else line.choice
            self.change(last_line=state.cursor, focus=focus)
        self.change(last_was_reply=False)
        self.pause()

    @property
    def hears_speech(self) -> bool:
        return self.state.hearing is Hearing.SPEECH

    @property
    def takes_sounds(self) -> bool:
        """Any voiced sound is the press of the one switch; in a loud room none is."""
        is_loud = self.state.quality is Quality.LOUD_ROOM
        is_one = self.state.settings.switches.is_one
        return self.hears_speech and self.policy.has_sound_switch and is_one and not is_loud

    @property
    def scans(self) -> bool:
        """The kiosk goes from item to item by itself; what is typed can name any of them."""
        is_one = self.state.settings.switches is Switches.ONE
        return is_one and self.state.hearing is not Hearing.TYPED

    @property
    def leans_on_words(self) -> bool:
        """Words are worth offering."""
        return leans_on_words(self.state)

    @property
    def speaks_of_words(self) -> bool:
        """What can be said is named, rather than what can be pressed."""
        return speaks_of_words(self.state)

    @property
    def words_per_passage(self) -> int:
        return words_in(self.policy.passage_seconds, self.state.settings.rate)

    # Speaking

    def hush(self) -> None:
        """Silence; what is read on later begins with the whole of the sentence that was cut, and
        what nobody asked for and has not been said waits for the next pause."""
        if self.state.phase is Phase.READING:
            self._rewind()
        elif self.state.phase is Phase.REPLYING and self.state.announced:
            unsaid = self.state.reply[self.state.reply_index :]
            kept = tuple(text for text in self.state.announced if text in unsaid)
            self.change(unsaid=kept, announced=())
        if self.state.phase in (Phase.READING, Phase.REPLYING):
            self.emit(Hush())

    def _rewind(self) -> None:
        """To the first piece of a sentence that is too long for one passage."""
        state = self.state
        if state.cursor < len(state.lines):
            self.change(cursor=line_of(state.lines, state.lines[state.cursor].sentence))

    def read_on(self) -> None:
        """Reads the passage at the cursor, or asks what now when everything is read. What nobody
        asked for is said first, but not amid what is said about urgent help."""
        if self.scans and not has_more_to_read(self.state):
            self.change(cursor=len(self.state.lines))  # the choices are scanned
        state = self.state
        is_amid_urgent = is_urgent_here(state, self.guide) and 0 < state.cursor < len(state.lines)
        if state.pending and not is_amid_urgent:
            self.change(pending=())
            self.reply(*state.pending, after=After.READ_ON)
            self.change(announced=state.pending)
        elif is_silent_here(state):
            self._show_silently()
        elif is_withheld_here(state):
            self.put(QuestionPlace(Question.PRIVATE, visit=state.visit))
            self.read_on()
        elif visit := asked_in_vain(state):
            self.put(visit.place, visit.sentence, visit.focus)
            self.read_on()
        elif state.cursor < len(state.lines):
            self._read_passage()
        elif self.scans or isinstance(state.place, AskingPlace):
            self.wait()
        else:
            if is_one_at_a_time(state):
                self.change(last_line=len(state.lines))
            self.reply(self.notice(self._what_now()), after=After.WAIT)

    def _read_passage(self) -> None:
        state = self.state
        end = passage_end(state.lines, state.cursor, self.words_per_passage)
        if self._may_have_been_misheard:
            end = 1
        self.change(
            phase=Phase.READING,
            passage_first=state.cursor,
            passage_end=end,
            last_was_reply=False,
            repeatable=(),
            held=(),
            ways=Ways.PAGE,
            way=None,
            is_in_ring=False,
        )
        closing = Earcon.LISTENING if self.hears_speech else None
        first = state.lines[state.cursor]
        is_example = first.kind is LineKind.SOUND
        if is_example:
            closing = tuple(MEANINGS)[first.paragraph - 1]
        is_asked = isinstance(state.place, QuestionPlace)
        priority = Priority.ANSWER if is_asked else Priority.READING
        self._speak(self.passage, closing=closing, priority=priority, is_example=is_example)

    @property
    def _may_have_been_misheard(self) -> bool:
        """Somebody came here by voice, and the microphone is deaf while the kiosk speaks: it stops
        after the title, and "no" goes back."""
        state = self.state
        return (
            state.can_say_no
            and state.cursor == 0
            and state.lines[0].kind is LineKind.TITLE
            and self.hears_speech
            and not self.policy.has_headset
            and not is_urgent_here(state, self.guide)
        )

    @property
    def passage(self) -> tuple[Text, ...]:
        """The lines of the passage that is being read, as they are said."""
        return tuple(map(self.as_said, range(self.state.passage_first, self.state.passage_end)))

    @property
    def is_saying_what_is_urgent(self) -> bool:
        state = self.state
        match state.phase:
            case Phase.READING:
                return is_urgent_here(state, self.guide)
            case Phase.REPLYING:
                return any(is_urgent_said(text, self.guide) for text in state.reply)
            case _:
                return False

    def _what_now(self) -> Notice:
        if is_one_at_a_time(self.state):
            return Notice.ONE_END if self.state.trail else Notice.ONE_END_AT_HOME
        if not self.state.choices:
            return Notice.NO_CHOICES
        return Notice.ANSWER_NOW if self.speaks_of_words else Notice.ANSWER_BY_KEY

    def as_said(self, at: int) -> Text:
        line = self.state.lines[at]
        if line.kind is not LineKind.CHOICE or line.choice is None:
            return line.text
        if is_one_at_a_time(self.state):
            return self.item_said(line.choice)
        return replace(line.text, spoken=self.choice_said(line.choice).spoken)

    def item_said(self, index: int) -> Text:
        """A choice that is given alone."""
        return choice_alone(index, self.state, self.guide)

    @property
    def asks_item_by_item(self) -> bool:
        """Each choice of the page is asked about, and waits as long as the answer takes; not while
        all is read out."""
        return is_one_at_a_time(self.state) and not self.state.is_reading_everything

    @property
    def item_asked(self) -> tuple[Text, ...]:
        """The choice that is waited at, or what now, as it is said; nothing at other times."""
        if not self.asks_item_by_item or self.state.phase is not Phase.WAITING:
            return ()
        if item_at(self.state) is None:
            return (self.notice(self._what_now()),)
        index = choice_at(self.state)
        return () if index is None else (self.item_said(index),)

    @property
    def question(self) -> tuple[Text, ...]:
        """What is asked at a question, as it is said."""
        place = self.state.place
        if not isinstance(place, QuestionPlace) or not _has_listed_answers(place):
            return (self.state.title,)
        return whole_sentences(
            (line.sentence, self.as_said(at))
            for at, line in enumerate(self.state.lines)
            if line.kind is not LineKind.CHOICE or not self.scans
        )

    def choice_said(self, index: int) -> Text:
        """The choice with what to say for it or, where words are not heard, what to press."""
        choice = self.state.choices[index]
        if self.state.settings.switches is not Switches.NONE:
            return self._audible(choice.label)
        notice = Notice.CHOICE if self.speaks_of_words else Notice.CHOICE_BY_KEY
        return self.notice(notice, label=choice.label, number=self.guide.number(index + 1))

    def reply(self, *texts: Text, after: After) -> None:
        """Says `texts`, then does what `after` says."""
        self._reply(texts, detour=0, after=after)
        self.change(repeatable=texts, held=())

    def remark(self, *texts: Text, after: After) -> None:
        """The same for a remark: nobody wants it repeated, or gone on with when it is cut."""
        self._reply(texts, detour=len(texts), after=after)

    @property
    def _rest_of_reply(self) -> tuple[Text, ...]:
        """From the beginning of the sentence that was cut; a remark is not gone on with."""
        state = self.state
        return state.reply[max(state.reply_index, state.reply_detour) :]

    def hold_reply(self) -> None:
        """What "continue" is going to say: the rest of the reply that is cut now."""
        if self.state.phase is Phase.REPLYING and (rest := self._rest_of_reply):
            self.change(held=rest, after_held=self.state.after_reply)

    def go_on(self) -> None:
        """With the reply that a pause cut, or with the reading."""
        state = self.state
        if state.held:
            self.reply(*state.held, after=state.after_held)
        else:
            self.read_on()

    def say_apart(self, *texts: Text) -> None:
        """Says `texts` as a prompt of its own; what it cuts goes on in the next one."""
        if self.state.phase is Phase.REPLYING:
            self.change(pending=(*self._rest_of_reply, *self.state.pending))
            self.remark(*texts, after=self.state.after_reply)
        else:
            self.detour(*texts, is_brief=True)

    def detour(self, *texts: Text, is_brief: bool = False) -> None:
        """Says `texts`, then goes on with what was cut: a reply, the reading, the waiting.

        A brief detour, such as the new volume, is itself not gone on with when it is cut.
        """
        if self.state.phase in (Phase.READING, Phase.WINDOW):
            self._rewind()
        state = self.state
        rest: tuple[Text, ...] = ()
        match state.phase:
            case Phase.REPLYING:
                rest = tuple(text for text in self._rest_of_reply if text not in texts)
                after = state.after_reply
            case Phase.WAITING:
                after = After.WAIT
                rest = () if is_brief else self.item_asked
                if isinstance(state.place, TutorPlace):
                    rest = self.question
            case Phase.PAUSED:
                after = After.STAY_PAUSED
            case _:
                after = After.READ_ON
        self._reply((*texts, *rest), detour=len(texts) if is_brief else 0, after=after)
        if not is_brief:
            self.change(repeatable=self.state.reply, held=())

    def _reply(self, texts: tuple[Text, ...], *, detour: int, after: After) -> None:
        self.change(
            phase=Phase.REPLYING,
            reply=texts,
            reply_index=0,
            reply_detour=detour,
            after_reply=after,
            last_was_reply=True,
            announced=(),
        )
        closing = None
        if after is After.END:
            closing = Earcon.ENDING
        elif self.state.is_in_ring and not self.takes_sounds:
            pass  # presses are awaited: after each item a chime would tire
        elif self.hears_speech and after in (After.LISTEN, After.WAIT, After.STAY_PAUSED):
            closing = Earcon.LISTENING
        self._speak(texts, closing=closing, priority=Priority.ANSWER)

    def say_again(self, *first: Text) -> None:
        """Speaks what was cut, from the beginning of the cut sentence, after `first`."""
        state = self.state
        if state.phase is Phase.REPLYING:
            rest = state.reply[state.reply_index :]
            left = max(0, state.reply_detour - state.reply_index)
            self._reply((*first, *rest), detour=len(first) + left, after=state.after_reply)
        elif state.phase is Phase.READING:
            self._rewind()
            if first:
                self.reply(*first, after=After.READ_ON)
            else:
                self.read_on()
        elif first:
            self.announce(*first)

    def begin_sentence_again(self) -> None:
        """What is being said goes on from the beginning of its sentence, as it is set now."""
        if self.state.phase is Phase.REPLYING:
            self.say_again()
        elif self.state.phase is Phase.READING:
            self._rewind()
            self._read_passage()

    def announce(self, *texts: Text) -> None:
        """Says what nobody asked for: now if nothing is going on, else at the next pause."""
        pending = (*(text for text in self.state.pending if text not in texts), *texts)
        self.change(pending=pending)
        is_silent = self.state.phase in (Phase.WAITING, Phase.PAUSED)
        if pending and is_silent and not self.state.is_hearing_speech:
            self.change(pending=())
            self.detour(*pending)
            self.change(announced=pending)

    def _speak(
        self,
        texts: tuple[Text, ...],
        *,
        closing: Earcon | None,
        priority: Priority,
        is_example: bool = False,
    ) -> None:
        """`is_example`: `closing` is what is explained, and sounds even if earcons are off."""
        rate = self.state.settings.rate
        texts = tuple(map(self._audible, texts))
        is_private = any(is_withheld(text, self.state) for text in texts)
        self.change(pending=(*self.state.unsaid, *self.state.pending), unsaid=())
        self._begin_turn()
        turn = self.state.turn
        can_barge_in = self.state.hearing is Hearing.TYPED or (
            self.hears_speech and self.policy.has_headset
        )
        if not can_barge_in:
            self.close_microphone()
        self.emit(
            Speak(
                turn=turn,
                texts=texts,
                words_per_minute=rate,
                is_aloud=self.state.settings.is_aloud and not is_private,
                closing=closing if is_example or self.state.settings.has_earcons else None,
                priority=Priority.SAFETY if self.is_saying_what_is_urgent else priority,
            )
        )
        self.emit(StartTimer(Timer.PROMPT, turn, most_seconds(texts, rate)))
        if can_barge_in:
            self._open_microphone()

    def _begin_turn(self) -> None:
        self.change(turn=self.state.turn + 1, is_hearing_speech=False, word=None)

    # Listening

    def close_microphone(self) -> None:
        if self.state.is_microphone_open:
            self.change(is_microphone_open=False, is_hearing_speech=False, level=0)
            self.emit(StopListening())

    def _open_microphone(self) -> None:
        if self.state.hearing not in HEARS_WORDS:
            return
        self.change(is_microphone_open=True)
        self.emit(
            Listen(
                turn=self.state.turn,
                grammar=self._grammar,
                patience=PATIENCE[self.state.settings.patience],
                deaf_seconds=0.0 if self.policy.has_headset else self.policy.deaf_seconds,
                is_for_switch=self.takes_sounds,
                sample_of=self._taught_now,
            )
        )

    @property
    def _taught_now(self) -> str | None:
        place, is_asked = self.state.place, self.state.phase is Phase.WAITING
        return place.phrase if isinstance(place, LessonPlace) and is_asked else None

    @property
    def _grammar(self) -> Grammar:
        """What means something now; in a lesson few phrases, for the person says others to it."""
        if isinstance(self.state.place, RestingPlace):
            return resting_grammar(self.state.greeting, self.guide)
        view = whole_view_of(self.state, self.guide)
        if not isinstance(self.state.place, LessonPlace):
            return Grammar.of(view, self.guide)
        taught = Grammar.of(view, self.guide).match(self.state.place.phrase)
        commands = LESSON_COMMANDS.difference({taught})
        return Grammar.of(replace(view, commands=commands, choices=()), self.guide)

    def open_window(self) -> None:
        """The pause between two passages, in which the person can say anything."""
        self.change(phase=Phase.WINDOW)
        self._begin_turn()
        self._open_microphone()
        self.emit(StopTimer(Timer.PROMPT))
        self.start_window_timer()

    def start_window_timer(self) -> None:
        match self.state.hearing:
            case Hearing.SPEECH:
                seconds = self.policy.deaf_seconds + self.policy.window_seconds
            case Hearing.TYPED:
                seconds = 0.0
            case _:
                seconds = self.policy.gap_seconds
        self.emit(StartTimer(Timer.WINDOW, self.state.turn, seconds))

    def wait(self) -> None:
        """Listens for an answer, as long as it takes. Who reads on the screen is not hurried."""
        self._rest(Phase.PAUSED if is_silent_here(self.state) else Phase.WAITING)

    def pause(self) -> None:
        self._rest(Phase.PAUSED)

    def _rest(self, phase: Phase) -> None:
        self.change(phase=phase)
        if self.state.pending:
            pending = self.state.pending
            self.change(pending=())
            self.detour(*pending)
            self.change(announced=pending)
            return
        self._begin_turn()
        self._open_microphone()
        self.emit(StopTimer(Timer.PROMPT))
        self.start_patience_timer()
        self.count_idleness()

    def count_idleness(self) -> None:
        """From now on nobody does anything; where it is counted already, that goes on: what the
        kiosk says by itself, or to the room, is no person."""
        state, policy = self.state, self.policy
        if state.place == STILL_THERE and not state.warnings:
            self.change(warnings=1)
            self.emit(StartTimer(Timer.LEAVING, state.turn, policy.warning_seconds))
            self.emit(StartTimer(Timer.STILL_THERE, state.turn, policy.warning_again_seconds))
        is_theirs = policy.has_visits and state.place not in (RestingPlace(), STILL_THERE)
        is_scanning = self.scans and state.is_in_ring
        if is_scanning:
            self.change(is_idle_counted=False)
        if not is_theirs or is_scanning or state.is_idle_over or self.state.is_idle_counted:
            return
        self.change(is_idle_counted=True)
        seconds = policy.whole_break_seconds if state.is_on_break else policy.visit_seconds
        self.emit(StartTimer(Timer.IDLE, state.turn, seconds))

    def start_patience_timer(self) -> None:
        """What happens when nothing happens: a reprompt, or later on a reminder."""
        state, policy = self.state, self.policy
        if state.hearing is Hearing.TYPED or state.place == STILL_THERE:
            return
        if isinstance(state.place, RestingPlace):
            if policy.invite_seconds and not state.are_hours_quiet:
                self.emit(StartTimer(Timer.INVITE, state.turn, policy.invite_seconds))
            return
        is_awake = state.phase is Phase.WAITING and state.rounds < policy.scan_rounds
        is_lesson = isinstance(state.place, LessonPlace)
        has_switches = state.settings.switches is not Switches.NONE and not is_lesson
        is_asked = state.phase is Phase.WAITING and not has_switches
        is_scanning = self.scans and (state.is_in_ring or (is_awake and not is_lesson))
        if is_scanning or state.dwell is not Dwell.NONE:
            self.emit(StartTimer(Timer.SCAN, state.turn, self._dwell_seconds))
        elif self.hears_speech and is_asked and state.noinputs < 3:
            seconds = policy.deaf_seconds + policy.noinput_seconds
            self.emit(StartTimer(Timer.NOINPUT, state.turn, seconds))
        elif state.reminders < self._most_reminders:
            seconds = policy.break_seconds if state.is_on_break else policy.reminder_seconds
            self.emit(StartTimer(Timer.REMINDER, state.turn, seconds))

    @property
    def _most_reminders(self) -> int:
        """With strangers who come and go one, and none after reprompts: then the kiosk asks whether
        they are there."""
        if not self.policy.has_visits or self.state.is_on_break:
            return self.policy.reminders
        return min(1, self.policy.reminders) if not self.state.noinputs else 0

    @property
    def _dwell_seconds(self) -> float:
        """How long the scanning stays here; not at all where nothing is focused."""
        state = self.state
        if not state.is_in_ring:
            return self.policy.gap_seconds
        deaf = self.policy.deaf_seconds if self.takes_sounds else 0.0
        return deaf + state.settings.scan_seconds * (2 if state.waits_long else 1)

    def stay_open(self, phase: Phase) -> None:
        """The prompt is over in the middle of an utterance: what is being said decides. If it is
        nothing, the time that is counted has begun."""
        self.change(phase=phase)
        self.emit(StopTimer(Timer.PROMPT))
        if phase is not Phase.WINDOW:
            self.count_idleness()

    def chime(self, earcon: Earcon, at: int | None = None) -> None:
        """Shows the name of `earcon`, and sounds it if it may: as effect `at`, or as the last."""
        self.change(sound=earcon)
        if self.state.settings.is_aloud and self.state.settings.has_earcons:
            self.effects.insert(len(self.effects) if at is None else at, Chime(earcon))

    def end(self) -> None:
        self.close_microphone()
        self.change(phase=Phase.ENDED)
        following = Beginning.VISIT
        if self.policy.has_visits:
            is_next_there = self.state.ending is VisitEnding.NEW_PERSON
            following = Beginning.ANEW if is_next_there else Beginning.CLEARED
        self.emit(EndSession(following))


def _has_listed_answers(question: QuestionPlace) -> bool:
    return question.visit is not None or question.question is Question.KNOWN_VOICE
