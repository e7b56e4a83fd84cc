"""Where a case stands while units have it: a function of what its assignments say, nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks
from suggestions.actions import asking
from suggestions.lifecycle import ANSWERED, BEGIN, CLOCKS, UNIT_PHASES, VACATE, State, Work
from suggestions.models import Assignment, Suggestion

if TYPE_CHECKING:
    from members.models import User

# The states in which the date of the case is that of a unit's assignment.
WITH_UNITS = tuple(state for state, phase in CLOCKS.items() if phase in UNIT_PHASES)


@transaction.atomic
def follow(suggestion: Suggestion, *, by: User | None, at: datetime) -> None:
    """Let the case follow its assignments after a step of one of them.

    It begins when the first unit that answers has signed, is answered when the last of them has
    handed in, and goes back to the office when none is left. Unit and date of the case are those
    of the first due that still waits.

    Raises:
        NotNow: the case has left the states in which units work on it.
    """
    suggestion.refresh_from_db(fields=["state", "unit", "due_at"])
    works = _answering(suggestion)
    waiting = _waiting(works)
    if not works:
        suggestion.shift(VACATE, unit=None)
        _wait(suggestion, by=by, at=at)
    elif not waiting:
        suggestion.shift(ANSWERED)
        _wait(suggestion, by=by, at=at)
        asking.ask(suggestion, at=at)
    else:
        begun = any(one.state != Work.PENDING_SIGN for one in works)
        if begun and suggestion.state == State.ASSIGNED:
            suggestion.shift(BEGIN)
        show(suggestion)


def show(suggestion: Suggestion) -> None:
    """Repeat unit and date of the assignment that is due first on the case, for the lists."""
    waiting = _waiting(_answering(suggestion))
    if not waiting or suggestion.state not in WITH_UNITS:
        return
    changes = {"unit_id": waiting[0].department_id, "due_at": waiting[0].due_at}
    Suggestion.objects.filter(pk=suggestion.pk).update(**changes)
    suggestion.unit_id, suggestion.due_at = waiting[0].department_id, waiting[0].due_at


def _answering(suggestion: Suggestion) -> list[Assignment]:
    return list(Assignment.objects.current().filter(suggestion=suggestion).order_by("due_at"))


def _waiting(works: list[Assignment]) -> list[Assignment]:
    return [one for one in works if one.state != Work.DELIVERED]


def _wait(suggestion: Suggestion, *, by: User | None, at: datetime) -> None:
    """Start the clock of the state that was just reached; its date is the date of the case."""
    phase = CLOCKS[State(suggestion.state)]
    due = clocks.start_for_case(suggestion, phase, by=by, at=at)
    suggestion.wait_until(due.due_at)
