"""The sentences of the kiosk itself. Their wording is content; here are their names and fields."""

from enum import StrEnum


class Notice(StrEnum):
    """The name of each notice, as written in `notices.yaml`."""

    WELCOME = "welcome"
    HOW_TO = "how to"
    CHOICE = "choice"
    CHOICE_BY_KEY = "choice by key"
    FOCUSED = "focused"
    ANSWER_NOW = "answer now"
    CHOICE_BY_SOUND = "choice by sound"
    ANSWER_BY_SOUND = "answer by sound"
    ANSWER_BY_KEY = "answer by key"
    NO_CHOICES = "no choices"
    BACK_AT = "back at"
    ALREADY_FIRST = "already first"
    HERE = "here"
    HERE_QUESTION = "here question"
    HERE_CHOICES = "here choices"
    HERE_WAYS = "here ways"
    HERE_VOICE = "here voice"

    HELP_SAFE = "help safe"
    HELP_SPEECH = "help speech"
    HELP_KEYS = "help keys"
    HELP_TERMS = "help terms"
    STAFF_CLINIC = "staff clinic"
    STAFF_HOME = "staff home"

    PAUSED = "paused"
    BREAK = "break"
    FIRST_SENTENCE = "first sentence"
    LAST_SENTENCE = "last sentence"
    FIRST_SECTION = "first section"
    LAST_SECTION = "last section"
    NO_SUCH_CHOICE = "no such choice"
    NOTHING_FOCUSED = "nothing focused"
    NO_QUESTION = "no question"
    NO_SOURCES = "no sources"
    SOURCES_TITLE = "sources title"
    NO_TERMS = "no terms"
    TERMS_TITLE = "terms title"
    SAID_TITLE = "said title"
    SAID_NOTHING = "said nothing"
    LAST_CHOICE = "last choice"
    SLOWER = "slower"
    FASTER = "faster"
    SLOWEST = "slowest"
    FASTEST = "fastest"
    LOUDER = "louder"
    QUIETER = "quieter"
    LOUDEST = "loudest"
    QUIETEST = "quietest"
    WAITS_LONGER = "waits longer"
    WAITS_LESS = "waits less"
    WAITS_MOST = "waits most"
    WAITS_LEAST = "waits least"
    STRIKES_ALL = "strikes all"
    STRIKES_QUARTER = "strikes quarter"
    STRIKES_HALF = "strikes half"
    STRIKES_ONE = "strikes one"
    STRIKES_TWO = "strikes two"
    STEADIEST_KEYS = "steadiest keys"
    QUICKEST_KEYS = "quickest keys"
    OFFER_STEADIER = "offer steadier"
    STEADIER_REFUSED = "steadier refused"
    NEXT_SWITCH = "next switch"
    SELECT_SWITCH = "select switch"
    SWITCHES_SET = "switches set"
    SWITCH_SET = "switch set"
    SPEECH_ON = "speech on"
    SPEECH_OFF = "speech off"
    SOUNDS_ON = "sounds on"
    SOUNDS_OFF = "sounds off"
    NORMAL_SETTINGS = "normal settings"
    TEXT_SIZE = "text size"
    SETTINGS_TITLE = "settings title"
    SETTINGS_HOW = "settings how"
    SETTING = "setting"
    MORE_SETTINGS = "more settings"
    SET_BIGGER_TEXT = "set bigger text"
    SET_SMALLER_TEXT = "set smaller text"
    SET_COLOURS = "set colours"
    SET_SPACING = "set spacing"
    SET_SLOWER = "set slower"
    SET_FASTER = "set faster"
    SET_QUIETER = "set quieter"
    SET_LOUDER = "set louder"
    SET_WAIT_LONGER = "set wait longer"
    SET_WAIT_LESS = "set wait less"
    SET_SOUNDS = "set sounds"
    SET_SPEECH = "set speech"
    SET_LEARN_VOICE = "set learn voice"
    SET_NORMAL = "set normal"
    VALUE_STEP = "value step"
    VALUE_RATE = "value rate"
    VALUE_ON = "value on"
    VALUE_OFF = "value off"
    COLOURS = "colours"
    COLOURS_FIXED = "colours fixed"
    THEME_DARK = "theme dark"
    THEME_LIGHT = "theme light"
    THEME_YELLOW = "theme yellow"
    THEME_SOFT = "theme soft"
    LINES_APART = "lines apart"
    LINES_CLOSE = "lines close"
    TEXT_SIZE_NOW = "text size now"
    TEXT_SIZE_LESS = "text size less"
    TEXT_BIGGEST = "text biggest"
    TEXT_BIGGEST_HERE = "text biggest here"
    TEXT_SMALLEST = "text smallest"
    LEARN_KEYS_ON = "learn keys on"
    LEARN_KEYS_OFF = "learn keys off"
    KEY_CHOOSES = "key chooses"

    NOINPUT = "noinput"
    NOINPUT_BY_KEY = "noinput by key"
    NOMATCH = "nomatch"
    TOO_MUCH_TALK = "too much talk"
    NOMATCH_BY_KEY = "nomatch by key"
    LIST_CHOICES = "list choices"
    USE_KEYS = "use keys"
    MICROPHONE_OFF = "microphone off"
    REMINDER = "reminder"
    REMINDER_BREAK = "reminder break"
    REMINDER_PAUSED = "reminder paused"
    CONFIRM = "confirm"
    CONFIRM_GOODBYE = "confirm goodbye"
    CONFIRM_REFUSED = "confirm refused"
    CONFIRM_NEW_PERSON = "confirm new person"
    CLEARED = "cleared"
    GOODBYE = "goodbye"
    YES_LABEL = "yes label"
    NO_LABEL = "no label"
    BACK_LABEL = "back label"

    EVIDENCE_HIGH = "evidence high"
    EVIDENCE_MODERATE = "evidence moderate"
    EVIDENCE_LOW = "evidence low"
    EVIDENCE_VERY_LOW = "evidence very low"
    EVIDENCE_UNGRADED = "evidence ungraded"
    CHECKED = "checked"
    NOT_REVIEWED = "not reviewed"
    REVIEWED = "reviewed"
    HAS_SOURCES = "has sources"

    PRIVATE_QUESTION = "private question"
    PRIVATE_PAGE = "private page"
    PRIVATE_SILENT = "private silent"
    HEADSET_QUESTION = "headset question"
    ALOUD_LABEL = "aloud label"
    HEADSET_LABEL = "headset label"
    SCREEN_LABEL = "screen label"

    OFFER_MODEL = "offer model"
    FETCH_STARTED = "fetch started"
    FETCH_PROGRESS = "fetch progress"
    FETCH_DONE = "fetch done"
    FETCH_FAILED = "fetch failed"
    FETCH_DECLINED = "fetch declined"

    OFFER_LESSON = "offer lesson"
    LESSON_REFUSED = "lesson refused"
    LESSON_DEAF = "lesson deaf"
    LESSON_BEGINS = "lesson begins"
    LESSON_SAY = "lesson say"
    LESSON_AGAIN = "lesson again"
    LESSON_ONCE_MORE = "lesson once more"
    LESSON_NOT_HEARD = "lesson not heard"
    LESSON_TOO_SHORT = "lesson too short"
    LESSON_TOO_LONG = "lesson too long"
    LESSON_TOO_QUIET = "lesson too quiet"
    LESSON_TOO_LOUD = "lesson too loud"
    LESSON_UNLIKE = "lesson unlike"
    LESSON_LEFT_OUT = "lesson left out"
    LESSON_OVER = "lesson over"
    LESSON_IN_VAIN = "lesson in vain"
    KEEP_VOICE = "keep voice"
    VOICE_KEPT = "voice kept"
    VOICE_REFUSED = "voice refused"
    VOICE_NOT_KEPT = "voice not kept"
    VOICE_FORGOTTEN = "voice forgotten"
    VOICE_UNKNOWN = "voice unknown"
    VOICE_KNOWN = "voice known"
    LEARN_MORE_LABEL = "learn more label"
    FORGET_LABEL = "forget label"

    NO_SOUND = "no sound"
    NO_HEADSET = "no headset"
    HEADSET_AWAY = "headset away"
    SOUND_BACK = "sound back"
    NO_VOICE = "no voice"
    VOICE_BACK = "voice back"
    VOICE_LOST = "voice lost"
    NO_MICROPHONE = "no microphone"
    MICROPHONE_TAKEN = "microphone taken"
    MICROPHONE_MUTED = "microphone muted"
    MICROPHONE_SILENT = "microphone silent"
    VOICE_QUIET = "voice quiet"
    VOICE_CLIPPED = "voice clipped"
    ROOM_LOUD = "room loud"
    ROOM_CALM = "room calm"
    MICROPHONE_FINE = "microphone fine"
    NO_RECOGNISER = "no recogniser"
    HEARING_LOST = "hearing lost"
    HEARING_BACK = "hearing back"
    HEARS_BETTER = "hears better"

    SOUNDS_TITLE = "sounds title"
    SOUND_LISTENING = "sound listening"
    SOUND_STILL_LISTENING = "sound still listening"
    SOUND_NOT_UNDERSTOOD = "sound not understood"
    SOUND_EDGE = "sound edge"
    SOUND_MOVED = "sound moved"
    SOUND_CHOSEN = "sound chosen"
    SOUND_ENDING = "sound ending"

    STATUS_SPEAKING = "status speaking"
    STATUS_SILENT = "status silent"
    STATUS_PAUSED = "status paused"
    STATUS_SPEECH_OFF = "status speech off"
    STATUS_CAPTIONS = "status captions"
    STATUS_LISTENING = "status listening"
    STATUS_WAIT = "status wait"
    STATUS_STARTING = "status starting"
    STATUS_KEYS_ONLY = "status keys only"
    STATUS_TYPED = "status typed"
    STATUS_HEARD = "status heard"
    STATUS_SOUND_STILL_LISTENING = "status sound still listening"
    STATUS_FINE = "status fine"
    STATUS_QUIET = "status quiet"
    STATUS_MUTED = "status muted"
    STATUS_SILENT_MICROPHONE = "status silent microphone"
    STATUS_CLIPPED = "status clipped"
    STATUS_LOUD_ROOM = "status loud room"
    STATUS_SOUND_NOT_UNDERSTOOD = "status sound not understood"
    STATUS_SOUND_EDGE = "status sound edge"
    STATUS_SOUND_MOVED = "status sound moved"
    STATUS_SOUND_CHOSEN = "status sound chosen"


