"""Declined with a ground, appealed once, or passed on as information."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deadlines.models import DueDate
from events.actions import ledger
from events.models import Event
from suggestions import tasks
from suggestions.actions import declining, reviewing
from suggestions.actions.declining import Ground
from suggestions.lifecycle import GROUNDS, NotNow, State
from suggestions.models import Decline, Diversion, Suggestion
from tests.members import factories as members
from tests.suggestions.factories import MORNING, decline, submit, suggestion_at


def open_phases(suggestion):
    return set(DueDate.objects.open().filter(code=suggestion.code).values_list("phase", flat=True))


def appeal(scene, suggestion, *, at=MORNING):
    declining.appeal(suggestion=suggestion, text="请再看一看。", by=scene.an, at=at)


def test_declined_it_has_ended_and_the_appeals_clock_runs(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    assert (suggestion.closed_at, suggestion.due_at) == (MORNING, None)
    assert open_phases(suggestion) == {"appeal"}
    row = Decline.objects.get()
    clock = DueDate.objects.get(phase="appeal")
    assert (row.ground, row.by, row.appeal_until) == ("nobodys", scene.clerk, clock.due_at)
    assert clock.working_days == 5
    event = Event.objects.of("suggestion", suggestion.code).get(step="decline")
    assert (event.data, event.words) == ({"ground": "nobodys"}, "不属于政协及其承办单位的职责。")


def test_an_appeal_brings_it_back_with_a_new_review_clock(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    later = MORNING + timedelta(days=3)
    appeal(scene, suggestion, at=later)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.closed_at) == ("submitted", None)
    assert open_phases(suggestion) == {"review"}
    assert suggestion.due_at > later
    assert Decline.objects.get().appealed_at == later


def test_a_second_decision_is_the_last(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    appeal(scene, suggestion)
    decline(scene, suggestion)
    assert open_phases(suggestion) == set()
    with pytest.raises(NotNow):
        appeal(scene, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.state == "declined"
    assert list(Decline.objects.values_list("number", "appeal_until")[1:]) == [(2, None)]


def test_of_two_appeals_one_is_taken(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    appeal(scene, suggestion)
    with pytest.raises(NotNow):
        appeal(scene, slower)
    assert Event.objects.filter(step="appeal").count() == 1


def test_after_the_last_day_there_is_no_appeal(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    until = Decline.objects.get().appeal_until
    with pytest.raises(NotNow):
        appeal(scene, suggestion, at=until + timedelta(seconds=1))
    assert declining.end_appeals(at=until) == 0
    assert [declining.end_appeals(at=until + timedelta(days=1)) for _time in range(2)] == [1, 0]
    assert open_phases(suggestion) == set()


def test_a_new_calendar_moves_the_last_day_of_the_appeal(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    clock = DueDate.objects.get(phase="appeal")
    later = clock.due_at + timedelta(days=1)
    clock.original_due_at, clock.moved_at, clock.due_at = clock.due_at, MORNING, later
    clock.save()
    event = ledger.record(
        kind="suggestion",
        code=suggestion.code,
        step="due_moved",
        by=None,
        at=MORNING,
        data={"phase": "appeal", "to": later.isoformat()},
        pending=(),
    )
    tasks.due_moved(event, MORNING)
    assert Decline.objects.get().appeal_until == later
    suggestion.refresh_from_db()
    assert suggestion.due_at is None


def test_of_two_clerks_one_decides(scene):
    suggestion = submit(scene)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    reviewing.accept(suggestion=suggestion, by=scene.clerk, at=MORNING)
    with pytest.raises(NotNow):
        decline(scene, slower)
    assert not Decline.objects.exists()
    assert open_phases(suggestion) == {"assign"}


def test_passed_on_the_row_for_the_brief_is_there(scene):
    suggestion = suggestion_at(scene, State.DIVERTED)
    row = Diversion.objects.get()
    assert (row.suggestion, row.kind, row.by) == (suggestion, "opinion", scene.clerk)
    assert (suggestion.closed_at, open_phases(suggestion)) == (MORNING, set())


@pytest.mark.parametrize("ground", list(GROUNDS))
def test_every_ground_can_be_kept(scene, ground):
    reference = "2026-00001" if ground == "answered" else ""
    decline(scene, submit(scene), ground=Ground(ground, reference))
    assert Decline.objects.get().ground == ground


WRONG = {
    "an unknown ground": {"ground": "mood"},
    "answered without a reference": {"ground": "answered"},
    "a third decision": {"number": 3},
    "a first one without a last day": {"appeal_until": None},
    "a second one with a last day": {"number": 2},
}


@pytest.mark.parametrize("name", WRONG)
def test_the_database_refuses(scene, name):
    values = {"number": 1, "ground": "empty", "appeal_until": MORNING} | WRONG[name]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decline.objects.create(suggestion=submit(scene), at=MORNING, by=scene.clerk, **values)


def test_who_decided_first_is_kept_for_the_second_look(scene):
    suggestion = suggestion_at(scene, State.DECLINED)
    appeal(scene, suggestion)
    other = members.make_seat(members.roles.Office, user=members.make_user(name="文书乙"))
    decline(scene, suggestion, by=other)
    past = Suggestion.objects.for_case().get(pk=suggestion.pk).past
    assert [(one.number, one.by) for one in past.declines] == [(1, "文书"), (2, "文书乙")]
