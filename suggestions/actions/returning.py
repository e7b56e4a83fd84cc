"""A unit says that a case is not its own; the office takes it from the unit, or leaves it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, policies
from suggestions.actions import handing, handling
from suggestions.lifecycle import APPROVE_RETURN, ASK_RETURN, RECALL, REFUSE_RETURN, NotNow
from suggestions.models import Assignment, ReturnRequest
from suggestions.models.return_request import APPROVED, REFUSED

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User


@dataclass(frozen=True)
class Whose:
    """Whose it is instead: a unit of the organ, or in words somebody else's."""

    proposed: Department | None = None
    elsewhere: str = ""


class WindowClosed(NotNow):
    """The days in which a unit may give a case back are over, or it has asked before."""

    def __init__(self) -> None:
        super().__init__(_("It can no longer be given back: the days for that are over."))


@transaction.atomic
def ask(
    *, assignment: Assignment, reason: str, whose: Whose, by: User, at: datetime
) -> ReturnRequest:
    """Ask to give a case back, saying why and whose it is. The clock of the answer runs on.

    Asking signs for it in the same act. The office has a clock of its own to decide.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        WindowClosed: the days for that are over, or the unit has asked before.
        NotNow: the unit has handed in already.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, ASK_RETURN, suggestion, assignment)
    if not assignment.may_return(at):
        raise WindowClosed
    if assignment.is_unsigned:
        handling.sign(assignment=assignment, by=by, at=at)
    data = {"proposed": whose.proposed.code if whose.proposed else ""}
    assignment.move(ASK_RETURN, by=by, at=at, role=role, data=data)
    clocks.start_for_unit(assignment, "return_decision", by=by, at=at)
    return ReturnRequest.objects.create(
        assignment=assignment,
        reason=reason,
        proposed=whose.proposed,
        elsewhere="" if whose.proposed else whose.elsewhere,
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def approve(
    *,
    assignment: Assignment,
    successor: Department | None,
    by: User,
    at: datetime,
    note: str = "",
) -> Assignment | None:
    """Take the case from the unit, and give it to another in the same act: its date stays.

    Without a successor the case waits for the office to find one, against a clock of its own.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: a colleague has decided in the meantime.
        ValueError: the successor cannot be given the case.
    """
    role = policies.require(by, APPROVE_RETURN, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    _decide(assignment, decision=APPROVED, note=note, by=by, at=at)
    return handing.take_away(
        assignment, APPROVE_RETURN, successor=successor, by=by, at=at, role=role
    )


@transaction.atomic
def refuse(*, assignment: Assignment, note: str, by: User, at: datetime) -> None:
    """Leave the case with the unit, which may call the arbiter on that within some days.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: a colleague has decided in the meantime.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, REFUSE_RETURN, suggestion, assignment)
    suggestion.lock()
    until = clocks.latest(suggestion, "return_window", after=at)
    _decide(assignment, decision=REFUSED, note=note, by=by, at=at, dispute_until=until)
    data = {"until": until.isoformat()}
    assignment.move(REFUSE_RETURN, by=by, at=at, role=role, data=data)
    clocks.stop(assignment, "return_decision", by=by, at=at)


def _decide(
    assignment: Assignment,
    *,
    decision: str,
    note: str,
    by: User,
    at: datetime,
    dispute_until: datetime | None = None,
) -> None:
    """Write the decision down, if none stands there yet.

    Raises:
        NotNow: there is one, or nothing was asked.
    """
    waiting = ReturnRequest.objects.filter(assignment=assignment, decision="")
    decided = waiting.update(
        decision=decision,
        decision_note=note,
        decided_by=by,
        decided_at=at,
        dispute_until=dispute_until,
    )
    if not decided:
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))


@transaction.atomic
def recall(
    *, assignment: Assignment, successor: Department, reason: str, by: User, at: datetime
) -> Assignment | None:
    """Take a case from a unit that did not ask for it, and give it to another: its date stays.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: the unit has handed in in the meantime.
        ValueError: the successor cannot be given the case.
    """
    role = policies.require(by, RECALL, assignment.suggestion, assignment)
    return handing.take_away(
        assignment, RECALL, successor=successor, by=by, at=at, role=role, remark=reason
    )
