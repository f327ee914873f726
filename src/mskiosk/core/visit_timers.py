"""What the timers of a visit lead to: they go on whatever is said meanwhile."""

from mskiosk.core.draft import Draft
from mskiosk.core.events import Timer
from mskiosk.core.idling import answer_time_ended, ask_again, idle_count_ended
from mskiosk.core.unplugging import grace_ended
from mskiosk.core.visiting import hello_lapses


def visit_timer_expired(draft: Draft, timer: Timer) -> None:
    """`timer` is one of `events.OF_VISITS`."""
    match timer:
        case Timer.GREETING:
            hello_lapses(draft)
        case Timer.IDLE:
            idle_count_ended(draft)
        case Timer.STILL_THERE:
            ask_again(draft)
        case Timer.LEAVING:
            answer_time_ended(draft)
        case _:
            grace_ended(draft)
