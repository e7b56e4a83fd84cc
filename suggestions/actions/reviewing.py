"""What the office does with what came in: accept it and hand it to its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, policies
from suggestions.lifecycle import ACCEPT, ASSIGN, Part, State
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


@dataclass(frozen=True)
class Charge:
    """One unit and what it is on the case."""

    department: Department
    part: Part = Part.SOLE


class WrongParts(ValueError):
    """Units that do not fit together: see `lifecycle.Part`."""


@transaction.atomic
def assign(
    *, suggestion: Suggestion, charges: Sequence[Charge], urgency: str, by: User, at: datetime
) -> list[Assignment]:
    """Hand an accepted suggestion to its units. Their clocks start now, not when they sign.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it was assigned already, or is not accepted yet.
        WrongParts: neither one sole unit, nor one lead with co-handlers, nor several separate ones.
        ValueError: a unit does not belong to the organ in charge.
    """
    role = policies.require(by, ASSIGN, suggestion)
    _check(suggestion, charges)
    unit, first = charges[0].department, suggestion.assignments.count() + 1
    about = _about(suggestion, charges, first)
    suggestion.move(ASSIGN, by=by, at=at, role=role, data=about, unit=unit)
    clocks.stop(suggestion, "assign", by=by, at=at)
    works = [
        _hand_over(suggestion, number, charge, urgency=urgency, by=by, at=at)
        for number, charge in enumerate(charges, start=first)
    ]
    suggestion.wait_until(works[0].due_at)
    return works


def _check(suggestion: Suggestion, charges: Sequence[Charge]) -> None:
    for charge in charges:
        if charge.department.organ_id != suggestion.organ_id or not charge.department.is_active:
            raise ValueError("the unit is not one of the organ in charge")
    parts = [charge.part for charge in charges]
    fits = (
        parts == [Part.SOLE]
        or (len(parts) > 1 and parts[0] is Part.LEAD and set(parts[1:]) == {Part.CO})
        or (len(parts) > 1 and set(parts) == {Part.SEPARATE})
    )
    if not fits or len({charge.department.pk for charge in charges}) < len(charges):
        raise WrongParts(_("One unit alone, one lead with others, or several separately."))


def _about(suggestion: Suggestion, charges: Sequence[Charge], first: int) -> dict[str, object]:
    """What the ledger keeps of an assignment: the unit that answers first, and all with parts."""
    return {
        "unit": charges[0].department.code,
        "assignment": f"{suggestion.code}-{first}",
        "proposed_rank": _proposed_rank(suggestion, charges[0].department),
        "units": {charge.department.code: charge.part.value for charge in charges},
    }


def _hand_over(
    suggestion: Suggestion, number: int, charge: Charge, *, urgency: str, by: User, at: datetime
) -> Assignment:
    """Make one unit's assignment and start its clocks; a co-handler's ends with its opinion."""
    assignment = Assignment(
        code=f"{suggestion.code}-{number}",
        suggestion=suggestion,
        department=charge.department,
        part=charge.part.value,
        urgency=urgency,
        proposed_rank=_proposed_rank(suggestion, charge.department),
        assigned_by=by,
        assigned_at=at,
    )
    clocks.start_for_unit(assignment, "sign", by=by, at=at)
    phase = "opinion" if charge.part is Part.CO else "handle"
    assignment.due_at = clocks.start_for_unit(assignment, phase, by=by, at=at).due_at
    assignment.save(force_insert=True)
    return assignment


@transaction.atomic
def accept_and_assign(
    *, suggestion: Suggestion, charges: Sequence[Charge], urgency: str, by: User, at: datetime
) -> list[Assignment]:
    """Both in one act, which is the usual way; an accepted one is only assigned.

    Raises:
        PermissionDenied, NotNow, WrongParts, ValueError: as `accept` and `assign`.
    """
    if suggestion.state == State.SUBMITTED.value:
        accept(suggestion=suggestion, by=by, at=at)
    return assign(suggestion=suggestion, charges=charges, urgency=urgency, by=by, at=at)


def _proposed_rank(suggestion: Suggestion, department: Department) -> int | None:
    ranks = Recommendation.objects.filter(suggestion=suggestion, department=department)
    return ranks.values_list("rank", flat=True).first()
