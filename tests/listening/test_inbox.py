from mskiosk.listening.inbox import Hole, Inbox
from mskiosk.listening.recogniser import BYTES_A_SECOND


def test_things_come_out_in_the_order_in_which_they_went_in() -> None:
    inbox: Inbox[str] = Inbox()
    inbox.put_sound(b"12")
    inbox.put("listen")
    inbox.put_sound(b"34")
    assert [inbox.take() for _ in range(3)] == [b"12", "listen", b"34"]


def test_too_much_sound_loses_the_oldest_and_never_a_command() -> None:
    inbox: Inbox[str] = Inbox(most_bytes=4)
    inbox.put("listen")
    for pcm in (b"12", b"34", b"56"):
        inbox.put_sound(pcm)
    inbox.put("stop")
    taken = [inbox.take() for _ in range(5)]
    assert taken == ["listen", Hole(2 / BYTES_A_SECOND), b"34", b"56", "stop"]


def test_a_hole_knows_how_long_it_is_and_stays_where_it_is_among_the_commands() -> None:
    second = bytes(BYTES_A_SECOND)
    inbox: Inbox[str] = Inbox(most_bytes=BYTES_A_SECOND)
    inbox.put_sound(second)
    inbox.put_sound(second)
    inbox.put("listen")
    for _ in range(3):
        inbox.put_sound(second)
    taken = [inbox.take() for _ in range(4)]
    assert taken == [Hole(2), "listen", Hole(2), second]
    inbox.put_sound(second)
    assert inbox.take() == second, "what was dropped counts no longer"


def test_what_was_taken_makes_room() -> None:
    inbox: Inbox[str] = Inbox(most_bytes=2)
    for pcm in (b"12", b"34"):
        inbox.put_sound(pcm)
        assert inbox.take() == pcm