FIELDS: dict[Notice, frozenset[str]] = {
    Notice.CHOICE: frozenset({"label", "number"}),
    Notice.CHOICE_BY_KEY: frozenset({"label", "number"}),
    Notice.CHOICE_BY_SOUND: frozenset({"label"}),
    Notice.FOCUSED: frozenset({"label", "number", "count"}),
    Notice.BACK_AT: frozenset({"title"}),
    Notice.HERE: frozenset({"title", "line", "lines"}),
    Notice.HERE_QUESTION: frozenset({"title"}),
    Notice.HERE_CHOICES: frozenset({"count"}),
    Notice.HERE_VOICE: frozenset({"volume", "most", "rate"}),
    Notice.NO_SUCH_CHOICE: frozenset({"number"}),
    Notice.SOURCES_TITLE: frozenset({"title"}),
    Notice.TERMS_TITLE: frozenset({"title"}),
    Notice.SLOWER: frozenset({"rate"}),
    Notice.FASTER: frozenset({"rate"}),
    Notice.LOUDER: frozenset({"volume", "most"}),
    Notice.QUIETER: frozenset({"volume", "most"}),
    Notice.SETTINGS_TITLE: frozenset({"number", "count"}),
    Notice.SETTING: frozenset({"name", "value"}),
    Notice.VALUE_STEP: frozenset({"number", "most"}),
    Notice.VALUE_RATE: frozenset({"rate"}),
    Notice.COLOURS: frozenset({"name"}),
    Notice.TEXT_SIZE_NOW: frozenset({"size", "most"}),
    Notice.TEXT_SIZE_LESS: frozenset({"wanted", "size"}),
    Notice.KEY_CHOOSES: frozenset({"number"}),
    Notice.CONFIRM: frozenset({"heard"}),
    Notice.CHECKED: frozenset({"date"}),
    Notice.REVIEWED: frozenset({"name"}),
    Notice.HAS_SOURCES: frozenset({"count"}),
    Notice.OFFER_MODEL: frozenset({"megabytes"}),
    Notice.FETCH_PROGRESS: frozenset({"percent"}),
    Notice.FETCH_FAILED: frozenset({"reason"}),
    Notice.LESSON_SAY: frozenset({"phrase"}),
    Notice.LESSON_AGAIN: frozenset({"phrase"}),
    Notice.LESSON_ONCE_MORE: frozenset({"phrase"}),
    Notice.LESSON_OVER: frozenset({"count"}),
    Notice.STATUS_HEARD: frozenset({"heard"}),
}
"""The fields that each notice has; a notice that is not here has none."""
