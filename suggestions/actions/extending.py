"""More time for a unit (延期): asked for once, before the date is over; the office decides."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as due_dates
from suggestions import clocks, policies
from suggestions.actions import progress
from suggestions.lifecycle import (
    ASK_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    NotNow,
    State,
)
from suggestions.models import Assignment, ExtensionRequest
from suggestions.models.extension_request import GRANTED, REFUSED
from suggestions.models.paper import Paper, marked

if TYPE_CHECKING:
    from members.models import User


class TooLate(NotNow):
    """More time is asked for before the date is over, once, and not while the case is on hold."""

    def __init__(self) -> None:
        super().__init__(
            _("More time can be asked for once, before the date is over, and not while on hold.")
        )


class BeyondLimit(NotNow):
    """The wanted date is not later than the present one, or later than the rule allows."""

    def __init__(self) -> None:
        super().__init__(_("That date is not possible: it is too early, or beyond the limit."))


def limit(assignment: Assignment) -> datetime:
    """The latest date to which the assignment may be extended."""
    return clocks.latest(assignment.suggestion, "extension", after=assignment.due_at)


def may_ask(assignment: Assignment, *, at: datetime) -> bool:
    """Whether the unit may still ask: once for a clock, in time, and not while on hold.

    Who takes a case over takes its clock as it is; another answer (重办) has a clock of its own.
    """
    in_time = assignment.state in ASK_EXTENSION.sources and at <= assignment.due_at
    on_hold = assignment.suggestion.state == State.ON_HOLD
    return in_time and assignment.may_ask_for_time and not on_hold


@transaction.atomic
def ask(
    *,
    assignment: Assignment,
    reason: str,
    wanted: datetime,
    by: User,
    at: datetime,
    paper: Paper | None = None,
) -> ExtensionRequest:
    """Ask for more time. The clock runs on until the office decides, against a clock of its own.

    Raises:
        PermissionDenied: `by` has no seat in the unit; nor, with a paper, in the office.
        TooLate: the date is over, the unit has asked before, or the case is on hold.
        BeyondLimit: `wanted` is not later than the date, or beyond the rule's limit.
    """
    suggestion = assignment.suggestion
    entered = paper is not None
    role = policies.require(by, ASK_EXTENSION, suggestion, assignment, entered=entered)
    suggestion.lock()
    before = ExtensionRequest.objects.filter(assignment=assignment).first()
    if not may_ask(assignment, at=at) or (before and before.round >= assignment.round):
        raise TooLate
    if not assignment.due_at < wanted <= limit(assignment):
        raise BeyondLimit
    data = {"wanted": wanted.isoformat()} | marked(paper)
    assignment.move(ASK_EXTENSION, by=by, at=at, role=role, data=data)
    clocks.start_for_unit(assignment, "extension_decision", by=by, at=at)
    asked = ExtensionRequest(
        assignment=assignment,
        reason=reason,
        first_due=assignment.due_at,
        wanted=wanted,
        asked_by=by,
        asked_at=at,
        round=assignment.round,
        earlier=[*before.earlier, before.as_earlier()] if before else [],
    )
    asked.save()
    return asked


@transaction.atomic
def grant(
    *, assignment: Assignment, until: datetime, by: User, at: datetime, note: str = ""
) -> None:
    """Give more time, also after the date when it was asked for before. The first date is kept.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: it was decided, or the unit has handed in, in the meantime.
        BeyondLimit: `until` is not later than the date, beyond the rule's limit, or over.
        TooLate: the clock was extended before.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, GRANT_EXTENSION, suggestion, assignment)
    suggestion.lock()
    if suggestion.state == State.ON_HOLD:
        raise NotNow(_("The case is on hold; another date can be set once it goes on."))
    if not max(assignment.due_at, at) < until <= limit(assignment):
        raise BeyondLimit
    _decide(assignment, decision=GRANTED, granted=until, note=note, by=by, at=at)
    data = {"due": until.isoformat()}
    assignment.move(GRANT_EXTENSION, by=by, at=at, role=role, data=data, due_at=until)
    _extend(assignment, until, by=by, at=at)
    clocks.stop(assignment, "extension_decision", by=by, at=at)
    progress.show(suggestion)


def _extend(assignment: Assignment, until: datetime, *, by: User, at: datetime) -> None:
    about = {"kind": "assignment", "code": assignment.code, "phase": assignment.phase}
    try:
        due_dates.extend(**about, to=until, by=by, at=at, reason="asked")
    except due_dates.Refused as refusal:
        raise TooLate from refusal


@transaction.atomic
def refuse(*, assignment: Assignment, note: str, by: User, at: datetime) -> None:
    """Leave the date as it is.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: it was decided, or the unit has handed in, in the meantime.
    """
    role = policies.require(by, REFUSE_EXTENSION, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    _decide(assignment, decision=REFUSED, granted=None, note=note, by=by, at=at)
    assignment.move(REFUSE_EXTENSION, by=by, at=at, role=role)
    clocks.stop(assignment, "extension_decision", by=by, at=at)


def _decide(
    assignment: Assignment,
    *,
    decision: str,
    granted: datetime | None,
    note: str,
    by: User,
    at: datetime,
) -> None:
    waiting = ExtensionRequest.objects.filter(assignment=assignment, decision="")
    decided = waiting.update(
        decision=decision, granted=granted, decision_note=note, decided_by=by, decided_at=at
    )
    if not decided:
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
