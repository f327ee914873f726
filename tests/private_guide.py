"""The small guide with two private pages, which have sources, hard words and ways onward."""

from dataclasses import replace

from mskiosk.core.guide import Guide, Source, Term, Topic
from tests.small_guide import choice, small_guide, text, topic


def private_guide() -> Guide:
    diary = choice("Secret diary", "diary", "my diary")
    more = choice("Secret neighbour", "neighbour")
    leak = private(topic("leak", diary, more, sentences=40, sources=2), "urge", "outlet")
    neighbour = private(topic("neighbour", choice("Secret way", "leak"), sources=1), "urge")
    symptoms = topic("symptoms", choice("First page", "leak"), choice("About MS", "about"))
    public = replace(symptoms, words=("axon",))
    guide = small_guide(leak, neighbour, topic("diary"), public)
    glossary = {
        "urge": Term(text("Urge word"), (text("Meaning of urge."),), "neighbour"),
        "outlet": Term(text("Outlet word"), (text("Meaning of outlet."),), "about"),
        "axon": Term(text("Axon word"), (text("Meaning of axon."), text("More of axon.")), "about"),
    }
    return replace(guide, glossary=glossary)


def private(page: Topic, *words: str) -> Topic:
    sources = tuple(
        Source(source.key, text(f"Reference {n} of {page.id}."))
        for n, source in enumerate(page.sources)
    )
    return replace(page, is_private=True, words=words, sources=sources)


def secrets(guide: Guide, page: str) -> set[str]:
    """Everything that stands on a private page, as it is said."""
    found = guide.topics[page]
    texts = [found.title, *found.summary]
    for part in found.sections:
        texts += [part.heading, *(sentence for p in part.paragraphs for sentence in p)]
    texts += [each.label for each in found.choices]
    texts += [source.citation for source in found.sources]
    for key in found.words:
        texts += [guide.glossary[key].name, *guide.glossary[key].meaning]
    return {each.spoken for each in texts}
