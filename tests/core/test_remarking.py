"""Volume, rate and earcons change under the text: nothing of it is cut, and nothing is lost."""

from dataclasses import replace

from mskiosk.core.effects import Chime, Earcon, Hush, Interject, SetVolume, Speak
from mskiosk.core.events import ListenerReady, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import RATES, VOLUMES, Policy
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import small_guide, text, topic


def reading() -> Conversation:
    """In the middle of a long page, with its third sentence sounding."""
    return Conversation().press(Choose(0)).start_sentence(0).start_sentence(2)


def remarks(talk: Conversation) -> list[str]:
    return [effect.text.spoken for effect in talk.asked_for(Interject)]


def test_louder_cuts_no_word_is_heard_at_once_and_told_after_the_sentence() -> None:
    """V1: at once in the sound, at once on the screen, and in words where none is lost."""
    talk = reading()
    before = talk.state
    talk.press(Command.LOUDER)
    assert talk.asked_for(SetVolume) == [SetVolume(8)]
    assert not talk.asked_for(Hush)
    assert not talk.asked_for(Speak)
    assert remarks(talk) == ["[louder] 10 8"]
    assert talk.asked_for(Interject)[0].turn == before.turn == talk.state.turn
    assert (talk.state.cursor, talk.phase()) == (before.cursor, Phase.READING)
    assert talk.view.remark == text("[louder] 10 8")
    assert talk.view.marked == 2, "the sentence is marked all the while"


def test_the_earcon_of_a_change_sounds_at_the_new_volume() -> None:
    kinds = [type(effect) for effect in reading().press(Command.LOUDER).effects]
    assert kinds.index(SetVolume) < kinds.index(Chime)


def test_a_remark_stays_on_the_screen_for_the_next_sentence_and_then_goes() -> None:
    talk = reading().press(Command.QUIETER).start_sentence(3)
    assert talk.view.remark == text("[quieter] 10 6")
    assert talk.start_sentence(4).view.remark is None


def test_a_remark_of_a_page_that_is_left_goes_with_it() -> None:
    talk = reading().press(Command.LOUDER, Command.MAIN_MENU)
    assert talk.view.remark is None
    assert not talk.asked_for(Interject)


def test_volume_ends_at_its_ends_with_the_sound_of_an_edge() -> None:
    talk = reading().press(*[Command.LOUDER] * 4)
    assert talk.state.settings.volume == VOLUMES
    assert remarks(talk) == ["[loudest]"]
    assert talk.asked_for(Chime) == [Chime(Earcon.EDGE)]
    assert not talk.asked_for(SetVolume)


def test_where_nothing_sounds_the_new_volume_is_said_at_once() -> None:
    talk = Conversation().until(Phase.WAITING).press(Command.LOUDER)
    assert talk.spoken() == ["[louder] 10 8"]
    assert talk.finish_prompt().phase() is Phase.WAITING
    talk = Conversation().press(Choose(0)).finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.press(Command.LOUDER).spoken() == ["[louder] 10 8"]
    assert talk.finish_prompt().phase() is Phase.READING


def test_louder_under_help_lets_help_go_on() -> None:
    talk = reading().press(Command.HELP).start_sentence(1).press(*[Command.LOUDER] * 2)
    assert remarks(talk) == ["[louder] 10 9"]
    assert not talk.asked_for(Speak)
    assert talk.state.reply_index == 1
    assert talk.phase() is Phase.REPLYING


def test_another_rate_begins_the_sentence_again_and_reads_on_at_that_rate() -> None:
    """V2: changed mid-task without losing the place."""
    talk = reading()
    cut = talk.state.lines[2].text
    talk.press(Command.SLOWER)
    assert talk.last_speak().texts[0] == cut
    assert talk.last_speak().words_per_minute == 100
    assert remarks(talk) == ["[slower] 100"]
    assert talk.asked_for(Interject)[0].turn == talk.last_speak().turn
    assert talk.asked_for(Interject)[0].words_per_minute == 100


def test_another_rate_in_a_reply_begins_its_sentence_again() -> None:
    talk = reading().press(Command.HELP).start_sentence(1).press(Command.FASTER)
    assert talk.spoken() == ["[help speech]"]
    assert talk.last_speak().words_per_minute == 160
    assert talk.finish_prompt().state.lines[2].text == talk.last_speak().texts[0]


