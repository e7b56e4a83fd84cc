from datetime import timedelta

import pytest

from events.actions import ledger
from suggestions import tasks
from suggestions.lifecycle import State
from tests.suggestions.factories import MORNING, suggestion_at, work


def moved(kind, code, phase, to):
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
    for _time in range(2):
        tasks.due_moved(moved("assignment", work(suggestion).code, "handle", later), MORNING)
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
        moved("suggestion", suggestion.code, "review", before - timedelta(days=9)), MORNING
    )
    suggestion.refresh_from_db()
    assert suggestion.due_at == before
