"""Who handled a case and who signed its answer, as the form at the head of its file says it."""

import datetime as dt

import pytest

from commitments.actions import keeping
from commitments.lifecycle import Claim
from departments.actions import absences
from design.dates import day, on_paper
from members import roles
from suggestions.actions import drafting, handling
from suggestions.exports import casefile
from suggestions.lifecycle import State
from suggestions.models import AnswerPolicy, Assignment, Suggestion
from tests.departments.factories import make_officer
from tests.members.factories import make_user
from tests.suggestions.factories import (
    MORNING,
    TALK,
    answer,
    promise,
    redo,
    reopen,
    suggestion_at,
    work,
)
from tests.suggestions.outcomes import answered_anew, entered, replied_outside, sent_round
from workdays import clock
from workdays.calendar import current

DAY = MORNING.date()


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


def paper(case, person):
    """The whole document, as this reader takes it away."""
    seen = Suggestion.objects.visible_to(person).for_page().with_cosigners()
    with on_paper():
        data, _role = casefile.read(
            person, seen.get(pk=case.pk), at=clock.now(), calendar=current()
        )
    return data


def form(case, person):
    """The form's cells."""
    return {one["label"]: one["value"] for one in paper(case, person)["summary"][0]["cells"]}


def rows(case, person, section):
    """The lines of the facts and tables of a section, one after the other."""
    [found] = [one for one in paper(case, person)["sections"] if one["title"] == section]
    return [tuple(row) for block in found["blocks"] for row in block.get("rows", ())]


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head, user=make_user(name="馆长"))


@pytest.fixture
def waiting(scene, head):
    """An answer that waits for the head's word."""
    rule = {"organ": scene.organ, "instrument": "micro", "since": DAY, "checks": False}
    AnswerPolicy.objects.create(**rule, sign_off="head")
    case = suggestion_at(scene, State.IN_HANDLING)
    handling.entrust(assignment=work(case), officer=scene.bo, by=scene.bo, at=MORNING)
    said = {"text": "降了", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(case), by=scene.bo, at=MORNING, **said)
    return case


def test_the_officer_and_the_head_are_named(scene, head, waiting):
    assert form(waiting, scene.clerk)["Signed off by"] == "—"
    drafting.sign_off(assignment=work(waiting), by=head, at=MORNING)
    for person in (scene.an, scene.clerk, scene.bo):
        found = form(waiting, person)
        assert (found["Officer in charge"], found["Signed off by"]) == ("博", "馆长")


def test_a_stand_in_signs_for_the_head_whom_colleagues_read_by_name(scene, head, waiting):
    absences.enter(
        user=head,
        place=scene.unit,
        stand_in=scene.bo,
        since=DAY,
        until=DAY + dt.timedelta(days=8),
        note="",
        by=head,
        at=MORNING,
    )
    drafting.sign_off(assignment=work(waiting), by=scene.bo, at=MORNING)
    assert form(waiting, scene.clerk)["Signed off by"] == "博 for 馆长"
    assert form(waiting, scene.an)["Signed off by"] == "博 for the head"


def test_where_no_officer_is_named_colleagues_read_who_wrote_the_answer(scene):
    case = suggestion_at(scene, State.REPLIED)
    work_of = work(case)
    work_of.officer = None
    work_of.save()
    assert form(case, scene.clerk)["Officer in charge"] == "博"
    assert form(case, scene.an)["Officer in charge"] == "—"


