"""The figures of a guide are counted as they are named."""

from mskiosk.content.counting import figures
from mskiosk.content.loading import shipped_content
from mskiosk.content.reviewing import review
from tests.content.small_content import TODAY, SmallContent

TREATMENT = """
treatment:
  given: Once.
  who_for: Some.
  benefit: It helps. [GENERATED]
  common_risks: Some.
  serious_risks: Some.
  checks: Some.
  pregnancy: Ask.
  not_known: Much.
  questions: Why?
evidence: low
"""

END = """\
choices:
  - {label: Other page, goto: topic-2}
checked: {date: 2026-11-01, by: somebody}
"""


def counted(content: SmallContent) -> dict[str, object]:
    return dict(figures(review(content.folder, "en", TODAY)))


def plain_page(content: SmallContent, text: str) -> None:
    content.write(content.page, f"{text}\n{END}")


def test_pages_sentences_and_minutes_are_those_that_are_read(content: SmallContent) -> None:
    before = counted(content)
    content.replace_line(content.page, 6, "      Some words. And some more.\n\n      And more.")
    after = counted(content)
    assert after["pages"] == before["pages"] == 3
    assert after["sentences"] == int(str(before["sentences"])) + 2
    long = "\n\n      ".join(["Five words are said here."] * 50)
    content.replace_line(content.page, 6, f"      {long}")
    assert float(str(counted(content)["minutes"])) - float(str(before["minutes"])) >= 1.9


def test_faults_are_counted(content: SmallContent) -> None:
    before = counted(content)
    content.replace_line(content.page, 9, "    goto: nowhere")
    content.replace_line(content.page, 12, "sources: [NONE, NEITHER]")
    after = counted(content)
    assert int(str(after["faults"])) >= int(str(before["faults"])) + 3


def test_a_claim_counts_when_guide_yaml_knows_it_and_a_page_answers_it(
    content: SmallContent,
) -> None:
    claim = "claim: {key: low-risk, says: It is safe., verdict: misleading, instead: It is not.}"
    plain_page(content, f"title: A page\nsummary: This is a page.\n{claim}")
    assert counted(content)["claims_answered"] == 0
    content.replace("guide.yaml", "language: en", "claims: [low-risk, other]\nlanguage: en")
    assert counted(content)["claims_answered"] == 1


def test_a_term_counts_when_it_has_a_meaning(content: SmallContent) -> None:
    assert counted(content)["terms"] == 1
    glossary = content.top / "glossary.yaml"
    content.write(glossary, glossary.read_text() + "axon: {say: AK-son, page: topic-1}\n")
    assert counted(content)["terms"] == 1


def test_a_treatment_is_complete_with_all_its_fields_its_evidence_its_sources_and_no_fault(
    content: SmallContent,
) -> None:
    title = "title: A page\nsummary: This is a page."
    for text, complete in (
        (TREATMENT, True),
        (TREATMENT.replace("  pregnancy: Ask.\n", ""), False),
        (TREATMENT.replace("evidence: low\n", ""), False),
        (TREATMENT.replace(" [GENERATED]", ""), False),
        (TREATMENT.replace("Much.", "A million things."), False),
    ):
        plain_page(content, title + text)
        found = counted(content)
        assert found["treatments"] == 1, text
        assert found["treatments_complete"] == int(complete), text


def test_nothing_there_is_nothing_counted(content: SmallContent) -> None:
    found = dict(figures(review(content.folder / "none", "en", TODAY)))
    assert found.pop("faults") == 1
    assert found.pop("grade_median") is found.pop("grade_worst") is None
    assert not any(found.values())


def test_the_figures_of_the_shipped_guide_have_their_names() -> None:
    found = figures(review(shipped_content(), "en", TODAY))
    assert list(found) == [
        *("pages", "sentences", "minutes", "grade_median", "grade_worst", "faults", "warnings"),
        *("claims_answered", "terms", "treatments", "treatments_complete"),
    ]
    assert found["pages"] >= 15
    assert found["minutes"] > 10
