"""What a unit does with what it was given: sign for it, talk with the proposer, answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks, policies
from suggestions.actions import progress, promising
from suggestions.lifecycle import CONTACT, REPLY, SIGN
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
    role = policies.require(by, SIGN, assignment.suggestion, assignment)
    assignment.move(SIGN, by=by, at=at, role=role, signed_by=by, signed_at=at)
    clocks.stop(assignment, "sign", by=by, at=at)
    progress.follow(assignment.suggestion, by=by, at=at)


@transaction.atomic
def contact(*, assignment: Assignment, talk: Talk, by: User, at: datetime) -> Contact:
    """Record a talk with the proposer.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the unit is not handling the case.
    """
    role = policies.require(by, CONTACT, assignment.suggestion, assignment)
    assignment.move(CONTACT, by=by, at=at, role=role, data={"contact": talk.kind})
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
    promised_on: date | None = None,
    reason: str = "",
) -> Reply:
    """Answer the member. The unit's clock stops; with the last answer the rating window opens.

    A promise (B) says until when; what cannot be done now (C) says why. The database holds both.
    An assignment that is not signed for yet is signed for in the same act (a simple matter).

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: somebody else has answered in the meantime.
        NoContact: no talk is recorded and none comes with the answer.
    """
    role = policies.require(by, REPLY, assignment.suggestion, assignment)
    if assignment.is_unsigned:
        sign(assignment=assignment, by=by, at=at)
    if talk:
        contact(assignment=assignment, talk=talk, by=by, at=at)
    elif not assignment.contacts.exists():
        raise NoContact
    about = {"class": outcome_class, "round": assignment.round}
    assignment.move(REPLY, by=by, at=at, role=role, data=about, delivered_at=at)
    clocks.stop(assignment, "redo" if assignment.round else "handle", by=by, at=at)
    answer = Reply.objects.create(
        assignment=assignment,
        round=assignment.round,
        author=by,
        text=text,
        outcome_class=outcome_class,
        promised_on=promised_on,
        reason=reason,
        replied_at=at,
    )
    promising.make(answer, by=by, at=at, role=role)
    progress.follow(assignment.suggestion, by=by, at=at)
    return answer
