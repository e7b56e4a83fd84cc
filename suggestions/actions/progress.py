"""Where a case stands while units have it: a function of what its assignments say, nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from deadlines.models import DueDate
from suggestions import clocks
from suggestions.actions import asking
from suggestions.lifecycle import (
    ANSWERED,
    ASSIGN,
    BEGIN,
    CLOCKS,
    HOLD_ENDS,
    UNIT_PHASES,
    VACATE,
    State,
    Step,
    Work,
)
from suggestions.models import Assignment, Hold, Suggestion

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
    if suggestion.state == State.ON_HOLD and not waiting:
        lift(suggestion, HOLD_ENDS, by=by, at=at)
    if not works:
        suggestion.shift(VACATE, unit=None)
        _wait(suggestion, by=by, at=at)
    elif not waiting:
        suggestion.shift(ANSWERED)
        _wait(suggestion, by=by, at=at)
        asking.ask(suggestion, at=at)
        asking.tell_senders(suggestion, at=at)
    else:
        _begin(suggestion, works)
        show(suggestion)


def _begin(suggestion: Suggestion, works: list[Assignment]) -> None:
    """Begin with the first signature; begin anew where the one that had signed is gone."""
    begun = any(one.state != Work.PENDING_SIGN for one in works)
    if begun and suggestion.state == State.ASSIGNED:
        suggestion.shift(BEGIN)
    elif not begun and suggestion.state == State.IN_HANDLING:
        suggestion.shift(VACATE, unit=None)
        suggestion.shift(ASSIGN, unit_id=works[0].department_id)


def lift(
    suggestion: Suggestion, step: Step, *, by: User | None, at: datetime, role: str = ""
) -> None:
    """End the hold of a case: every clock runs on, later by the working days it was held.

    Raises:
        NotNow: it is not on hold.
    """
    suggestion.move(step, by=by, at=at, role=role)
    Hold.objects.filter(suggestion=suggestion).update(ended_at=at)
    clocks.stop(suggestion, "hold", by=by, at=at)
    for one in clocks.held(suggestion.assignments.all()):
        due = clocks.resume(one, by=by, at=at)
        Assignment.objects.filter(pk=one.pk).update(due_at=due.due_at)
    show(suggestion)


def show(suggestion: Suggestion) -> None:
    """Repeat unit and date of the assignment that is due first on the case, for the lists."""
    waiting = _waiting(_answering(suggestion))
    if not waiting or suggestion.state not in (*WITH_UNITS, State.ON_HOLD):
        return
    first = next((one for one in waiting if not one.is_checked), waiting[0])
    due_at = suggestion.due_at if suggestion.state == State.ON_HOLD else _date_of(first)
    Suggestion.sealed_too.filter(pk=suggestion.pk).update(unit=first.department_id, due_at=due_at)
    suggestion.unit_id, suggestion.due_at = first.department_id, due_at


def _date_of(work: Assignment) -> datetime:
    """Until when somebody acts on it: its unit, or the office that checks what was handed in."""
    running = DueDate.objects.open().of("assignment", work.code).filter(phase="answer_check")
    check = running.first() if work.is_checked else None
    return check.due_at if check else work.due_at


def _answering(suggestion: Suggestion) -> list[Assignment]:
    return list(Assignment.objects.current().filter(suggestion=suggestion).order_by("due_at"))


def _waiting(works: list[Assignment]) -> list[Assignment]:
    return [one for one in works if one.state != Work.DELIVERED]


def _wait(suggestion: Suggestion, *, by: User | None, at: datetime) -> None:
    """Start the clock of the state that was just reached; its date is the date of the case."""
    phase = CLOCKS[State(suggestion.state)]
    due = clocks.start_for_case(suggestion, phase, by=by, at=at)
    suggestion.wait_until(due.due_at)
