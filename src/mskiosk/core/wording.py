"""The same sentence for those who have switches: it names what they press, and nothing else."""

from collections.abc import Mapping

from mskiosk.core.notices import Notice
from mskiosk.core.policy import Switches

_HELPS = (Notice.HOW_TO, Notice.HELP_SPEECH, Notice.HELP_KEYS, Notice.HELP_TERMS, Notice.USE_KEYS)
_ASKS = (Notice.ANSWER_NOW, Notice.ANSWER_BY_KEY, Notice.NO_CHOICES)
_EITHER = {
    Notice.HELP_SAFE: Notice.HELP_SAFE_BY_SWITCH,
    Notice.HERE_WAYS: Notice.HERE_WAYS_BY_SWITCH,
    Notice.PAUSED: Notice.PAUSED_BY_SWITCH,
    Notice.BREAK: Notice.BREAK_BY_SWITCH,
    Notice.REMINDER: Notice.REMINDER_BY_SWITCH,
    Notice.REMINDER_PAUSED: Notice.REMINDER_BY_SWITCH,
    Notice.REMINDER_BREAK: Notice.REMINDER_BY_SWITCH,
    Notice.PRIVATE_SILENT: Notice.PRIVATE_SILENT_BY_SWITCH,
    Notice.HEADSET_QUESTION: Notice.HEADSET_QUESTION_BY_SWITCH,
    Notice.STAFF_HOME: Notice.STAFF_HOME_BY_SWITCH,
    Notice.SPEECH_OFF: Notice.SPEECH_OFF_BY_CHOICE,
    Notice.LEARN_KEYS_ON: Notice.LEARN_KEYS_ON_BY_WORD,
    Notice.NOINPUT_BY_KEY: Notice.ONE_NOT_HEARD,
    Notice.NOMATCH_BY_KEY: Notice.ONE_NOT_UNDERSTOOD,
    Notice.MICROPHONE_OFF: Notice.MICROPHONE_OFF_BY_SWITCH,
    Notice.LESSON_BEGINS: Notice.LESSON_BEGINS_BY_SWITCH,
    Notice.TUTOR_BEGINS: Notice.TUTOR_BEGINS_BY_SWITCH,
    Notice.TUTOR_HOW: Notice.TUTOR_HOW_BY_SWITCH,
    Notice.TUTOR_REPEAT: Notice.TUTOR_REPEAT_BY_SWITCH,
    Notice.TUTOR_SLOWER: Notice.TUTOR_SLOWER_BY_SWITCH,
    Notice.TUTOR_FASTER: Notice.TUTOR_FASTER_BY_SWITCH,
    Notice.TUTOR_WHERE: Notice.TUTOR_WHERE_BY_SWITCH,
    Notice.TUTOR_HOME: Notice.TUTOR_HOME_BY_SWITCH,
}
_INSTEAD: Mapping[Switches, Mapping[Notice, Notice]] = {
    Switches.NONE: {},
    Switches.TWO: {
        **_EITHER,
        **dict.fromkeys(_HELPS, Notice.HOW_TO_WITH_TWO),
        **dict.fromkeys(_ASKS, Notice.ANSWER_WITH_TWO),
    },
    Switches.STEP: {
        **_EITHER,
        **dict.fromkeys(_HELPS, Notice.HOW_TO_WITH_STEP),
        **dict.fromkeys(_ASKS, Notice.ANSWER_WITH_STEP),
        Notice.PAUSED: Notice.PAUSED_WITH_STEP,
    },
    Switches.ONE: {
        **_EITHER,
        **dict.fromkeys(_HELPS, Notice.HOW_TO_WITH_ONE),
        **dict.fromkeys(_ASKS, Notice.SCAN_RESTS),
    },
}


def worded_for(switches: Switches, notice: Notice) -> Notice:
    """What is said instead of `notice`, if anything is."""
    return _INSTEAD[switches].get(notice, notice)
