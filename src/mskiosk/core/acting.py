"""What each intent does, whether it was said or pressed."""

from mskiosk.core.adjustments import PARTS
from mskiosk.core.appearance import change_colours, hide_screen, space_lines
from mskiosk.core.consenting import answer_about_privacy
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon, Speak
from mskiosk.core.guide import SETTINGS, Text
from mskiosk.core.idling import answered, is_asking
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.moving import (
    next_section,
    previous_section,
    read_from,
    step_choice,
    step_line,
)
from mskiosk.core.notices import Notice
from mskiosk.core.one_by_one import give_all_at_once, give_one_by_one, meaning_one_by_one
from mskiosk.core.orienting import help_now, staff, where_am_i
from mskiosk.core.places import ANSWERS, terms_of
from mskiosk.core.policy import Switches
from mskiosk.core.questions import answer, to_confirm
from mskiosk.core.recalling import recall
from mskiosk.core.resting import come_back, means_i_am_back, take_a_break
from mskiosk.core.scanning import (
    change_scan_rate,
    in_ring,
    stop_using_switches,
    use_switches,
)
from mskiosk.core.settings import (
    change_patience,
    change_rate,
    change_volume,
    cuts,
    restore,
    switch_earcons,
    switch_speech,
)
from mskiosk.core.sizing import change_text_size
from mskiosk.core.sounds import sound_of
from mskiosk.core.state import (
    After,
    AskingPlace,
    Phase,
    Question,
    QuestionPlace,
    SettingsPlace,
    SoundsPlace,
    SourcesPlace,
    TermsPlace,
    TopicPlace,
    VisitEnding,
    page_of,
)
from mskiosk.core.steadying import change_steadiness
from mskiosk.core.switches import set_up_switches
from mskiosk.core.teaching import forget_voice, learn_voice, obey_in_lesson
from mskiosk.core.travelling import enter, return_to_last_visit, take_up_again
from mskiosk.core.tutoring import begin_tutor, obey_tutor
from mskiosk.core.view import LineKind
from mskiosk.core.visiting import visit_ends


def act(draft: Draft, intent: Intent, *, by_voice: bool) -> None:
    draft.change(rounds=0)
    if is_asking(draft):
        more = answered(draft, intent, by_voice=by_voice)
        if more is not None:
            act(draft, more, by_voice=by_voice)
        return
    before, ways = len(draft.effects), draft.state.ways
    meant = in_ring(draft, intent)
    if meant is None:
        draft.change(can_say_no=False, reminders=0, sound=None, is_on_break=False)
        is_step = draft.state.ways is ways
        _chime(draft, Command.NEXT_CHOICE if is_step else Command.THIS_ONE, before)
        return
    intent = meant
    could_say_no = draft.state.can_say_no
    is_read_through = draft.state.is_reading_everything and not cuts(intent)
    is_back = draft.state.is_on_break and means_i_am_back(intent, by_voice=by_voice)
    rests_on = draft.state.is_on_break and not cuts(intent)
    draft.change(can_say_no=False, reminders=0, sound=None, is_on_break=rests_on)
    is_introduced = draft.state.is_orienting and not cuts(intent)
    draft.change(is_reading_everything=is_read_through, is_orienting=is_introduced)
    match intent:
        case _ if answer_about_privacy(draft, intent, by_voice=by_voice):
            pass
        case _ if is_back:
            come_back(draft)
        case _ if obey_in_lesson(draft, intent, by_voice=by_voice):
            pass
        case _ if obey_tutor(draft, intent, by_voice=by_voice):
            pass
        case _ if by_voice and to_confirm(draft) == intent:  # it is said again
            _answer(draft, is_yes=True)
        case Choose(index):
            _choose(draft, index, by_voice=by_voice)
        case Command.NO if could_say_no and not isinstance(draft.state.place, QuestionPlace):
            _take_back_consent(draft)
            go_back(draft)
        case _ if (meant := meaning_one_by_one(draft, intent)) is not None:
            _obey(draft, meant, by_voice=by_voice)
    _chime(draft, intent, before)


def _chime(draft: Draft, intent: Intent, first: int) -> None:
    """One earcon for each act: that which it has among its effects, which begin with number
    `first`, or else the one for what was meant, ahead of the words."""
    earcon = sound_of(intent)
    if earcon is None or draft.state.sound is not None:
        return
    speaks = (at for at in range(first, len(draft.effects)) if isinstance(draft.effects[at], Speak))
    draft.chime(earcon, at=next(speaks, len(draft.effects)))


