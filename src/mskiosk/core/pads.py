"""The kiosk's sentences for a numeric pad, where the keys that they name are others or missing."""

from collections.abc import Mapping
from dataclasses import replace

from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy

PAD_HAS_NO_KEY = frozenset({Command.REPEAT, Command.SLOWER, Command.FASTER})
"""Of what the tutor teaches; these can be said."""
_ON_PAD: Mapping[Notice, Notice] = {
    Notice.HOW_TO: Notice.HOW_TO_BY_PAD,
    Notice.ORIENT: Notice.ORIENT_BY_PAD,
    Notice.ORIENT_KEYS: Notice.ORIENT_KEYS_BY_PAD,
    Notice.MODE_KEYS: Notice.MODE_KEYS_BY_PAD,
    Notice.ANSWER_BY_KEY: Notice.ANSWER_BY_PAD,
    Notice.NO_CHOICES: Notice.NO_CHOICES_BY_PAD,
    Notice.NOTHING_FOCUSED: Notice.NOTHING_FOCUSED_BY_PAD,
    Notice.ONE_CHOICE_BY_KEY: Notice.ONE_CHOICE_BY_PAD,
    Notice.ONE_END: Notice.ONE_END_BY_PAD,
    Notice.ONE_ON: Notice.ONE_ON_BY_PAD,
    Notice.ONE_HELP: Notice.ONE_HELP_BY_PAD,
    Notice.HERE_WAYS: Notice.HERE_WAYS_BY_PAD,
    Notice.HELP_KEYS: Notice.HELP_KEYS_BY_PAD,
    Notice.HELP_TERMS: Notice.HELP_TERMS_BY_PAD,
    Notice.STAFF_HOME: Notice.STAFF_HOME_BY_PAD,
    Notice.HEADSET_QUESTION: Notice.HEADSET_QUESTION_BY_PAD,
    Notice.PRIVATE_SILENT: Notice.PRIVATE_SILENT_BY_PAD,
    Notice.PAUSED: Notice.PAUSED_BY_PAD,
    Notice.REMINDER_PAUSED: Notice.REMINDER_PAUSED_BY_PAD,
    Notice.NEXT_SWITCH: Notice.NEXT_SWITCH_BY_PAD,
    Notice.SPEECH_OFF: Notice.SPEECH_OFF_BY_CHOICE,
    Notice.LEARN_KEYS_ON: Notice.LEARN_KEYS_ON_BY_WORD,
    Notice.LESSON_BEGINS: Notice.LESSON_BEGINS_BY_PAD,
    Notice.TUTOR_BEGINS: Notice.TUTOR_BEGINS_BY_PAD,
    Notice.TUTOR_HOW: Notice.TUTOR_HOW_BY_PAD,
    Notice.TUTOR_DOWN: Notice.TUTOR_DOWN_BY_PAD,
    Notice.TUTOR_ESCAPE: Notice.TUTOR_ESCAPE_BY_PAD,
    Notice.TUTOR_SPACE: Notice.TUTOR_SPACE_BY_PAD,
    Notice.TUTOR_REPEAT: Notice.TUTOR_REPEAT_BY_PAD,
    Notice.TUTOR_SLOWER: Notice.TUTOR_SLOWER_BY_PAD,
    Notice.TUTOR_FASTER: Notice.TUTOR_FASTER_BY_PAD,
    Notice.TUTOR_WHERE: Notice.TUTOR_WHERE_BY_PAD,
    Notice.TUTOR_HOME: Notice.TUTOR_HOME_BY_PAD,
}


def worded_for_keys(guide: Guide, policy: Policy) -> Guide:
    """The guide with the sentences that name the keys of `policy`."""
    if not policy.has_pad:
        return guide
    notices = {said: guide.notices[instead] for said, instead in _ON_PAD.items()}
    return replace(guide, notices={**guide.notices, **notices})
