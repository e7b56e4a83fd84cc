"""What a unit does with what it was given: sign for it, talk with the proposer, answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import clocks, policies
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


class AlreadyRecorded(Exception):
    """This talk was recorded before, word for word: a second tap, or a form that was sent again."""


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
    role = policies.require(by, SIGN, suggestion)
    suggestion.move(SIGN, by=by, at=at, role=role, data=_about(assignment))
    assignment.move(TAKE, signed_by=by, signed_at=at)
    clocks.stop(assignment, "sign", by=by, at=at)


@transaction.atomic
def contact(*, assignment: Assignment, talk: Talk, by: User, at: datetime) -> Contact:
    """Record a talk with the proposer. Sent twice in the same words, it is one talk.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the case is not in handling.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, CONTACT, suggestion)
    about = {**_about(assignment), "contact": talk.kind}
    said = {"kind": talk.kind, "held_on": talk.held_on, "note": talk.note, "recorded_by": by}
    try:
        with transaction.atomic():
            # The move holds the row, so that of two at once the second one sees the first here.
            suggestion.move(CONTACT, by=by, at=at, role=role, data=about)
            if assignment.contacts.filter(**said).exists():
                raise AlreadyRecorded
            return Contact.objects.create(assignment=assignment, recorded_at=at, **said)
    except AlreadyRecorded:
        return assignment.contacts.filter(**said).earliest("pk")


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
    role = policies.require(by, REPLY, suggestion)
    if assignment.is_unsigned:
        sign(assignment=assignment, by=by, at=at)
    if talk:
        contact(assignment=assignment, talk=talk, by=by, at=at)
    elif not assignment.contacts.exists():
        raise NoContact
    about = {**_about(assignment), "class": outcome_class}
    suggestion.move(REPLY, by=by, at=at, role=role, data=about)
    assignment.move(DELIVER, delivered_at=at)
    clocks.stop(assignment, "handle", by=by, at=at)
    due = clocks.start_for_case(suggestion, "rate", by=by, at=at)
    suggestion.wait_until(due.due_at)
    return Reply.objects.create(
        assignment=assignment, author=by, text=text, outcome_class=outcome_class, replied_at=at
    )


def _about(assignment: Assignment) -> dict[str, str]:
    return {"unit": assignment.department.code, "assignment": assignment.code}
