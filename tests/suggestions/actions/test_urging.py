"""The office reminds units: who is told, how often, and how it is undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from commitments.actions import keeping
from commitments.lifecycle import Claim
from events.actions import outbox
from events.models import Event
from notifications import registry
from notifications.models import Notification
from suggestions.actions import handling, many, reviewing, undoing, urging
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import ACCEPT, URGE, NotNow, Part, State
from suggestions.models import Suggestion, Urge
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import (
    MORNING,
    answer,
    promise,
    rate,
    submit,
    suggestion_at,
    work,
)

# Assigned on Thursday 5 March with ten working days: due on Thursday 19 March, 18:00.
NEAR = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
SATURDAY, MONDAY = FRIDAY_LATE + timedelta(days=1), FRIDAY_LATE + timedelta(days=3)


def urge(scene, case, *, at=NEAR, by=None):
    return urging.urge(suggestion=case, by=by or scene.clerk, at=at)


def told(person):
    return Notification.objects.inbox(person).filter(step="urge")


@pytest.mark.parametrize("at", [NEAR, FRIDAY_LATE], ids=["nearly due", "late"])
def test_the_officers_of_the_unit_are_told_and_no_date_moves(scene, at):
    case = suggestion_at(scene, State.IN_HANDLING)
    before = Suggestion.objects.values("state", "due_at", "unit").get()
    urge(scene, case, at=at)
    outbox.sweep(at=at)
    assert [line.code for line in told(scene.bo)] == [case.code]
    assert "It is due on Thu 19 March." in registry.words(told(scene.bo)[0], "en").text
    assert not told(scene.an).exists()
    assert Suggestion.objects.values("state", "due_at", "unit").get() == before
    event = Event.objects.of("suggestion", case.code)[0]
    assert (event.step, event.data["units"]) == ("urge", [scene.unit.code])


def test_who_has_time_left_is_not_reminded(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    with pytest.raises(NotNow, match="still have time"):
        urge(scene, case, at=MORNING)


def test_of_several_units_those_are_told_that_have_not_handed_in(scene):
    water = make_department("water")
    fisher = make_officer(water)
    case = suggestion_at(scene, State.ACCEPTED)
    charges = [Charge(scene.unit, Part.LEAD), Charge(water, Part.CO)]
    reviewing.assign(suggestion=case, charges=charges, by=scene.clerk, at=MORNING)
    handling.sign(assignment=work(case), by=scene.bo, at=MORNING)
    urge(scene, Suggestion.objects.get())
    outbox.sweep(at=NEAR)
    assert told(scene.bo).exists()
    assert told(fisher).exists()


def test_once_a_working_day_and_a_rest_day_belongs_to_the_next(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    urge(scene, case, at=FRIDAY_LATE)
    with pytest.raises(NotNow, match="today already"):
        urge(scene, case, at=FRIDAY_LATE + timedelta(hours=3))
    urge(scene, case, at=SATURDAY)
    with pytest.raises(NotNow, match="today already"):
        urge(scene, case, at=MONDAY)
    assert Urge.objects.count() == 2


@pytest.mark.parametrize("state", [State.ACCEPTED, State.ON_HOLD, State.REPLIED, State.CLOSED])
def test_where_no_unit_works_on_it_nobody_is_reminded(scene, state):
    case = suggestion_at(scene, state)
    with pytest.raises(NotNow):
        urge(scene, case)
    assert not Event.objects.filter(step="urge").exists()


def test_only_the_office_reminds(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    for person in (scene.an, scene.bo):
        with pytest.raises(PermissionDenied):
            urge(scene, case, by=person)


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "before it was told"])
def test_undone_within_the_minute_it_is_as_if_it_had_not_been_and_can_be_sent_again(scene, is_told):
    case = suggestion_at(scene, State.IN_HANDLING)
    urge(scene, case)
    if is_told:
        outbox.sweep(at=NEAR)
    undoing.undo(suggestion=case, by=scene.clerk, at=NEAR + timedelta(seconds=30))
    outbox.sweep(at=NEAR + timedelta(seconds=31))
    assert not told(scene.bo).exists()
    assert Suggestion.objects.get().state == State.IN_HANDLING
    assert Event.objects.of("suggestion", case.code)[0].step == "unurged"
    urge(scene, case, at=NEAR + timedelta(seconds=50))
    assert Urge.objects.filter(undone_at=None).count() == 1


def test_what_somebody_has_read_stands(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    urge(scene, case)
    outbox.sweep(at=NEAR)
    told(scene.bo).update(read_at=NEAR)
    with pytest.raises(NotNow, match="read of it already"):
        undoing.undo(suggestion=case, by=scene.clerk, at=NEAR + timedelta(seconds=30))
    with pytest.raises(NotNow, match="minute"):
        undoing.undo(suggestion=case, by=scene.clerk, at=NEAR + timedelta(seconds=90))


def test_the_mail_waits_for_the_minute(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    urge(scene, case)
    outbox.sweep(at=NEAR)
    mails = Notification.objects.filter(step="urge").exclude(channel="inbox")
    assert all(one.not_before == NEAR + timedelta(seconds=60) for one in mails)
    assert mails


def test_one_act_with_many_says_which_were_done_and_why_others_not(scene):
    new, taken = submit(scene), suggestion_at(scene, State.ACCEPTED)
    done, refused = many.do_many(step=ACCEPT, suggestions=[new, taken], by=scene.clerk, at=MORNING)
    assert done == [new]
    assert [(one.suggestion, one.why) for one in refused] == [
        (taken, "It stands at “To be assigned”, where this is not done.")
    ]
    with pytest.raises(ValueError, match="at most"):
        many.do_many(step=URGE, suggestions=[new] * 201, by=scene.clerk, at=MORNING)


@pytest.mark.parametrize("state", [State.FOLLOWUP, State.REPLIED])
def test_after_the_answer_the_unit_is_reminded_of_what_it_promised(scene, state):
    case = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, case, outcome_class="B", promised_on=date(2026, 3, 10))
    if state is State.FOLLOWUP:
        rate(scene, case)
    late = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
    urge(scene, Suggestion.objects.get(), at=late)
    outbox.sweep(at=late)
    line = told(scene.bo).get()
    assert "10 March" in line.data["en"]["day"]
    said = {name: registry.words(line, name).text for name in ("en", "zh-hans")}
    assert "your promise: “书架已降低，欢迎来看。”, by Tue 10 March." in said["en"]
    assert "承诺“书架已降低，欢迎来看。”，应于3月10日（周二）前兑现" in said["zh-hans"]
    assert "期限" not in said["zh-hans"]
    report = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo}
    keeping.report(commitment=promise(case), **report, at=late)
    with pytest.raises(NotNow, match="still have time"):
        urge(scene, Suggestion.objects.get(), at=late + timedelta(days=1))
