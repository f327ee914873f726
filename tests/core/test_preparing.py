"""What may be asked for next is rendered ahead: the right words, few of them, none private."""

from mskiosk.core.effects import Effect, Prepare, Speak
from mskiosk.core.events import SpeakerFailed, SpeakerFault, SpeakerReady
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.preparing import MOST_TEXTS
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.private_guide import private_guide, secrets
from tests.small_guide import choice, small_guide, topic


def prepared(talk: Conversation) -> list[str]:
    found = talk.asked_for(Prepare)
    assert len(found) == 1
    return [text.spoken for text in found[0].texts]


def arrived(talk: Conversation) -> Conversation:
    return talk.until(Phase.READING).start_sentence(0)


def test_what_comes_first_after_each_choice_is_prepared_as_it_will_be_said() -> None:
    talk = arrived(Conversation())
    ready = set(prepared(talk))
    for index in range(3):
        said = Conversation().press(Choose(index)).spoken()
        assert ready.issuperset(said[:5])


def test_the_kiosks_own_words_are_prepared_as_they_will_be_said() -> None:
    ready = prepared(arrived(Conversation()))
    for command in (Command.HELP, Command.PAUSE_OR_CONTINUE, Command.YES, Command.GET_HELP_NOW):
        talk = arrived(Conversation()).press(command)
        if command is not Command.YES:
            assert set(talk.spoken()) <= set(ready), command


def test_it_is_asked_for_once_on_each_page_and_at_each_rate() -> None:
    talk = arrived(Conversation())
    assert prepared(talk)
    assert not talk.start_sentence(1).asked_for(Prepare)
    assert not talk.finish_prompt().asked_for(Prepare)
    talk.press(Command.SLOWER).until(Phase.READING).start_sentence(0)
    assert talk.asked_for(Prepare)[0].words_per_minute == 100
    assert prepared(talk.press(Choose(1)).start_sentence(0))


def test_a_voice_that_was_started_anew_is_asked_again() -> None:
    talk = arrived(Conversation()).happen(SpeakerFailed(SpeakerFault.RESTARTING), SpeakerReady())
    assert talk.until(Phase.READING).start_sentence(0).asked_for(Prepare)


def test_it_never_comes_before_what_the_person_waits_for() -> None:
    talk = Conversation()
    for intent in (Choose(0), Command.GO_BACK, Choose(1), Command.HELP, Command.MAIN_MENU):
        kinds: list[type[Effect]] = [type(effect) for effect in talk.press(intent).effects]
        assert Speak in kinds
        assert Prepare not in kinds


def test_it_stays_small() -> None:
    many = topic("home", *(choice(f"Choice {n}", f"page{n}") for n in range(9)))
    guide = small_guide(many, *(topic(f"page{n}", sentences=80) for n in range(9)))
    talk = arrived(Conversation(guide=guide))
    assert len(prepared(talk)) <= MOST_TEXTS
    assert sum(map(len, prepared(talk))) < 10_000


def test_without_sound_nothing_is_prepared() -> None:
    assert not arrived(Conversation(Policy(is_aloud=False))).asked_for(Prepare)


def test_no_private_word_is_prepared_before_somebody_agreed() -> None:
    """E7."""
    guide = private_guide()
    talk = Conversation(Policy(profile=Profile.CLINIC), guide).press(Choose(1)).start_sentence(0)
    ready = " ".join(prepared(talk))
    assert not [secret for secret in secrets(guide, "leak") if secret in ready]
