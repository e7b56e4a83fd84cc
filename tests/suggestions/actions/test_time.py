"""More time and holds: dates move by a decision, and the first stays known."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deadlines.models import DueDate
from suggestions.actions import (
    extending,
    handling,
    holding,
    redoing,
    returning,
    reviewing,
)
from suggestions.actions.handing import Charge
from suggestions.lifecycle import Part, State, Work
from suggestions.models import ExtensionRequest, Hold
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import MORNING, TALK, suggestion_at
from workdays.arithmetic import local_date

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


# ── more time ──


def test_more_time_is_asked_for_once_granted_and_both_dates_kept(scene):
    case, work = alone(scene)
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    first, wanted = work.due_at, work.due_at + 7 * DAY
    extending.ask(assignment=work, reason="要勘察。", wanted=wanted, by=scene.bo, at=MORNING)
    after = first + DAY
    extending.grant(assignment=again(work), until=wanted, by=scene.clerk, at=after)
    assert (again(work).due_at, again(case).due_at) == (wanted, wanted)
    assert handle_clock(work).original_due_at == first
    with pytest.raises(extending.TooLate):
        extending.ask(
            assignment=again(work), reason="x", wanted=wanted + DAY, by=scene.bo, at=after
        )


def test_more_time_is_not_asked_for_after_the_date_nor_beyond_the_limit(scene):
    _case, work = alone(scene)
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    with pytest.raises(extending.TooLate), transaction.atomic():
        extending.ask(
            assignment=again(work),
            reason="x",
            wanted=work.due_at + 5 * DAY,
            by=scene.bo,
            at=work.due_at + DAY,
        )
    with pytest.raises(extending.BeyondLimit), transaction.atomic():
        extending.ask(
            assignment=again(work),
            reason="x",
            wanted=extending.limit(work) + DAY,
            by=scene.bo,
            at=MORNING,
        )
    assert not ExtensionRequest.objects.exists()


def ask_for_time(work, by, days=7, at=MORNING, reason="要勘察。"):
    wanted = again(work).due_at + days * DAY
    return extending.ask(assignment=again(work), reason=reason, wanted=wanted, by=by, at=at)


def give_time(scene, work, days=7, at=MORNING):
    until = again(work).due_at + days * DAY
    extending.grant(assignment=again(work), until=until, by=scene.clerk, at=at, note="可以。")


def test_who_takes_a_case_over_takes_its_one_extension_with_it(scene, water, wei):
    _case, work = alone(scene)
    first = work.due_at
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    ask_for_time(work, scene.bo)
    give_time(scene, work)
    new = returning.recall(
        assignment=again(work), successor=water, reason="归水务。", by=scene.clerk, at=MORNING
    )
    handling.sign(assignment=again(new), by=wei, at=MORNING)
    assert not extending.may_ask(again(new), at=MORNING)
    with pytest.raises(extending.TooLate):
        ask_for_time(new, wei)
    assert again(new).asked_for_time.first_due == first


@pytest.mark.parametrize("decided", [True, False])
def test_what_was_not_granted_can_be_asked_for_by_who_takes_over(scene, water, wei, decided):
    _case, work = alone(scene)
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    ask_for_time(work, scene.bo)
    if decided:
        extending.refuse(assignment=again(work), note="不必。", by=scene.clerk, at=MORNING)
    new = returning.recall(
        assignment=again(work), successor=water, reason="归水务。", by=scene.clerk, at=MORNING
    )
    handling.sign(assignment=again(new), by=wei, at=MORNING)
    ask_for_time(new, wei)
    give_time(scene, new)
    assert again(new).asked_for_time.granted


def test_another_answer_has_an_extension_of_its_own(scene):
    case, work = alone(scene)
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    ask_for_time(work, scene.bo)
    give_time(scene, work)
    answer(again(work), scene.bo)
    later = MORNING + DAY
    redoing.redo(suggestion=again(case), missing="缺一层。", by=scene.an, at=later)
    first = again(work).due_at
    ask_for_time(work, scene.bo, at=later, reason="要补材料。")
    give_time(scene, work, at=later)
    assert again(work).due_at == first + 7 * DAY
    with pytest.raises(extending.TooLate), transaction.atomic():
        ask_for_time(work, scene.bo, at=later)
    asked = again(work).asked_for_time
    assert (asked.first_due, asked.round) == (first, 1)
    said = {(asked.words_at("ask_extension", at)) for at in (MORNING, later)}
    assert said == {"要勘察。", "要补材料。"}


# ── on hold ──


def held(scene, days=7):
    case, work = alone(scene)
    handling.sign(assignment=work, by=scene.bo, at=MORNING)
    until = local_date(MORNING + days * DAY)
    holding.hold(suggestion=again(case), reason="等批复。", until=until, by=scene.clerk, at=MORNING)
    return again(case), again(work), work.due_at


def test_a_hold_stops_the_clocks_and_dates_are_later_by_the_days_held(scene):
    case, work, first = held(scene)
    assert (case.state, local_date(case.due_at)) == ("on_hold", local_date(MORNING + 7 * DAY))
    assert handle_clock(work).paused_at == MORNING
    holding.resume(suggestion=case, by=scene.clerk, at=MORNING + DAY)
    work = again(work)
    assert work.due_at == first + DAY
    assert (again(case).state, again(case).due_at) == ("in_handling", work.due_at)


def test_a_hold_ends_by_itself_once(scene):
    case, work, first = held(scene)
    over = case.due_at + timedelta(seconds=1)
    assert [holding.end_holds(at=case.due_at), holding.end_holds(at=over)] == [0, 1]
    assert holding.end_holds(at=over) == 0
    assert (again(case).state, again(work).due_at) == ("in_handling", first + 7 * DAY)


def test_an_answer_ends_the_hold_and_there_is_no_second_hold(scene):
    case, work, _first = held(scene)
    answer(work, scene.bo, at=MORNING + DAY)
    assert again(case).state == "replied"
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            suggestion=case, reason="x", held_by=scene.clerk, held_at=MORNING, until=MORNING + DAY
        )


def test_a_case_is_held_once(scene):
    case, _work, _first = held(scene)
    holding.resume(suggestion=case, by=scene.clerk, at=MORNING)
    with pytest.raises(holding.HeldBefore):
        holding.hold(
            suggestion=again(case),
            reason="x",
            until=local_date(MORNING + DAY),
            by=scene.clerk,
            at=MORNING,
        )


def test_a_case_on_hold_that_loses_its_unit_goes_on_and_the_next_takes_the_clock(scene, water):
    case, work, _first = held(scene)
    new = returning.recall(
        assignment=work, successor=water, reason="x", by=scene.clerk, at=MORNING + DAY
    )
    assert (again(case).state, again(case).unit) == ("on_hold", water)
    holding.resume(suggestion=again(case), by=scene.clerk, at=MORNING + DAY)
    assert handle_clock(new).paused_at is None
    assert Work(again(new).state) is Work.PENDING_SIGN