def test_no_sentence_is_lost_or_said_twice_however_often_the_rate_changes() -> None:
    talk = Conversation().press(Choose(0))
    heard: list[str] = []
    commands = [Command.SLOWER, Command.FASTER, Command.LOUDER, Command.FASTER, Command.SLOWER]
    for turn in range(400):
        if talk.phase() is Phase.WAITING:
            break
        for index, said in enumerate(talk.last_speak().texts if talk.asked_for(Speak) else ()):
            talk.start_sentence(index)
            if turn % 3 == index % 3 and talk.phase() is Phase.READING:
                talk.press(commands[(turn + index) % len(commands)])
                if talk.asked_for(Speak):
                    break  # from the beginning of this sentence
            heard.append(said.spoken)
        else:
            talk.finish_prompt()
            if talk.phase() is Phase.WINDOW:
                talk.expire(Timer.WINDOW)
    page = [line.text.spoken for line in talk.state.lines]
    assert [words for words in heard if words in page] == page


def test_the_slowest_rate_says_that_it_is_and_cuts_nothing() -> None:
    talk = Conversation(Policy(rate=RATES[0])).press(Choose(0)).press(Command.SLOWER)
    assert remarks(talk) == ["[slowest]"]
    assert not talk.asked_for(Speak)
    assert talk.asked_for(Chime) == [Chime(Earcon.EDGE)]


def test_a_sentence_of_several_pieces_is_gone_on_with_from_its_beginning() -> None:
    words = ", ".join(f"word{n} and word" for n in range(12)) + "."
    guide = small_guide(replace(topic("home"), summary=(text(words),)))
    talk = Conversation(Policy(rate=RATES[0]), guide).until(Phase.READING)
    for _ in range(2):
        talk.until(Phase.WINDOW).expire(Timer.WINDOW).start_sentence(0)
    assert talk.state.lines[talk.state.cursor].text.shown == "", "in a later piece"
    talk.press(Command.WHERE_AM_I).until(Phase.READING)
    assert talk.spoken()[0].startswith("word0 and word")


def test_without_sound_a_remark_is_shown_and_not_said() -> None:
    """E14."""
    talk = Conversation(Policy(is_aloud=False)).press(Choose(0)).start_sentence(1)
    talk.press(Command.LOUDER)
    assert not talk.asked_for(Interject)
    assert talk.view.remark == text("[louder] 10 8")


def test_said_with_an_open_microphone_it_cuts_nothing_either() -> None:
    talk = Conversation(Policy(has_headset=True)).press(Choose(0)).start_sentence(1)
    turn = talk.state.turn
    talk.say("louder")
    assert remarks(talk) == ["[louder] 10 8"]
    assert not talk.asked_for(Hush)
    assert talk.state.turn == turn
    assert talk.state.is_microphone_open


def test_normal_settings_come_back_without_losing_the_place() -> None:
    """V3."""
    policy = Policy()
    talk = reading().press(Command.SLOWER, Command.LOUDER, Command.SOUNDS_ON_OFF)
    talk.happen(ListenerReady("test")).press(Command.NORMAL_SETTINGS)
    assert talk.state.settings == Conversation(policy).state.settings
    assert talk.asked_for(SetVolume) == [SetVolume(policy.volume)]
    assert talk.spoken() == ["[normal settings]"]
    talk.finish_prompt()
    assert talk.last_speak().texts[0] == talk.state.lines[2].text
    assert talk.last_speak().words_per_minute == policy.rate


def test_normal_settings_say_nothing_of_what_was_set_before() -> None:
    talk = reading().press(Command.SOUNDS_ON_OFF, Command.WHERE_AM_I).start_sentence(1)
    talk.press(Command.NORMAL_SETTINGS)
    assert talk.spoken() == ["[normal settings]"]
    assert talk.finish_prompt().last_speak().texts[0] == talk.state.lines[2].text


def test_normal_settings_bring_back_a_voice_that_was_off() -> None:
    talk = reading().press(Command.SPEECH_ON_OFF).press(Command.NORMAL_SETTINGS)
    assert talk.last_speak().is_aloud
    assert talk.spoken() == ["[normal settings]"]


def test_speech_off_says_so_aloud_and_then_goes_on_silently() -> None:
    """W5, V11: the change of mode is announced."""
    talk = reading().press(Command.SPEECH_ON_OFF)
    assert talk.last_speak().is_aloud
    assert talk.spoken()[0] == "[speech off]"
    talk.finish_prompt()
    assert not talk.last_speak().is_aloud
    assert talk.press(Command.SPEECH_ON_OFF).last_speak().is_aloud
