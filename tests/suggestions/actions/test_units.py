"""Several units on one case: what each may do, and that no clock ever begins anew."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from deadlines.models import DueDate
from events.models import Event
from members import roles
from suggestions import policies
from suggestions.actions import (
    disputing,
    extending,
    handing,
    handling,
    opinions,
    returning,
    reviewing,
)
from suggestions.actions.handing import Charge
from suggestions.actions.returning import Whose
from suggestions.lifecycle import NotNow, Part, State
from suggestions.models import Assignment, Suggestion
from suggestions.requests import free_units
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat
from tests.suggestions.factories import MORNING, TALK, submit, suggestion_at

DAY = timedelta(days=1)


@pytest.fixture
def water(scene):
    return make_department("water")


@pytest.fixture
def wei(water):
    return make_officer(water)


def given(scene, *charges, at=MORNING):
    suggestion = suggestion_at(scene, State.ACCEPTED, at=at)
    works = reviewing.assign(
        suggestion=suggestion, charges=charges, urgency="ordinary", by=scene.clerk, at=at
    )
    return suggestion, works


def alone(scene):
    suggestion, works = given(scene, Charge(scene.unit))
    return suggestion, works[0]


def led(scene, water):
    suggestion, works = given(scene, Charge(scene.unit, Part.LEAD), Charge(water, Part.CO))
    return suggestion, works


def again(thing):
    """The same row as somebody else would read it now."""
    return type(thing).objects.get(pk=thing.pk)


def answer(work, by, at=MORNING):
    return handling.reply(
        assignment=work, text="已办。", outcome_class="A", by=by, at=at, talk=TALK
    )


def ask_back(work, by, whose, at=MORNING):
    returning.ask(assignment=work, reason="不归我们管。", whose=whose, by=by, at=at)
    return again(work)


def handle_clock(work):
    return DueDate.objects.open().get(kind="assignment", code=work.code, phase=work.phase)


# ── giving back ──


def test_a_return_signs_and_the_clock_of_the_answer_runs_on(scene, water):
    _case, work = alone(scene)
    due = work.due_at
    work = ask_back(work, scene.bo, Whose(water), at=MORNING + DAY)
    assert (work.state, work.signed_by, work.due_at) == ("return_requested", scene.bo, due)
    assert handle_clock(work).due_at == due
    phases = DueDate.objects.open().filter(code=work.code).values_list("phase", flat=True)
    assert set(phases) == {"handle", "return_decision"}


def test_after_two_working_days_nothing_is_given_back(scene, water):
    _case, work = alone(scene)
    with pytest.raises(returning.WindowClosed):
        ask_back(work, scene.bo, Whose(water), at=work.return_until + timedelta(seconds=1))
    assert again(work).state == "pending_sign"


def test_the_next_unit_takes_over_the_date_and_signs_anew(scene, water, wei):
    case, work = alone(scene)
    work = ask_back(work, scene.bo, Whose(water))
    clock = handle_clock(work)
    new = returning.approve(assignment=work, successor=water, by=scene.clerk, at=MORNING + DAY)
    assert (new.department, new.part, new.replaces, new.due_at) == (
        water,
        "sole",
        work,
        clock.due_at,
    )
    carried = handle_clock(new)
    assert (carried.started_at, carried.due_at) == (clock.started_at, clock.due_at)
    case = again(case)
    assert (case.state, case.unit, case.due_at) == ("assigned", water, clock.due_at)
    assert case not in Suggestion.objects.visible_to(scene.bo)
    answer(new, wei, at=MORNING + DAY)
    assert again(case).state == "replied"


def test_without_a_next_unit_the_office_looks_for_one_and_the_date_stays(scene, water, wei):
    case, work = alone(scene)
    work = ask_back(work, scene.bo, Whose(None, "法院"))
    due = work.due_at
    assert returning.approve(assignment=work, successor=None, by=scene.clerk, at=MORNING) is None
    case = again(case)
    assert (case.state, case.unit) == ("reassigning", None)
    later = MORNING + 4 * DAY
    (new,) = reviewing.assign(suggestion=case, charges=[Charge(water)], by=scene.clerk, at=later)
    assert (new.due_at, new.replaces, again(case).due_at) == (due, work, due)
    assert DueDate.objects.open().filter(phase="handle").count() == 1
    answer(new, wei, at=later)
    assert again(case).state == "replied"


def test_of_two_clerks_one_decides_a_return(scene, water):
    _case, work = alone(scene)
    work = ask_back(work, scene.bo, Whose(water))
    slower = again(work)
    returning.refuse(assignment=work, note="归你们。", by=scene.clerk, at=MORNING)
    with pytest.raises(NotNow):
        returning.approve(
            assignment=slower, successor=water, by=make_seat(roles.Office), at=MORNING
        )
    assert Assignment.objects.count() == 1


def test_of_an_answer_and_a_recall_the_first_counts(scene, water):
    _case, work = alone(scene)
    slower = again(work)
    answer(work, scene.bo)
    with pytest.raises(NotNow):
        returning.recall(assignment=slower, successor=water, reason="x", by=scene.clerk, at=MORNING)


def test_a_recall_keeps_the_date_and_a_unit_is_given_a_case_once(scene, water):
    _case, (lead, co) = led(scene, water)
    with pytest.raises(handing.HasItAlready), transaction.atomic():
        returning.recall(assignment=lead, successor=water, reason="x", by=scene.clerk, at=MORNING)
    other = make_department("roads")
    new = returning.recall(
        assignment=again(lead), successor=other, reason="x", by=scene.clerk, at=MORNING + DAY
    )
    assert (new.part, new.due_at) == ("lead", lead.due_at)
    assert again(co).state == "pending_sign"


def test_co_handlers_fall_away_with_the_last_that_answers(scene, water):
    case, (lead, co) = led(scene, water)
    lead = ask_back(lead, scene.bo, Whose(None, "法院"))
    returning.approve(assignment=lead, successor=None, by=scene.clerk, at=MORNING)
    assert (again(case).state, again(co).state) == ("reassigning", "cancelled")


# ── the arbiter ──


def refused(scene, water):
    _case, work = alone(scene)
    work = ask_back(work, scene.bo, Whose(water))
    returning.refuse(assignment=work, note="归你们。", by=scene.clerk, at=MORNING)
    return again(work)


def test_the_arbiter_binds_with_another_date_and_both_dates_are_kept(scene, water):
    work, arbiter = refused(scene, water), make_seat(roles.Arbiter)
    first = work.due_at
    disputing.dispute(assignment=work, note="仍不归我们。", by=scene.bo, at=MORNING + DAY)
    assert work.suggestion in Suggestion.objects.visible_to(arbiter)
    disputing.bind(
        assignment=again(work), note="归你们。", new_due=first + DAY, by=arbiter, at=MORNING + DAY
    )
    work = again(work)
    assert (work.state, work.due_at, work.asked_back.ruling) == (
        "in_progress",
        first + DAY,
        "bound",
    )
    clock = handle_clock(work)
    assert (clock.due_at, clock.original_due_at) == (first + DAY, first)
    with pytest.raises(disputing.NothingToDispute):
        disputing.dispute(assignment=work, note="再来。", by=scene.bo, at=MORNING + DAY)


def test_the_arbiter_releases_and_the_next_unit_keeps_the_date(scene, water):
    work = refused(scene, water)
    disputing.dispute(assignment=work, note="不归我们。", by=scene.bo, at=MORNING)
    new = disputing.release(
        assignment=again(work), note="x", successor=water, by=make_seat(roles.Arbiter), at=MORNING
    )
    assert (new.department, new.due_at, again(work).state) == (water, work.due_at, "cancelled")


def test_without_an_arbiter_the_office_above_settles(scene):
    city = make_organ("430100")
    scene = type(scene)(
        organ=city,
        unit=make_department("c1", "430100"),
        an=scene.an,
        bo=scene.bo,
        cheng=scene.cheng,
        clerk=make_seat(roles.Office, "430100"),
    )
    make_officer(scene.unit, user=scene.bo)
    case = submit(scene, by=make_member("430100"), author_organ="430100", place=city)
    (work,) = reviewing.accept_and_assign(
        suggestion=case, charges=[Charge(scene.unit)], by=scene.clerk, at=MORNING
    )
    work = ask_back(work, scene.bo, Whose(None, "省里"))
    returning.refuse(assignment=work, note="归你们。", by=scene.clerk, at=MORNING)
    disputing.dispute(assignment=again(work), note="x", by=scene.bo, at=MORNING)
    above = make_seat(roles.Office, "430000")
    with pytest.raises(PermissionDenied):
        disputing.bind(assignment=again(work), note="x", by=scene.clerk, at=MORNING)
    disputing.bind(assignment=again(work), note="x", by=above, at=MORNING)
    make_seat(roles.Arbiter, "430100")
    assert again(work).state == "in_progress"


# ── opinions ──


def test_the_lead_answers_once_every_opinion_is_there(scene, water, wei):
    case, (lead, co) = led(scene, water)
    with pytest.raises(handling.OpinionsMissing, match="Department water"), transaction.atomic():
        answer(lead, scene.bo)
    opinions.give(assignment=again(co), text="同意。", by=wei, at=MORNING)
    answer(again(lead), scene.bo)
    assert again(case).state == "replied"


def test_an_opinion_is_sent_back_with_the_date_that_it_had(scene, water, wei):
    case, (_lead, co) = led(scene, water)
    due = co.due_at
    opinions.give(assignment=co, text="同意。", by=wei, at=MORNING)
    assert not DueDate.objects.open().filter(code=co.code).exists()
    opinions.send_back(assignment=again(co), reason="太短。", by=scene.bo, at=MORNING + 3 * DAY)
    co = again(co)
    assert (co.state, co.delivered_at, handle_clock(co).due_at) == ("in_progress", None, due)
    opinions.give(assignment=co, text="补充。", by=wei, at=MORNING + 3 * DAY)
    assert [one.text for one in co.replies.all()] == ["同意。", "补充。"]
    assert again(case).state == "assigned"


def test_the_office_goes_on_without_an_opinion(scene, water):
    _case, (lead, co) = led(scene, water)
    opinions.waive(assignment=co, reason="来不及。", by=scene.clerk, at=MORNING)
    answer(lead, scene.bo)
    assert (again(co).state, again(lead).state) == ("waived", "delivered")


def test_a_unit_whose_opinion_was_done_without_is_given_the_case_again(scene, water, wei):
    case, (lead, co) = led(scene, water)
    opinions.waive(assignment=co, reason="来不及。", by=scene.clerk, at=MORNING)
    assert water in free_units(again(case))
    new = returning.recall(
        assignment=again(lead), successor=water, reason="归水务。", by=scene.clerk, at=MORNING
    )
    assert (new.department, new.part, again(co).state) == (water, "lead", "waived")
    answer(new, wei)
    assert again(case).state == "replied"


def test_or_once_more_for_its_opinion(scene, water, wei):
    case, (lead, co) = led(scene, water)
    opinions.waive(assignment=co, reason="来不及。", by=scene.clerk, at=MORNING)
    lead = ask_back(again(lead), scene.bo, Whose(None, "省里"))
    returning.approve(assignment=lead, successor=None, by=scene.clerk, at=MORNING)
    other = make_department("parks")
    charges = [Charge(other, Part.LEAD), Charge(water, Part.CO)]
    works = reviewing.assign(suggestion=again(case), charges=charges, by=scene.clerk, at=MORNING)
    reader = policies.reader(wei, again(case), again(case).works())
    assert reader.work == works[1]
    opinions.give(assignment=works[1], text="同意。", by=wei, at=MORNING)
    assert again(works[1]).state == "opinion_given"


def test_only_co_handlers_give_opinions_and_they_do_not_answer(scene, water, wei):
    _case, (lead, co) = led(scene, water)
    with pytest.raises(NotNow), transaction.atomic():
        opinions.give(assignment=lead, text="x", by=scene.bo, at=MORNING)
    with pytest.raises(NotNow):
        answer(co, wei)


def test_units_apart_each_answer_and_the_last_opens_the_rating(scene, water, wei):
    case, (one, two) = given(scene, Charge(scene.unit, Part.SEPARATE), Charge(water, Part.SEPARATE))
    answer(one, scene.bo)
    assert (again(case).state, again(case).unit) == ("in_handling", water)
    answer(two, wei)
    assert again(case).state == "replied"
    left = Event.objects.filter(step="reply").order_by("id").values_list("data__left", flat=True)
    assert list(left) == [1, 0]


# ── within a unit ──


def test_a_unit_says_who_of_its_people_handles_it(scene, wei):
    _case, work = alone(scene)
    two = make_officer(scene.unit)
    handling.entrust(assignment=work, officer=two, by=scene.bo, at=MORNING)
    assert again(work).officer == two
    with pytest.raises(ValueError, match="no place"):
        handling.entrust(assignment=work, officer=wei, by=scene.bo, at=MORNING)


WRONG = {
    "ask": lambda work, by, unit: returning.ask(
        assignment=work, reason="x", whose=Whose(unit), by=by, at=MORNING
    ),
    "approve": lambda work, by, unit: returning.approve(
        assignment=work, successor=unit, by=by, at=MORNING
    ),
    "refuse": lambda work, by, unit: returning.refuse(assignment=work, note="x", by=by, at=MORNING),
    "recall": lambda work, by, unit: returning.recall(
        assignment=work, successor=unit, reason="x", by=by, at=MORNING
    ),
    "dispute": lambda work, by, unit: disputing.dispute(
        assignment=work, note="x", by=by, at=MORNING
    ),
    "bind": lambda work, by, unit: disputing.bind(assignment=work, note="x", by=by, at=MORNING),
    "release": lambda work, by, unit: disputing.release(
        assignment=work, note="x", successor=unit, by=by, at=MORNING
    ),
    "extend": lambda work, by, unit: extending.ask(
        assignment=work, reason="x", wanted=work.due_at + DAY, by=by, at=MORNING
    ),
    "grant": lambda work, by, unit: extending.grant(
        assignment=work, until=work.due_at + DAY, by=by, at=MORNING
    ),
    "give": lambda work, by, unit: opinions.give(assignment=work, text="x", by=by, at=MORNING),
    "waive": lambda work, by, unit: opinions.waive(assignment=work, reason="x", by=by, at=MORNING),
}
OF_THE_UNIT = {"ask", "dispute", "extend", "give"}
OF_THE_OFFICE = {"approve", "refuse", "recall", "grant", "waive"}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_seat_is_refused(scene, water, wei, name):
    make_seat(roles.Arbiter)
    _case, work = alone(scene)
    wrong = [scene.an, scene.cheng, wei]
    wrong += [] if name in OF_THE_UNIT else [scene.bo]
    wrong += [] if name in OF_THE_OFFICE else [scene.clerk]
    for person in wrong:
        with pytest.raises(PermissionDenied):
            WRONG[name](again(work), person, water)
    assert again(work).state == "pending_sign"
