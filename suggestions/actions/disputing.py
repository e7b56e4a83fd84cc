"""A unit does not agree that a case is its own: the arbiter rules, and that holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as due_dates
from suggestions import clocks, policies
from suggestions.actions import handing, progress
from suggestions.lifecycle import BIND, DISPUTE, RELEASE, NotNow, State
from suggestions.models import Assignment, ReturnRequest
from suggestions.models.return_request import BOUND, RELEASED

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User


class NothingToDispute(NotNow):
    """There is no refusal on which the arbiter could be called, or the days for that are over."""

    def __init__(self) -> None:
        super().__init__(_("The arbiter can no longer be called: the days for that are over."))


class NewDateOver(NotNow):
    """The arbiter's other date is over already."""

    def __init__(self) -> None:
        super().__init__(_("That day is over already."))


@transaction.atomic
def dispute(*, assignment: Assignment, note: str, by: User, at: datetime) -> None:
    """Call the arbiter on the office's refusal, once. The clock of the answer runs on.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NothingToDispute: nothing was refused, it was disputed before, or the days are over.
    """
    role = policies.require(by, DISPUTE, assignment.suggestion, assignment)
    if not assignment.may_dispute(at):
        raise NothingToDispute
    assignment.move(DISPUTE, by=by, at=at, role=role)
    ReturnRequest.objects.filter(assignment=assignment).update(disputed_at=at, dispute_note=note)
    clocks.start_for_unit(assignment, "dispute", by=by, at=at)


@transaction.atomic
def bind(
    *,
    assignment: Assignment,
    note: str,
    by: User,
    at: datetime,
    new_due: datetime | None = None,
) -> None:
    """Rule that it stays with the unit; with `new_due` also until when. Both dates are kept.

    Raises:
        PermissionDenied: `by` is not the arbiter.
        NotNow: it was ruled on in the meantime.
        NewDateOver: `new_due` is over.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, BIND, suggestion, assignment)
    if new_due is not None and new_due <= at:
        raise NewDateOver
    data = {"due": new_due.isoformat()} if new_due else {}
    suggestion.lock()
    if new_due and suggestion.state == State.ON_HOLD:
        raise NotNow(_("The case is on hold; another date can be set once it goes on."))
    due_at = new_due or assignment.due_at
    assignment.move(BIND, by=by, at=at, role=role, data=data, due_at=due_at)
    if new_due:
        due_dates.set_due(
            kind="assignment",
            code=assignment.code,
            phase=assignment.phase,
            to=new_due,
            by=by,
            at=at,
            reason="ruling",
        )
    _rule(assignment, ruling=BOUND, note=note, by=by, at=at, new_due=new_due)
    progress.show(suggestion)


@transaction.atomic
def release(
    *,
    assignment: Assignment,
    note: str,
    successor: Department | None,
    by: User,
    at: datetime,
) -> Assignment | None:
    """Rule that it is another's: at once given to that one, or left to the office to find it.

    Raises:
        PermissionDenied: `by` is not the arbiter.
        NotNow: it was ruled on in the meantime.
        ValueError: the successor cannot be given the case.
    """
    role = policies.require(by, RELEASE, assignment.suggestion, assignment)
    new = handing.take_away(assignment, RELEASE, successor=successor, by=by, at=at, role=role)
    _rule(assignment, ruling=RELEASED, note=note, by=by, at=at)
    return new


def _rule(
    assignment: Assignment,
    *,
    ruling: str,
    note: str,
    by: User,
    at: datetime,
    new_due: datetime | None = None,
) -> None:
    ReturnRequest.objects.filter(assignment=assignment).update(
        ruling=ruling, ruling_note=note, ruled_by=by, ruled_at=at, new_due=new_due
    )
    clocks.stop(assignment, "dispute", by=by, at=at)