def _choose(draft: Draft, index: int, *, by_voice: bool) -> None:
    state = draft.state
    if index >= len(state.choices):
        draft.chime(Earcon.NOT_UNDERSTOOD)
        draft.detour(draft.notice(Notice.NO_SUCH_CHOICE, number=draft.guide.number(index + 1)))
    elif by_voice and isinstance(to_confirm(draft), Choose):
        draft.detour(*draft.question)  # is it an answer, or a choice of the page?
    elif isinstance(state.place, QuestionPlace):
        _answer(draft, is_yes=ANSWERS[index] is Command.YES)
    elif isinstance(state.place, SettingsPlace):
        draft.change(focus=index)
        _adjust(draft, state.place, index, by_voice=by_voice)
    else:
        draft.change(focus=index)
        goto = state.choices[index].goto
        place = SettingsPlace() if goto == SETTINGS else TopicPlace(goto)
        enter(draft, place, by_voice=by_voice)


def _adjust(draft: Draft, place: SettingsPlace, index: int, *, by_voice: bool) -> None:
    """Changes what is chosen, says so, and waits for more of it: a switch takes it again."""
    adjustments = PARTS[place.part]
    if index == len(adjustments):
        enter(draft, SettingsPlace(place.part + 1), by_voice=by_voice)
        return
    has_switches = draft.state.settings.switches is not Switches.NONE
    draft.change(
        cursor=len(draft.state.lines),
        phase=Phase.WAITING,
        is_in_ring=has_switches,
        waits_long=True,
    )
    command = adjustments[index].command
    # a setting that is chosen is switched, however it was chosen
    act(draft, command, by_voice=by_voice and command is not Command.ONE_AT_A_TIME)


def _answer(draft: Draft, *, is_yes: bool) -> None:
    meant = answer(draft, is_yes=is_yes)
    if meant is not None:
        act(draft, meant, by_voice=True)  # it was said, however it is confirmed


