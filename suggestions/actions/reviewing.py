"""What the office does with what came in: accept it and hand it to a unit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks, policies
from suggestions.lifecycle import ACCEPT, ASSIGN, State
from suggestions.models import Assignment, Recommendation, Suggestion

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Take the suggestion in; it then waits to be assigned, against a clock of its own.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was accepted already.
    """
    role = policies.require(by, ACCEPT, suggestion)
    suggestion.move(ACCEPT, by=by, at=at, role=role)
    clocks.stop(suggestion, "review", by=by, at=at)
    due = clocks.start_for_case(suggestion, "assign", by=by, at=at)
    suggestion.wait_until(due.due_at)


@transaction.atomic
def assign(
    *, suggestion: Suggestion, department: Department, urgency: str, by: User, at: datetime
) -> Assignment:
    """Hand an accepted suggestion to one unit. The unit's clock starts now, not when it signs.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was assigned already, or is not accepted yet.
        ValueError: the unit does not belong to the organ in charge.
    """
    role = policies.require(by, ASSIGN, suggestion)
    if department.organ_id != suggestion.organ_id or not department.is_active:
        raise ValueError("the unit is not one of the organ in charge")
    assignment = Assignment(
        code=f"{suggestion.code}-1",
        suggestion=suggestion,
        department=department,
        urgency=urgency,
        proposed_rank=_proposed_rank(suggestion, department),
        assigned_by=by,
        assigned_at=at,
    )
    about = {
        "unit": department.code,
        "assignment": assignment.code,
        "proposed_rank": assignment.proposed_rank,
    }
    suggestion.move(ASSIGN, by=by, at=at, role=role, data=about, unit=department)
    clocks.stop(suggestion, "assign", by=by, at=at)
    clocks.start_for_unit(assignment, "sign", by=by, at=at)
    due = clocks.start_for_unit(assignment, "handle", by=by, at=at)
    assignment.due_at = due.due_at
    assignment.save(force_insert=True)
    suggestion.wait_until(due.due_at)
    return assignment


@transaction.atomic
def accept_and_assign(
    *, suggestion: Suggestion, department: Department, urgency: str, by: User, at: datetime
) -> Assignment:
    """Both in one act, which is the usual way; an accepted one is only assigned.

    Raises:
        PermissionDenied, NotNow, ValueError: as `accept` and `assign`.
    """
    if suggestion.state == State.SUBMITTED.value:
        accept(suggestion=suggestion, by=by, at=at)
    return assign(suggestion=suggestion, department=department, urgency=urgency, by=by, at=at)


def _proposed_rank(suggestion: Suggestion, department: Department) -> int | None:
    ranks = Recommendation.objects.filter(suggestion=suggestion, department=department)
    return ranks.values_list("rank", flat=True).first()
