"""What each intent does, whether it was said or pressed."""

from mskiosk.core.adjustments import PARTS
from mskiosk.core.calling import staff
from mskiosk.core.changing import CHANGES
from mskiosk.core.consenting import answer_about_privacy
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon, Speak
from mskiosk.core.going import (
    explain_sounds,
    explain_words,
    go_back,
    go_straight_to,
    show_settings,
    show_sources,
)
from mskiosk.core.guide import SETTINGS
from mskiosk.core.idling import answered, is_asking
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.moving import next_section, previous_section, step_choice, step_line
from mskiosk.core.notices import Notice
from mskiosk.core.one_by_one import give_one_by_one, meaning_one_by_one
from mskiosk.core.orienting import help_now, where_am_i
from mskiosk.core.pausing import is_pausing, pause
from mskiosk.core.places import ANSWERS
from mskiosk.core.policy import Switches
from mskiosk.core.questions import answer, to_confirm
from mskiosk.core.recalling import recall
from mskiosk.core.refusing import refuse
from mskiosk.core.rereading import read_again, repeat, skip_to_choices
from mskiosk.core.resting import come_back, means_i_am_back, take_a_break
from mskiosk.core.scanning import in_ring, known_as
from mskiosk.core.settings import cuts
from mskiosk.core.sounds import sound_of
from mskiosk.core.state import (
    After,
    AskingPlace,
    Phase,
    Question,
    QuestionPlace,
    SettingsPlace,
    TopicPlace,
    VisitEnding,
    Ways,
    page_of,
)
from mskiosk.core.teaching import forget_voice, learn_voice, obey_in_lesson
from mskiosk.core.travelling import enter
from mskiosk.core.tutoring import begin_tutor, obey_tutor
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
        case command if command in CHANGES:
            CHANGES[command](draft)
        case Command.ONE_AT_A_TIME:
            give_one_by_one(draft, by_voice=by_voice)
        case Command.GET_HELP_NOW:
            draft.change(is_learning_keys=False)
            go_straight_to(draft, draft.guide.urgent)
            draft.change(can_say_no=by_voice)
        case Command.MAIN_MENU:
            go_straight_to(draft, draft.guide.home)
        case Command.WHAT_CAN_I_SAY:
            go_straight_to(draft, draft.guide.words)
        case Command.GO_BACK:
            go_back(draft)
        case Command.SOURCES:
            show_sources(draft)
        case Command.EXPLAIN_WORDS:
            explain_words(draft)
        case Command.EXPLAIN_SOUNDS:
            explain_sounds(draft)
        case Command.HELP:
            help_now(draft)
        case Command.STAFF:
            staff(draft)
        case Command.WHERE_AM_I:
            where_am_i(draft)
        case Command.OPTIONS:
            skip_to_choices(draft)
        case Command.YES | Command.NO:
            if isinstance(state.place, QuestionPlace):
                _answer(draft, is_yes=command is Command.YES)
            else:
                refuse(draft, Notice.NO_QUESTION)
        case Command.THIS_ONE:
            if state.focus is None:
                refuse(draft, Notice.NOTHING_FOCUSED)
            else:
                act(draft, Choose(state.focus), by_voice=by_voice)
        case Command.NEXT_CHOICE:
            step_choice(draft, 1)
        case Command.PREVIOUS_CHOICE:
            step_choice(draft, -1)
        case Command.REPEAT:
            repeat(draft)
        case Command.READ_AGAIN:
            read_again(draft)
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
            pause(draft, is_silent=command is Command.STOP and not by_voice)
        case Command.CONTINUE:
            draft.go_on()
        case Command.PAUSE_OR_CONTINUE:
            if state.phase in (Phase.PAUSED, Phase.WAITING) or is_pausing(draft):
                draft.go_on()
            else:
                pause(draft, is_silent=False)
        case Command.SETTINGS:
            show_settings(draft)
        case Command.TUTOR:
            _be_taught(draft)
        case Command.LEARN_KEYS:
            if state.is_learning_keys:
                end_key_practice(draft)
            else:
                _begin_key_practice(draft)
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


def _begin_key_practice(draft: Draft) -> None:
    """Out of the ring: no press could stop what goes on in it."""
    draft.change(is_learning_keys=True, ways=Ways.PAGE, way=None, is_in_ring=False)
    draft.reply(draft.notice(Notice.LEARN_KEYS_ON), after=After.STAY_PAUSED)


def end_key_practice(draft: Draft) -> None:
    """With the reading, or with the question that is waiting for an answer."""
    draft.change(is_learning_keys=False)
    over = draft.notice(Notice.LEARN_KEYS_OFF)
    if isinstance(draft.state.place, AskingPlace):
        draft.reply(over, *draft.question, after=After.WAIT)
    else:
        draft.reply(over, after=After.READ_ON)


def describe_key(draft: Draft, intent: Intent) -> None:
    """Says what the key does, and does nothing (E23)."""
    match known_as(draft.state, intent):
        case Choose(index):
            does = draft.notice(Notice.KEY_CHOOSES, number=draft.guide.number(index + 1))
        case Command() as command:
            does = draft.guide.universals[command].does
    draft.reply(does, after=After.STAY_PAUSED)