def _obey(draft: Draft, command: Command, *, by_voice: bool) -> None:
    state = draft.state
    match command:
        case Command.GET_HELP_NOW:
            draft.change(is_learning_keys=False)
            _go_straight_to(draft, draft.guide.urgent)
            draft.change(can_say_no=by_voice)
        case Command.MAIN_MENU:
            _go_straight_to(draft, draft.guide.home)
        case Command.WHAT_CAN_I_SAY:
            _go_straight_to(draft, draft.guide.words)
        case Command.GO_BACK:
            go_back(draft)
        case Command.SOURCES:
            _sources(draft)
        case Command.EXPLAIN_WORDS:
            _explain_words(draft)
        case Command.EXPLAIN_SOUNDS:
            _explain_sounds(draft)
        case Command.HELP:
            help_now(draft)
        case Command.STAFF:
            staff(draft)
        case Command.WHERE_AM_I:
            where_am_i(draft)
        case Command.OPTIONS:
            _options(draft)
        case Command.YES | Command.NO:
            if isinstance(state.place, QuestionPlace):
                _answer(draft, is_yes=command is Command.YES)
            else:
                _refuse(draft, Notice.NO_QUESTION)
        case Command.THIS_ONE:
            if state.focus is None:
                _refuse(draft, Notice.NOTHING_FOCUSED)
            else:
                act(draft, Choose(state.focus), by_voice=by_voice)
        case Command.NEXT_CHOICE:
            step_choice(draft, 1)
        case Command.PREVIOUS_CHOICE:
            step_choice(draft, -1)
        case Command.REPEAT:
            _repeat(draft)
        case Command.READ_AGAIN:
            _read_again(draft)
        case Command.WHAT_DID_YOU_SAY:
            recall(draft)
        case Command.NEXT:
            step_line(draft, 1)
        case Command.PREVIOUS:
            step_line(draft, -1)
        case Command.NEXT_SECTION:
            next_section(draft)
        case Command.PREVIOUS_SECTION:
            previous_section(draft)
        case Command.STOP | Command.PAUSE:
            _pause(draft, is_silent=command is Command.STOP and not by_voice)
        case Command.CONTINUE:
            draft.go_on()
        case Command.PAUSE_OR_CONTINUE:
            if state.phase in (Phase.PAUSED, Phase.WAITING) or _is_pausing(draft):
                draft.go_on()
            else:
                _pause(draft, is_silent=False)
        case Command.SETTINGS:
            _settings(draft)
        case Command.SLOWER:
            change_rate(draft, -1)
        case Command.FASTER:
            change_rate(draft, 1)
        case Command.LOUDER:
            change_volume(draft, 1)
        case Command.QUIETER:
            change_volume(draft, -1)
        case Command.CHANGE_COLOURS:
            change_colours(draft)
        case Command.SPACE_LINES:
            space_lines(draft)
        case Command.HIDE_SCREEN:
            hide_screen(draft)
        case Command.BIGGER_TEXT:
            change_text_size(draft, 1)
        case Command.SMALLER_TEXT:
            change_text_size(draft, -1)
        case Command.ONE_AT_A_TIME:
            give_one_by_one(draft, by_voice=by_voice)
        case Command.SHOW_EVERYTHING:
            give_all_at_once(draft)
        case Command.SPEECH_ON_OFF:
            switch_speech(draft)
        case Command.SOUNDS_ON_OFF:
            switch_earcons(draft)
        case Command.WAIT_LONGER:
            change_patience(draft, 1)
        case Command.WAIT_LESS:
            change_patience(draft, -1)
        case Command.STEADIER_KEYS:
            change_steadiness(draft, 1)
        case Command.QUICKER_KEYS:
            change_steadiness(draft, -1)
        case Command.SET_UP_SWITCHES:
            set_up_switches(draft)
        case Command.ONE_SWITCH | Command.SWITCH:
            use_switches(draft, Switches.ONE)
        case Command.TWO_SWITCHES:
            use_switches(draft, Switches.TWO)
        case Command.NO_SWITCHES:
            stop_using_switches(draft)
        case Command.SCAN_SLOWER:
            change_scan_rate(draft, 1)
        case Command.SCAN_FASTER:
            change_scan_rate(draft, -1)
        case Command.NORMAL_SETTINGS:
            restore(draft)
        case Command.TUTOR:
            _be_taught(draft)
        case Command.LEARN_KEYS:
            draft.change(is_learning_keys=not state.is_learning_keys)
            if draft.state.is_learning_keys:
                draft.reply(draft.notice(Notice.LEARN_KEYS_ON), after=After.STAY_PAUSED)
            else:
                draft.reply(draft.notice(Notice.LEARN_KEYS_OFF), after=After.READ_ON)
        case Command.TAKE_A_BREAK:
            take_a_break(draft)
        case Command.NEW_PERSON if draft.policy.has_visits:
            visit_ends(draft, VisitEnding.NEW_PERSON)
        case Command.NEW_PERSON:
            _ask(draft, Question.NEW_PERSON)
        case Command.LEARN_VOICE:
            learn_voice(draft)
        case Command.FORGET_VOICE:
            forget_voice(draft)
        case Command.GOODBYE:
            _ask(draft, Question.GOODBYE)


def _be_taught(draft: Draft) -> None:
    if isinstance(draft.state.place, AskingPlace):
        draft.detour(*draft.question)
    else:
        begin_tutor(draft)


def _take_back_consent(draft: Draft) -> None:
    """The page was let be heard by mistake: it is asked about again when it is come to."""
    page = page_of(draft.state.place)
    if page is not None:
        draft.change(consents=draft.state.consents - {page})


def _ask(draft: Draft, question: Question) -> None:
    if draft.state.place == QuestionPlace(question):
        draft.detour(*draft.question)
    else:
        enter(draft, QuestionPlace(question))


def describe_key(draft: Draft, intent: Intent) -> None:
    """Says what the key does, and does nothing (E23)."""
    match intent:
        case Choose(index):
            does = draft.notice(Notice.KEY_CHOOSES, number=draft.guide.number(index + 1))
        case Command():
            does = draft.guide.universals[intent].does
    draft.reply(does, after=After.STAY_PAUSED)


def _go_straight_to(draft: Draft, topic: str) -> None:
    if draft.state.place == TopicPlace(topic):
        draft.put(draft.state.place)
        draft.read_on()
    else:
        enter(draft, TopicPlace(topic))


def go_back(draft: Draft) -> None:
    place = draft.state.place
    if isinstance(place, QuestionPlace) and place.visit is None:
        answer(draft, is_yes=False)
    elif return_to_last_visit(draft) is None:
        draft.chime(Earcon.EDGE)
        draft.detour(draft.notice(Notice.ALREADY_FIRST))
    else:
        take_up_again(draft)


