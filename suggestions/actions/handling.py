"""What a unit does with what it was given: sign for it, talk with the proposer, answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from deadlines.actions import clocks
from suggestions import policies
from suggestions.lifecycle import CONTACT, DELIVER, REPLY, SIGN, TAKE
from suggestions.models import Assignment, Contact, Reply

if TYPE_CHECKING:
    from members.models import User


@dataclass(frozen=True)
class Talk:
    """One contact with the proposer: how, on which day, what was said."""

    kind: str
    held_on: date
    note: str


class NoContact(Exception):
    """An answer needs a record of the contact with the proposer."""


@transaction.atomic
def sign(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Confirm receipt. The handling clock has been running since the assignment.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: somebody of the unit has signed already.
    """
    suggestion = assignment.suggestion
    policies.require(by, SIGN, suggestion)
    assignment.move(TAKE, signed_by=by, signed_at=at)
    suggestion.move(SIGN, by=by, at=at, data=_about(assignment))
    clocks.stop(kind="assignment", code=assignment.code, phase="sign", by=by, at=at)


@transaction.atomic
def contact(*, assignment: Assignment, talk: Talk, by: User, at: datetime) -> Contact:
    """Record a talk with the proposer.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the case is not in handling.
    """
    suggestion = assignment.suggestion
    policies.require(by, CONTACT, suggestion)
    suggestion.move(CONTACT, by=by, at=at, data={**_about(assignment), "contact": talk.kind})
    return Contact.objects.create(
        assignment=assignment,
        kind=talk.kind,
        held_on=talk.held_on,
        note=talk.note,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def reply(
    *,
    assignment: Assignment,
    text: str,
    outcome_class: str,
    by: User,
    at: datetime,
    talk: Talk | None = None,
) -> Reply:
    """Answer the member. The handling clock stops, the rating window opens.

    An assignment that is not signed for yet is signed for in the same act (a simple matter).

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: somebody else has answered in the meantime.
        NoContact: no talk is recorded and none comes with the answer.
    """
    suggestion = assignment.suggestion
    policies.require(by, REPLY, suggestion)
    if assignment.is_unsigned:
        sign(assignment=assignment, by=by, at=at)
    if talk:
        contact(assignment=assignment, talk=talk, by=by, at=at)
    elif not assignment.contacts.exists():
        raise NoContact
    assignment.move(DELIVER, delivered_at=at)
    rating_due = clocks.preview(
        organ=suggestion.organ, phase="rate", at=at, instrument=suggestion.instrument
    )
    suggestion.move(
        REPLY,
        by=by,
        at=at,
        data={**_about(assignment), "class": outcome_class},
        due_at=rating_due.due_at,
    )
    clocks.stop(kind="assignment", code=assignment.code, phase="handle", by=by, at=at)
    clocks.start(
        kind="suggestion",
        code=suggestion.code,
        phase="rate",
        organ=suggestion.organ,
        by=by,
        at=at,
        instrument=suggestion.instrument,
    )
    return Reply.objects.create(
        assignment=assignment, author=by, text=text, outcome_class=outcome_class, replied_at=at
    )


def _about(assignment: Assignment) -> dict[str, str]:
    return {"unit": assignment.department.code, "assignment": assignment.code}
