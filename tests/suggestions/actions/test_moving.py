from datetime import timedelta

import pytest

from deadlines.models import DueDate
from events.actions import ledger
from suggestions import tasks
from suggestions.lifecycle import State
from tests.suggestions.factories import MORNING, suggestion_at, work


def moved(kind, code, phase, to):
    """A date that a new calendar has moved, and the event that says so."""
    clock = DueDate.objects.get(kind=kind, code=code, phase=phase)
    clock.original_due_at, clock.moved_at, clock.due_at = clock.due_at, MORNING, to
    clock.save()
    return told(kind, code, phase, to)


def told(kind, code, phase, to):
    return ledger.record(
        kind=kind,
        code=code,
        step="due_moved",
        by=None,
        at=MORNING,
        data={"phase": phase, "to": to.isoformat()},
        pending=(),
    )


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_HANDLING])
def test_a_moved_answer_date_reaches_case_and_assignment(scene, state):
    suggestion = suggestion_at(scene, state)
    later = suggestion.due_at + timedelta(days=1)
    event = moved("assignment", work(suggestion).code, "handle", later)
    for _time in range(2):
        tasks.due_moved(event, MORNING)
    suggestion.refresh_from_db()
    assert suggestion.due_at == work(suggestion).due_at == later


def test_a_moved_signing_date_moves_no_answer(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    before = suggestion.due_at
    later = before + timedelta(days=1)
    tasks.due_moved(moved("assignment", work(suggestion).code, "sign", later), MORNING)
    suggestion.refresh_from_db()
    assert suggestion.due_at == work(suggestion).due_at == before


def test_a_clock_that_no_longer_runs_moves_nothing(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    before = suggestion.due_at
    tasks.due_moved(
        moved("suggestion", suggestion.code, "review", before + timedelta(days=9)), MORNING
    )
    suggestion.refresh_from_db()
    assert suggestion.due_at == before


def test_news_of_two_moves_in_the_wrong_order_leave_the_right_date(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    code, first = work(suggestion).code, suggestion.due_at + timedelta(days=1)
    last = first + timedelta(days=1)
    tasks.due_moved(moved("assignment", code, "handle", last), MORNING)
    tasks.due_moved(told("assignment", code, "handle", first), MORNING)
    suggestion.refresh_from_db()
    assert suggestion.due_at == work(suggestion).due_at == last
