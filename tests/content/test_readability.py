"""Planted pages that are hard to read."""

import subprocess
import sys

from mskiosk.content.loading import check_guide
from mskiosk.content.readability import grade
from tests.content.small_content import TODAY, SmallContent

EASY = "The nurse will see you at the desk and help you sit in a chair by the door."
HARD = "Immunological considerations necessitate individualised multidisciplinary consultation."
MEDICAL = "Ocrelizumab and alemtuzumab and cladribine and natalizumab are all used by many people."


def test_a_page_above_grade_6_is_a_fault_at_its_hardest_sentence(content: SmallContent) -> None:
    content.replace_line(content.page, 6, f"      {EASY}\n      {HARD}\n\n      {EASY}")
    (fault,) = content.check()
    assert fault.line == 7
    assert 'the reading grade of "topic-1" without its medical terms is' in fault.sentence
    assert "Immunological" in fault.sentence


def test_medical_terms_that_are_declared_do_not_count_below_grade_8(content: SmallContent) -> None:
    prose = f"      {EASY}\n\n      {MEDICAL}\n      {MEDICAL}\n\n      {MEDICAL}"
    content.replace_line(content.page, 6, prose)
    (fault,) = content.check()
    assert "without its medical terms" in fault.sentence
    words = "[ocrelizumab, alemtuzumab, cladribine, natalizumab]"
    style = content.top / "style.yaml"
    content.write(style, style.read_text() + f"medical_words: {words}\n")
    assert content.check() == ()


def test_medical_terms_alone_can_make_a_page_too_hard(content: SmallContent) -> None:
    prose = "\n\n".join([f"      {MEDICAL}"] * 3)
    content.replace_line(content.page, 6, prose)
    style = content.top / "style.yaml"
    words = "[ocrelizumab, alemtuzumab, cladribine, natalizumab]"
    content.write(style, style.read_text() + f"medical_words: {words}\n")
    (fault,) = content.check()
    assert "medical terms" not in fault.sentence
    assert "the most is 8" in fault.sentence


def test_a_page_of_a_few_words_has_no_grade(content: SmallContent) -> None:
    content.replace_line(content.page, 6, f"      {HARD}")
    assert content.check() == ()


def test_no_grade_is_given_in_a_language_that_the_formula_was_not_made_for(
    content: SmallContent,
) -> None:
    content.replace_line(content.page, 6, f"      {EASY}\n      {HARD}\n\n      {EASY}")
    content.replace("guide.yaml", "language: en", "language: de")
    content.top.rename(content.folder / "de")
    assert check_guide(content.folder, "de", today=TODAY) == ()


def test_a_full_stop_inside_a_sentence_ends_none() -> None:
    dotted = "It was 2.8 in some of us, e.g. you."
    assert grade([dotted]) == grade(["It was 2 8 in some of us, e g you."])


def test_the_grade_is_found_without_a_network() -> None:
    refuse = "lambda event, _: exit('asked') if event.startswith('socket.') else None"
    code = (
        f"import sys; sys.addaudithook({refuse}); from mskiosk.content.readability import grade;"
        f" print(grade([{EASY!r}]))"
    )
    command = (sys.executable, "-W", "error", "-c", code)
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.stderr, answer.stdout.strip()) == ("", str(grade([EASY])))
