"""What the office does with what came in: accept it and hand it to its units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks, policies
from suggestions.actions import handing, progress
from suggestions.actions.handing import Charge, WrongParts, check
from suggestions.lifecycle import ACCEPT, ASSIGN, Part, State
from suggestions.models import Assignment, Suggestion

if TYPE_CHECKING:
    from members.models import User

__all__ = ["Charge", "WrongParts", "accept", "accept_and_assign", "assign"]


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Take the suggestion in; it then waits to be assigned, against a clock of its own.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was accepted already.
    """
    role = policies.require(by, ACCEPT, suggestion)
    suggestion.move(ACCEPT, by=by, at=at, role=role)
    clocks.stop_before(suggestion, ACCEPT, by=by, at=at)
    due = clocks.start_for_case(suggestion, "assign", by=by, at=at)
    suggestion.wait_until(due.due_at)


@transaction.atomic
def assign(
    *,
    suggestion: Suggestion,
    charges: Sequence[Charge],
    urgency: str = "",
    by: User,
    at: datetime,
) -> list[Assignment]:
    """Hand an accepted suggestion to its units. Their clocks start now, not when they sign.

    Where it was taken back from a unit before, the first takes over that one's date and urgency.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was assigned already, or is not accepted yet.
        WrongParts: neither one sole unit, nor one lead with co-handlers, nor several separate ones.
        ValueError: a unit does not belong to the organ in charge, or has the case already.
    """
    role = policies.require(by, ASSIGN, suggestion)
    check(suggestion, charges)
    again = suggestion.state == State.REASSIGNING
    data = _about(suggestion, charges)
    suggestion.move(ASSIGN, by=by, at=at, role=role, data=data, unit=charges[0].department)
    clocks.stop(suggestion, "reassign" if again else "assign", by=by, at=at)
    left = handing.left_behind(suggestion) if again else []
    works = [
        handing.hand_over(
            suggestion, charge, urgency=urgency, replaces=_fitting(charge, left), by=by, at=at
        )
        for charge in charges
    ]
    for old in left:
        clocks.stop_all(old, by=by, at=at)
    progress.show(suggestion)
    return works


def _fitting(charge: Charge, left: list[Assignment]) -> Assignment | None:
    """Of those taken back the one whose date this unit takes over; each is taken over once."""
    same = [one for one in left if one.is_co == (charge.part is Part.CO)]
    if charge.part is Part.CO:
        same = [one for one in same if one.department_id == charge.department.pk]
    for one in same[:1]:
        left.remove(one)
    return next(iter(same), None)


def _about(suggestion: Suggestion, charges: Sequence[Charge]) -> dict[str, object]:
    """What the ledger keeps of an assignment: the unit that answers first, and all with parts."""
    return {
        "unit": charges[0].department.code,
        "assignment": handing.next_code(suggestion),
        "proposed_rank": handing.proposed_rank(suggestion, charges[0].department),
        "units": {charge.department.code: charge.part.value for charge in charges},
    }


@transaction.atomic
def accept_and_assign(
    *,
    suggestion: Suggestion,
    charges: Sequence[Charge],
    urgency: str = "",
    by: User,
    at: datetime,
) -> list[Assignment]:
    """Both in one act, which is the usual way; an accepted one is only assigned.

    Raises:
        PermissionDenied, NotNow, WrongParts, ValueError: as `accept` and `assign`.
    """
    if suggestion.state == State.SUBMITTED.value:
        accept(suggestion=suggestion, by=by, at=at)
    return assign(suggestion=suggestion, charges=charges, urgency=urgency, by=by, at=at)
