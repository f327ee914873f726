"""Reading a page: its lines in order, and how many of them make one passage."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mskiosk.core.guide import Choice, EvidenceLevel, Guide, Term, Text, Topic
from mskiosk.core.notices import Notice
from mskiosk.core.privacy import marked_like, noticed
from mskiosk.core.view import Line, LineKind

_EVIDENCE = {
    EvidenceLevel.HIGH: Notice.EVIDENCE_HIGH,
    EvidenceLevel.MODERATE: Notice.EVIDENCE_MODERATE,
    EvidenceLevel.LOW: Notice.EVIDENCE_LOW,
    EvidenceLevel.VERY_LOW: Notice.EVIDENCE_VERY_LOW,
    EvidenceLevel.UNGRADED: Notice.EVIDENCE_UNGRADED,
}
_ALONE = (LineKind.CHOICE, LineKind.SOUND)


def topic_lines(topic: Topic, guide: Guide, words_per_line: int) -> tuple[Line, ...]:
    """Title, summary, sections, how sure and how checked, then the choices."""
    lines = [Line(kind=LineKind.TITLE, text=topic.title)]
    lines += [Line(kind=LineKind.SUMMARY, text=text, paragraph=1) for text in topic.summary]
    paragraph = 1
    section = 0
    for section, part in enumerate(topic.sections, start=1):
        paragraph += 1
        lines.append(
            Line(kind=LineKind.HEADING, text=part.heading, section=section, paragraph=paragraph)
        )
        for sentences in part.paragraphs:
            paragraph += 1
            lines += [
                Line(kind=LineKind.SENTENCE, text=text, section=section, paragraph=paragraph)
                for text in sentences
            ]
    lines += [
        Line(kind=LineKind.NOTICE, text=text, section=section + 1, paragraph=paragraph + 1)
        for text in _standing(topic, guide)
    ]
    lines += choice_lines(topic.choices, guide, section=section + 2, paragraph=paragraph + 2)
    return _numbered(lines, words_per_line)


def sources_lines(topic: Topic, title: Text, words_per_line: int) -> tuple[Line, ...]:
    lines = [
        Line(kind=LineKind.TITLE, text=title),
        *(
            Line(kind=LineKind.SENTENCE, text=source.citation, section=1, paragraph=number)
            for number, source in enumerate(topic.sources, start=1)
        ),
    ]
    return _numbered(lines, words_per_line)


def terms_lines(
    terms: list[Term], title: Text, choices: Iterable[Line], words_per_line: int
) -> tuple[Line, ...]:
    """Each hard word with what it means, then the pages that say more."""
    lines = [Line(kind=LineKind.TITLE, text=title)]
    for number, term in enumerate(terms, start=1):
        name, *meaning = (marked_like(text, title) for text in (term.name, *term.meaning))
        lines.append(Line(kind=LineKind.HEADING, text=name, section=number, paragraph=number))
        lines += [
            Line(kind=LineKind.SENTENCE, text=text, section=number, paragraph=number)
            for text in meaning
        ]
    return _numbered([*lines, *choices], words_per_line)


def said_lines(said: Iterable[Text], title: Text, words_per_line: int) -> tuple[Line, ...]:
    lines = [Line(kind=LineKind.TITLE, text=title)]
    lines += [
        Line(kind=LineKind.SENTENCE, text=text, section=1, paragraph=number)
        for number, text in enumerate(said, start=1)
    ]
    return _numbered(lines, words_per_line)


def sounds_lines(meanings: Iterable[Text], title: Text, words_per_line: int) -> tuple[Line, ...]:
    """What each earcon means; the paragraphs count them from 1."""
    lines = [Line(kind=LineKind.TITLE, text=title)]
    lines += [
        Line(kind=LineKind.SOUND, text=text, section=1, paragraph=number)
        for number, text in enumerate(meanings, start=1)
    ]
    return _numbered(lines, words_per_line)


def settings_lines(
    title: Text, told: Iterable[Text], choices: Iterable[Line], words_per_line: int
) -> tuple[Line, ...]:
    """What to do, then what can be set."""
    lines = [Line(kind=LineKind.TITLE, text=title)]
    lines += [Line(kind=LineKind.SUMMARY, text=text, paragraph=1) for text in told]
    return _numbered([*lines, *choices], words_per_line)


def question_lines(
    question: Text, words_per_line: int, answers: Iterable[Line] = ()
) -> tuple[Line, ...]:
    """The question, and its answers where it does not name them itself."""
    return _numbered([Line(kind=LineKind.TITLE, text=question), *answers], words_per_line)


def choice_lines(
    choices: tuple[Choice, ...], guide: Guide, *, section: int, paragraph: int
) -> list[Line]:
    """The option first, then what to say for it."""
    return [
        Line(
            kind=LineKind.CHOICE,
            text=replace(
                noticed(guide, Notice.CHOICE, label=choice.label, number=guide.number(index + 1)),
                shown=choice.label.shown,
            ),
            section=section,
            paragraph=paragraph + index,
            choice=index,
        )
        for index, choice in enumerate(choices)
    ]


def _standing(topic: Topic, guide: Guide) -> Iterator[Text]:
    """How sure the page is, who checked it, and that it has sources. A page without sources, such
    as a menu, states nothing that could be checked, unless it is about a treatment."""
    if not topic.sources and not topic.is_treatment:
        return
    if topic.evidence and not topic.is_treatment:
        yield guide.notice(_EVIDENCE[topic.evidence])
    yield guide.notice(Notice.CHECKED, date=guide.date(topic.checked.date))
    if topic.reviewed_by:
        yield guide.notice(Notice.REVIEWED, name=topic.reviewed_by)
    else:
        yield guide.notice(Notice.NOT_REVIEWED)
    if topic.sources:
        yield guide.notice(Notice.HAS_SOURCES, count=len(topic.sources))


def _numbered(lines: list[Line], words_per_line: int) -> tuple[Line, ...]:
    """Each line with its sentence number, over-long sentences cut where a breath is natural."""
    return tuple(
        Line(
            kind=line.kind,
            text=text,
            section=line.section,
            paragraph=line.paragraph,
            sentence=sentence,
            choice=line.choice,
        )
        for sentence, line in enumerate(lines)
        for text in _breaths(line.text, words_per_line)
    )


def _breaths(text: Text, most_words: int) -> list[Text]:
    """`text` in pieces of at most `most_words` spoken words; only the first piece is shown."""
    words = text.spoken.split()
    if len(words) <= most_words:
        return [text]
    pieces: list[str] = []
    while len(words) > most_words:
        commas = [at for at in range(most_words // 2, most_words) if words[at][-1] in ",;:"]
        cut = commas[-1] + 1 if commas else most_words
        pieces.append(" ".join(words[:cut]))
        words = words[cut:]
    pieces.append(" ".join(words))
    return [
        replace(text, shown=text.shown if at == 0 else "", spoken=piece)
        for at, piece in enumerate(pieces)
        if piece
    ]


def whole_sentences(pieces: Iterable[tuple[int, Text]]) -> tuple[Text, ...]:
    """The sentences that were cut into `pieces`, each with the number of its sentence."""
    whole: dict[int, Text] = {}
    for sentence, piece in pieces:
        before = whole.get(sentence)
        joined = f"{before.spoken} {piece.spoken}" if before else ""
        whole[sentence] = replace(before, spoken=joined) if before else piece
    return tuple(whole.values())


def line_of(lines: tuple[Line, ...], sentence: int) -> int:
    """The index of the first line of `sentence`, or of the end when it is past that."""
    return next((at for at, line in enumerate(lines) if line.sentence >= sentence), len(lines))


def words_in(seconds: float, words_per_minute: int) -> int:
    """How many words surely fit into `seconds` of speech, pauses between sentences included."""
    return max(1, int(seconds * words_per_minute / 60 * 0.8))


def most_seconds(texts: Iterable[Text], words_per_minute: int) -> float:
    """How long `texts` can take to be spoken, by the slowest voice on the slowest machine."""
    words = sum(len(text.spoken.split()) + len(text.spoken) / 10 for text in texts)
    return 20.0 + 2 * words / words_per_minute * 60


def passage_end(lines: tuple[Line, ...], first: int, most_words: int) -> int:
    """The index after the last line of the passage that begins at `first`.

    A choice is a passage of its own, so that it can be taken as it is read, and so is the meaning
    of an earcon, which ends with that; a heading is not parted from what it heads.
    """
    if lines[first].kind in _ALONE:
        return first + 1
    words = 0
    end = first
    while end < len(lines) and lines[end].kind not in _ALONE:
        words += len(lines[end].text.spoken.split())
        if end > first and words > most_words:
            break
        end += 1
    while end - 1 > first and end < len(lines) and lines[end - 1].kind is LineKind.HEADING:
        end -= 1
    return end