def test_before_any_answer_colleagues_read_who_signed_for_it(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    Assignment.objects.update(officer=None)
    assert form(case, scene.clerk)["Officer in charge"] == "博"
    assert form(case, scene.an)["Officer in charge"] == "—"


def test_the_table_of_units_names_whom_the_form_names(scene):
    case = suggestion_at(scene, State.REPLIED)
    Assignment.objects.update(officer=None)
    assert rows(case, scene.clerk, "Units and deadlines")[0][2] == "博"
    assert rows(case, scene.an, "Units and deadlines")[0][2] == ""


def test_who_signs_is_said_once_there_is_an_answer(scene):
    case = suggestion_at(scene, State.REPLIED)
    assert form(case, scene.clerk)["Signed off by"] == "no signing off was asked for"
    redo(scene, case)
    assert form(case, scene.clerk)["Signed off by"] == "—"


def test_an_answer_asked_for_again_keeps_the_day_and_the_class_of_the_one_before(scene):
    case = suggestion_at(scene, State.REPLIED)
    redo(scene, case)
    found = form(case, scene.clerk)
    assert found["Answered on"] == "earlier answer: 5 March 2026"
    assert found["Outcome"].endswith("(of the earlier answer)")
    answer(scene, case, at=MORNING + dt.timedelta(days=1), outcome_class="C", reason="没有钱。")
    found = form(case, scene.clerk)
    first, second = found["Answered on"].split("\n")
    assert (first.split(" · ")[0], second) == ("6 March 2026", "earlier answer: 5 March 2026")
    assert found["Outcome"].startswith("C · ")


def test_a_promise_shows_the_day_that_was_missed_and_calls_its_clock_by_its_own_word(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    missed = promise(case).due_on
    keeping.report(
        commitment=promise(case), claim=Claim.KEPT, evidence="好", by=scene.bo, at=MORNING
    )
    keeping.contest(commitment=promise(case), words="没有。", by=scene.an, at=MORNING)
    said = rows(case, scene.clerk, "Units and deadlines")
    due = [one[1] for one in said if one[0] == "Deadline"]
    assert due[-1].startswith("giving a new date for what was promised by")
    broken = dict(rows(case, scene.clerk, "Promises"))
    assert f"{missed.day} {missed:%B}" in broken["Promised"]
    assert broken["A new day is to be named"] == f"by {day(promise(case).due_at)} {missed.year}"
    later = missed + dt.timedelta(days=30)
    keeping.renew(commitment=promise(case), due_on=later, reason="雨", by=scene.bo, at=MORNING)
    found = dict(rows(case, scene.clerk, "Promises"))
    assert f"{missed:%B}" in found["Promised before"]
    assert f"{later:%B}" in found["Promised"]


def test_a_promise_whose_day_is_past_is_called_overdue(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    assert dict(rows(case, scene.clerk, "Promises"))["How it stands"] == "Promised"
    with clock.moved(promise(case).held_to + dt.timedelta(days=1)):
        assert dict(rows(case, scene.clerk, "Promises"))["How it stands"] == "Promise overdue"


def test_a_date_that_was_given_is_not_counted_from_anything(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    said = rows(case, scene.clerk, "Units and deadlines")
    given = said.index(("Rule", "a date that was given, not counted"))
    assert said[given - 1][0] == "Deadline"


def test_an_answer_on_its_way_tells_its_author_nothing(scene, head, waiting):
    drafting.refuse_signoff(assignment=work(waiting), reason="再核。", by=head, at=MORNING)
    found = form(waiting, scene.an)
    assert (found["Signed off by"], found["Answered on"], found["Outcome"]) == ("—", "—", "—")


def test_what_the_office_still_looks_over_counts_as_handed_in_alone(scene):
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", since=DAY, checks=True, sign_off="none"
    )
    case = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "降了", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(case), by=scene.bo, at=MORNING, **said)
    for person in (scene.an, scene.clerk):
        found = form(case, person)
        assert found["Answered on"].startswith("handed in on 5 March 2026, CPPCC Hunan")
        assert (found["Signed off by"], found["Outcome"]) == ("—", "—")


def test_what_the_office_entered_for_a_unit_says_so(scene):
    found = form(entered(scene), scene.clerk)
    assert found["Officer in charge"].startswith("entered for ")


def test_another_channel_stands_where_a_unit_would(scene):
    found = form(replied_outside(scene), scene.clerk)
    assert found["Answered on"] == "5 March 2026"
    assert found["Outcome"] == "A · Solved or adopted"
    assert "Handling unit" not in found


def test_of_several_units_the_one_that_answers_is_named(scene):
    assert form(sent_round(scene), scene.clerk)["Handling unit"] == scene.unit.name


def test_a_case_opened_again_is_filed_by_its_new_life(scene):
    found = form(answered_anew(scene), scene.clerk)
    assert found["Handling unit"] == "Department water"
    assert found["Assigned on"] == "6 March 2026"
    assert found["Answered on"].startswith("6 March 2026")


def test_until_it_is_given_to_a_unit_again_no_answer_counts_as_its_outcome(scene):
    case = suggestion_at(scene, State.CLOSED)
    assert form(case, scene.clerk)["Outcome"] == "A · Solved or adopted"
    reopen(scene, case, at=MORNING + dt.timedelta(days=1))
    found = form(case, scene.clerk)
    assert (found["Handling unit"], found["Outcome"]) == ("—", "—")
