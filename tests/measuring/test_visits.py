"""The figures of visits, and the callers who try to begin one."""

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.policy import Policy, Profile
from mskiosk.measuring.figures import as_table
from mskiosk.measuring.visit_processes import RealVisits
from mskiosk.measuring.visits import callers_saying, left_figures, real_figures, rested_figures
from mskiosk.measuring.visits import strangers as clinic
from mskiosk.measuring.waiting_room import Left, Rested


def test_what_a_room_began_is_told_by_the_hour_and_has_a_limit() -> None:
    rested = Rested(seconds=7200, utterances=700, visits_started=1, hellos=3, invitations=20)
    told = {figure.name: figure for figure in rested_figures(rested, "engine")}
    assert (told["babble_rest"].value, told["babble_rest"].remark) == (2, "heard by engine")
    assert (told["visits_started"].value, told["visits_started"].limit) == (1, 0)
    assert told["hellos_said"].value == 1.5
    nothing = {figure.name: figure for figure in rested_figures(Rested(), "engine")}
    assert nothing["hellos_said"].value is None


def test_visits_that_were_left_are_told_with_the_longest() -> None:
    left = Left(seconds=3600, visits=3, not_ended=1, until_end_seconds=[300, 500])
    told = {figure.name: figure for figure in left_figures(left)}
    assert (told["visits_held_open"].value, told["visits_held_open"].limit) == (1, 0)
    assert told["longest_until_end"].value == 500


def test_real_visits_are_told_in_a_table() -> None:
    table = as_table(real_figures(RealVisits(2, 0, 0, [1.0, 2.0], [140.0, 141.0])))
    assert "real_next_view_p95" in table
    assert "real_processes_left" in table


def test_every_voice_says_each_phrase_and_has_an_answer() -> None:
    callers = callers_saying(load_guide(shipped_content()), ("main menu",))
    people = callers["main menu"]
    assert len(people) >= 8
    assert {caller.phrase.text for caller in people} == {"main menu"}
    assert {caller.answer.text for caller in people} == {"yes please"}


def test_visits_are_those_of_a_clinic_with_the_rest_as_configured() -> None:
    policy = clinic(Policy(rate=160))
    assert (policy.profile, policy.has_visits, policy.rate) == (Profile.CLINIC, True, 160)
