"""Planted hard words that nobody explains."""

from tests.content.small_content import SmallContent

ELSEWHERE = "myelin: {say: MY-uh-lin, page: topic-2}\n"


def test_a_term_without_meaning_or_a_choice_to_its_page_is_a_fault(content: SmallContent) -> None:
    glossary = content.top / "glossary.yaml"
    content.write(glossary, glossary.read_text() + ELSEWHERE.replace("topic-2", "topic-0"))
    content.replace_line(content.page, 6, "      Some words.\n      Here is Myelin.")
    (fault,) = content.check()
    assert (fault.file, fault.line) == (content.page, 7)
    assert 'the term "myelin" is not explained within one step: "Here' in fault.sentence


def test_a_term_whose_page_is_one_step_away_is_explained(content: SmallContent) -> None:
    glossary = content.top / "glossary.yaml"
    content.write(glossary, glossary.read_text() + ELSEWHERE)
    content.replace_line(content.page, 6, "      Here is Myelin.")
    assert content.check() == ()


def test_a_term_on_no_page_of_the_glossary_is_a_fault(content: SmallContent) -> None:
    glossary = content.top / "glossary.yaml"
    content.write(glossary, glossary.read_text() + "axon: {say: AX-on, meaning: A thread.}\n")
    (fault,) = content.check()
    assert (fault.file.name, fault.line) == ("glossary.yaml", 2)
    assert fault.sentence == 'the term "axon" is on no page'
