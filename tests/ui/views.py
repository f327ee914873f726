"""Views made by hand: pages about MS of the sizes that real ones have."""

from dataclasses import replace

from mskiosk.core.guide import Choice, Text
from mskiosk.core.intents import Command
from mskiosk.core.view import Line, LineKind, MicrophoneState, View, VoiceState

SIZES = [(80, 24), (40, 15), (10, 4), (120, 40), (240, 67)]
"""Columns and rows."""

LABELS = (
    "Treating a relapse",
    "Disease-modifying treatments",
    "Stem cells: the two kinds",
    "Easing symptoms day by day",
    "Get help now",
)
_PAGE = (
    (LineKind.SUMMARY, 0, "Treatments can slow MS down, calm a relapse, or ease one symptom."),
    (LineKind.SUMMARY, 0, "There is no cure yet."),
    (LineKind.HEADING, 1, "Treating a relapse"),
    (LineKind.SENTENCE, 2, "A relapse is a new symptom that lasts for more than 24 hours."),
    (
        LineKind.SENTENCE,
        2,
        "Steroids can make a relapse shorter, but they do not change how you are in the end.",
    ),
    (LineKind.SENTENCE, 3, "They can upset sleep, mood and the stomach for as long as they last."),
    (LineKind.HEADING, 4, "Slowing MS down"),
    (
        LineKind.SENTENCE,
        5,
        "Disease-modifying treatments lower the number of relapses, and some slow MS itself.",
    ),
    (LineKind.SENTENCE, 5, "Each one has its own risks, and each needs its own checks."),
    (LineKind.SENTENCE, 6, "Your MS team can tell you which of them fit you."),
    (LineKind.NOTICE, 7, "We are fairly sure of this page."),
    (LineKind.NOTICE, 7, "It was last checked on 3 March 2025."),
)


def text(words: str) -> Text:
    return Text(words, words)


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(text(label), label.casefold()) for label in labels)


def page(times: int = 1) -> View:
    """A page with title, text and five choices; `times` makes its text longer."""
    title = text("Treatments")
    lines = [Line(kind=LineKind.TITLE, text=title)]
    for round_ in range(times):
        lines += [
            Line(
                kind=kind,
                text=text(words),
                section=round_,
                paragraph=10 * round_ + paragraph + 1,
                sentence=len(_PAGE) * round_ + at + 1,
            )
            for at, (kind, paragraph, words) in enumerate(_PAGE)
        ]
    lines += [
        Line(
            kind=LineKind.CHOICE,
            text=Text(label, f"For {label}, say {index + 1}."),
            section=times,
            paragraph=10 * times + index + 1,
            sentence=len(lines) + index,
            choice=index,
        )
        for index, label in enumerate(LABELS)
    ]
    return View(
        id="treatments",
        title=title,
        path=(text("Main menu"), text("About MS")),
        lines=tuple(lines),
        marked=0,
        choices=choices(*LABELS),
        focus=None,
        commands=frozenset(Command),
        microphone=MicrophoneState.LISTENING,
        microphone_status=text("Microphone: I am listening."),
        voice=VoiceState.SPEAKING,
        voice_status=text("Voice: speaking."),
    )


def question() -> View:
    """A question of the kiosk: its title is its only line."""
    words = text(
        "To hear you better I can fetch a file of 41 megabytes. Say yes please, or no thanks."
    )
    return replace(
        page(),
        id="question:offer-model",
        title=words,
        path=(),
        lines=(Line(kind=LineKind.TITLE, text=words),),
        choices=choices("Yes please", "No thanks"),
    )


def sounds() -> View:
    """The page that explains the earcons."""
    meaning = text("This one means: you moved.")
    line = Line(kind=LineKind.SOUND, text=meaning, section=1, paragraph=1, sentence=1)
    return replace(page(), id="sounds", lines=(page().lines[0], line), marked=1, choices=())


def empty() -> View:
    return replace(page(), id="empty", title=text(""), path=(), lines=(), marked=None, choices=())


def hostile() -> View:
    """What no content should have: controls, reordering, wide and endless words."""
    words = text(
        "\x1b[31mred\x07\r\n\x00\u202eback\u202c \ud800 \u200b\u4e2d\u6587\u5b57 "
        "\U0001f600e\u0301\u0301 " + "endless" * 40
    )
    return replace(
        page(),
        id="hostile",
        title=words,
        path=(words, words),
        lines=tuple(replace(line, text=words) for line in page().lines),
        marked=3,
        choices=(Choice(words, "x"), Choice(text(""), "y")) * 7,
        focus=9,
        caption=words,
        heard=words,
        microphone_status=words,
        voice_status=text(""),
    )


def huge() -> View:
    """1 MB in one field, and a thousand lines."""
    lines = page(80).lines
    return replace(
        page(),
        id="huge",
        lines=(replace(lines[1], text=text("word " * 200_000)), *lines),
        marked=500,
    )


def out_of_range() -> View:
    return replace(page(), id="out of range", marked=999, focus=99)


ODD = (empty, hostile, huge, out_of_range, question, sounds)
