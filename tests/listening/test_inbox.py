from mskiosk.listening.inbox import Inbox


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
    assert [inbox.take() for _ in range(4)] == ["listen", b"34", b"56", "stop"]


def test_what_was_taken_makes_room() -> None:
    inbox: Inbox[str] = Inbox(most_bytes=2)
    for pcm in (b"12", b"34"):
        inbox.put_sound(pcm)
        assert inbox.take() == pcm
