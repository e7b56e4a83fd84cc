"""What a unit does with what it was given: sign for it, talk with the proposer, answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.policies import officers_of
from design.dates import listed
from suggestions import clocks, policies
from suggestions.actions import handing, progress, promising
from suggestions.lifecycle import (
    CONTACT,
    ENTRUST,
    HOLD_ENDS,
    REPLY,
    SIGN,
    NotNow,
    Part,
    State,
)
from suggestions.models import Assignment, Contact, Reply
from suggestions.models.paper import Paper, marked

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
    """An answer needs a record of the contact with the proposer, or the reason for none."""


class OpinionsMissing(NotNow):
    """The lead answers once every co-handler has given its opinion, or the office does without."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _(
                "The opinion of %(units)s is still missing. The answer can be sent once it is "
                "there, or once the office decides to go on without it."
            )
            % {"units": listed(names)}
        )


@transaction.atomic
def sign(*, assignment: Assignment, by: User, at: datetime, paper: Paper | None = None) -> None:
    """Confirm receipt. The handling clock has been running since the assignment.

    ``paper``, here and below: the office enters for the unit what came on it.

    Raises:
        PermissionDenied: `by` has no seat in the unit; nor, with a paper, in the office.
        NotNow: somebody of the unit has signed already.
    """
    entered = paper is not None
    role = policies.require(by, SIGN, assignment.suggestion, assignment, entered=entered)
    first = assignment.suggestion.state == State.ASSIGNED and not assignment.is_co
    data = {"first": int(first)} | marked(paper)
    assignment.move(SIGN, by=by, at=at, role=role, data=data, signed_by=by, signed_at=at)
    clocks.stop(assignment, "sign", by=by, at=at)
    progress.follow(assignment.suggestion, by=by, at=at)


@transaction.atomic
def contact(
    *, assignment: Assignment, talk: Talk, by: User, at: datetime, paper: Paper | None = None
) -> Contact:
    """Record a talk with the proposer. Sent twice in the same words, it is one talk.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the unit is not handling the case.
    """
    entered = paper is not None
    role = policies.require(by, CONTACT, assignment.suggestion, assignment, entered=entered)
    about = {"contact": talk.kind} | marked(paper)
    said = {"kind": talk.kind, "held_on": talk.held_on, "note": talk.note, "recorded_by": by}
    try:
        with transaction.atomic():
            # The move holds the row, so that of two at once the second one sees the first here.
            assignment.move(CONTACT, by=by, at=at, role=role, data=about)
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
    no_contact: str = "",
    promised_on: date | None = None,
    reason: str = "",
    paper: Paper | None = None,
) -> Reply:
    """Answer the member. The unit's clock stops; with the last answer the rating window opens.

    A promise (B) says until when; what cannot be done now (C) says why. The database holds both.
    An assignment that is not signed for yet is signed for in the same act (a simple matter). A case
    on hold goes on with the answer.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: somebody else has answered in the meantime.
        OpinionsMissing: the unit leads, and a co-handler's opinion is neither given nor waived.
        NoContact: no talk is recorded, none comes with the answer, nor the reason for none.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, REPLY, suggestion, assignment, entered=paper is not None)
    if assignment.is_unsigned:
        sign(assignment=assignment, by=by, at=at, paper=paper)
    make_ready(assignment, talk=talk, no_contact=no_contact, by=by, at=at, role=role, paper=paper)
    left = suggestion.assignments.answering().unanswered().exclude(pk=assignment.pk).count()
    about = {"class": outcome_class, "round": assignment.round, "left": left} | marked(paper)
    assignment.move(REPLY, by=by, at=at, role=role, data=about, delivered_at=at)
    clocks.stop_all(assignment, by=by, at=at)
    answer = Reply(
        assignment=assignment,
        round=assignment.round,
        author=by,
        text=text,
        outcome_class=outcome_class,
        no_contact=no_contact,
        promised_on=promised_on,
        reason=reason,
        replied_at=at,
    )
    return give(answer, assignment, by=by, at=at, role=role)


def make_ready(
    assignment: Assignment,
    *,
    talk: Talk | None,
    no_contact: str,
    by: User,
    at: datetime,
    role: str,
    paper: Paper | None = None,
) -> None:
    """Ask for all that an answer needs besides its words, and let a case on hold go on.

    Raises:
        OpinionsMissing, NoContact: see `reply`.
    """
    suggestion = assignment.suggestion
    if talk:
        contact(assignment=assignment, talk=talk, by=by, at=at, paper=paper)
    elif not no_contact and not assignment.contacts.exists():
        raise NoContact
    suggestion.lock()
    _require_opinions(assignment)
    if suggestion.state == State.ON_HOLD:
        progress.lift(suggestion, HOLD_ENDS, by=by, at=at, role=role)


def give(answer: Reply, assignment: Assignment, *, by: User, at: datetime, role: str) -> Reply:
    """Keep an answer with what it promises, and let the case follow: its author reads it now."""
    handing.settle_wishes(assignment, at=at)
    answer.save(force_insert=True)
    promising.make(answer, by=by, at=at, role=role)
    progress.follow(assignment.suggestion, by=by, at=at)
    return answer


def _require_opinions(assignment: Assignment) -> None:
    """Of a lead: that every co-handler has given its opinion, or the office does without."""
    if assignment.part != Part.LEAD:
        return
    missing = Assignment.objects.opinions_missing().filter(suggestion=assignment.suggestion_id)
    names = [one.department.name for one in missing.select_related("department")]
    if names:
        raise OpinionsMissing(names)


@transaction.atomic
def entrust(*, assignment: Assignment, officer: User, by: User, at: datetime) -> None:
    """Say who of the unit's people handles it.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the unit has handed in already.
        ValueError: the officer has no place in the unit.
    """
    role = policies.require(by, ENTRUST, assignment.suggestion, assignment)
    if officer not in officers_of(assignment.department):
        raise ValueError("the officer has no place in the unit")
    data = {"officer": officer.code}
    assignment.move(ENTRUST, by=by, at=at, role=role, data=data, officer=officer)