def _sources(draft: Draft) -> None:
    match draft.state.place:
        case TopicPlace(id) | TermsPlace(id) if draft.guide.topics[id].sources:
            enter(draft, SourcesPlace(id))
        case SourcesPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            _refuse(draft, Notice.NO_SOURCES)


def _explain_words(draft: Draft) -> None:
    match draft.state.place:
        case TopicPlace(id) | SourcesPlace(id) if terms_of(id, draft.guide):
            enter(draft, TermsPlace(id))
        case TermsPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            _refuse(draft, Notice.NO_TERMS)


def _explain_sounds(draft: Draft) -> None:
    match draft.state.place:
        case QuestionPlace():
            draft.detour(*draft.question)
        case SoundsPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            enter(draft, SoundsPlace())


def _settings(draft: Draft) -> None:
    if draft.state.place == SettingsPlace():
        draft.put(draft.state.place)
        draft.read_on()
    else:
        enter(draft, SettingsPlace())


def _options(draft: Draft) -> None:
    """Skips to the choices, and goes on from there: next and previous start from them."""
    state = draft.state
    if isinstance(state.place, QuestionPlace):
        draft.detour(*draft.question)
        return
    choices = [at for at, line in enumerate(state.lines) if line.kind is LineKind.CHOICE]
    if choices:
        read_from(draft, choices[0])
    else:
        draft.change(cursor=len(state.lines), last_line=len(state.lines) - 1)
        draft.read_on()


def _read_again(draft: Draft) -> None:
    """The whole page to its last choice, or the question, from its beginning."""
    place = draft.state.place
    if isinstance(place, QuestionPlace):
        draft.detour(*draft.question)
    else:
        draft.put(place)
        draft.change(is_reading_everything=True)
        draft.read_on()


def _repeat(draft: Draft) -> None:
    """The reply again if that came last, else the sentence; after the choices, all of them."""
    state = draft.state
    if state.repeatable:
        after = After.READ_ON
        if state.phase is Phase.REPLYING:
            after = state.after_reply
        elif state.phase is Phase.WAITING:
            after = After.WAIT
        elif state.phase is Phase.PAUSED:
            after = After.STAY_PAUSED
        draft.reply(*_worth_repeating(draft, state.repeatable), after=after)
        return
    if state.last_line is not None:
        first = state.last_line
        if state.phase is Phase.WAITING:
            first = 0
        draft.change(cursor=first)
    draft.read_on()


def _worth_repeating(draft: Draft, reply: tuple[Text, ...]) -> tuple[Text, ...]:
    """At the end of a page "What would you like?" alone would help nobody: the choices too."""
    state = draft.state
    last_words = (Notice.ANSWER_NOW, Notice.ANSWER_BY_KEY, Notice.NO_CHOICES)
    if state.phase is not Phase.WAITING or reply not in [
        (draft.notice(notice),) for notice in last_words
    ]:
        return reply
    if state.choices:
        return (*(draft.choice_said(index) for index in range(len(state.choices))), *reply)
    return (state.lines[-1].text, *reply)


def _refuse(draft: Draft, notice: Notice) -> None:
    draft.chime(Earcon.NOT_UNDERSTOOD)
    draft.detour(draft.notice(notice))


def _is_pausing(draft: Draft) -> bool:
    state = draft.state
    return state.phase is Phase.REPLYING and state.after_reply is After.STAY_PAUSED


def _pause(draft: Draft, *, is_silent: bool) -> None:
    """What is left of a reply is held, for "continue"; a farewell is taken back."""
    state = draft.state
    is_replying = state.phase is Phase.REPLYING
    is_asked = is_replying and state.after_reply is After.WAIT
    if is_replying and state.after_reply is After.END:
        draft.change(after_reply=After.WAIT)
        draft.wait()
        return
    draft.hold_reply()
    if is_silent and (is_asked or state.phase is Phase.WAITING):
        draft.wait()
    elif is_silent:
        paused = draft.notice(Notice.PAUSED)
        draft.change(reply=(paused,), reply_index=0, reply_detour=1, last_was_reply=True)
        draft.pause()
    else:
        draft.remark(draft.notice(Notice.PAUSED), after=After.STAY_PAUSED)
