"""What the office enters for a unit that does not log in: always from a paper, always marked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from files.actions import attaching
from suggestions import policies
from suggestions.actions import drafting, extending, handling, opinions
from suggestions.actions.handling import Talk
from suggestions.lifecycle import (
    ASK_EXTENSION,
    CONTACT,
    ENTER,
    ENTERED,
    GIVE_OPINION,
    REPLY,
    SIGN,
    NotNow,
    Step,
)
from suggestions.models import (
    Assignment,
    Contact,
    DraftAnswer,
    ExtensionRequest,
    Paper,
    Reply,
)

if TYPE_CHECKING:
    from members.models import User

# These sign as well where the unit has not.
SIGNING = (REPLY, GIVE_OPINION)


@dataclass(frozen=True)
class Sheet:
    """A paper as it lies before the clerk: its date, and the key on which its scan hangs."""

    key: uuid.UUID
    dated_on: date


class NoScan(Exception):
    """What is entered for a unit needs the scan of its paper."""


class EnteredBefore(NotNow):
    """A second tap, or a form that was sent again."""

    def __init__(self) -> None:
        super().__init__(_("This paper has been entered already."))


def may_enter(assignment: Assignment, step: Step, *, at: datetime) -> bool:
    """Whether this act of the unit can be entered now."""
    if not ENTER.starts_from(assignment.state) or not step.is_for(assignment.part):
        return False
    if step is ASK_EXTENSION:
        return extending.may_ask(assignment, at=at)
    return step.starts_from(assignment.state) or step in SIGNING


def open_acts(assignment: Assignment, *, at: datetime) -> list[Step]:
    """The acts of the unit that can be entered now."""
    return [step for step in ENTERED if may_enter(assignment, step, at=at)]


@transaction.atomic
def sign(*, assignment: Assignment, sheet: Sheet, by: User, at: datetime) -> None:
    """Enter that the unit confirmed receipt.

    Raises, as all of these:
        PermissionDenied: `by` has no seat in the office in charge.
        EnteredBefore: it has been entered from this very form.
        NoScan: nothing hangs on the key of the sheet.
        NotNow: the unit has done it, or handed in, in the meantime.
    """
    paper = _take(assignment, SIGN, sheet, by=by, at=at)
    handling.sign(assignment=assignment, by=by, at=at, paper=paper)


@transaction.atomic
def contact(*, assignment: Assignment, sheet: Sheet, talk: Talk, by: User, at: datetime) -> Contact:
    """Enter a talk of the unit with the proposer."""
    paper = _take(assignment, CONTACT, sheet, by=by, at=at)
    return handling.contact(assignment=assignment, talk=talk, by=by, at=at, paper=paper)


@transaction.atomic
def reply(
    *, assignment: Assignment, sheet: Sheet, by: User, at: datetime, **said: Any
) -> Reply | DraftAnswer:
    """Enter the unit's answer. Handed in is when it is entered; its date stands beside that.

    What the organ's rule asks of an answer is asked of this one too; see `drafting.answer`.
    """
    paper = _take(assignment, REPLY, sheet, by=by, at=at)
    return drafting.answer(assignment=assignment, by=by, at=at, paper=paper, **said)


@transaction.atomic
def opinion(*, assignment: Assignment, sheet: Sheet, text: str, by: User, at: datetime) -> Reply:
    """Enter the opinion of a co-handler."""
    paper = _take(assignment, GIVE_OPINION, sheet, by=by, at=at)
    return opinions.give(assignment=assignment, text=text, by=by, at=at, paper=paper)


@transaction.atomic
def extension(
    *,
    assignment: Assignment,
    sheet: Sheet,
    reason: str,
    wanted: datetime,
    by: User,
    at: datetime,
) -> ExtensionRequest:
    """Enter the unit's wish for more time; the office decides on it as on any other.

    Raises:
        TooLate, BeyondLimit: as where the unit asks itself.
    """
    paper = _take(assignment, ASK_EXTENSION, sheet, by=by, at=at)
    return extending.ask(
        assignment=assignment, reason=reason, wanted=wanted, by=by, at=at, paper=paper
    )


def _take(assignment: Assignment, step: Step, sheet: Sheet, *, by: User, at: datetime) -> Paper:
    """Keep the paper and its scan, and write the line that tells the unit of it."""
    suggestion = assignment.suggestion
    role = policies.require(by, ENTER, suggestion, assignment)
    suggestion.lock()
    papers = Paper.objects.filter(assignment=assignment)
    if papers.filter(key=sheet.key).exists():
        raise EnteredBefore
    paper = Paper(
        code=f"{assignment.code}-e{papers.count() + 1}",
        key=sheet.key,
        assignment=assignment,
        step=step.name,
        dated_on=sheet.dated_on,
        entered_by=by,
        entered_at=at,
    )
    data = {"act": step.name, "paper": paper.code, "paper_on": sheet.dated_on.isoformat()}
    assignment.move(ENTER, by=by, at=at, role=role, data=data)
    paper.save(force_insert=True)
    if not attaching.bind(key=sheet.key, kind="paper", code=paper.code, by=by, at=at):
        raise NoScan
    return paper
