"""What co-handlers give the unit that answers: their opinion, sent back or done without."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as due_dates
from suggestions import clocks, policies
from suggestions.actions import handing, handling
from suggestions.lifecycle import GIVE_OPINION, RETURN_OPINION, WAIVE, NotNow, State
from suggestions.models import Assignment, DraftAnswer, Reply
from suggestions.models.paper import Paper, marked
from suggestions.models.reply import OPINION

if TYPE_CHECKING:
    from members.models import User


class OnItsWay(NotNow):
    """What was said to an answer stands while others have their word on it."""

    def __init__(self) -> None:
        super().__init__(
            _("The answer is on its way. An opinion can be sent back once the answer is.")
        )


@transaction.atomic
def give(
    *, assignment: Assignment, text: str, by: User, at: datetime, paper: Paper | None = None
) -> Reply:
    """Give the co-handler's opinion to the lead. Its clock stops. Unsigned, it signs as well.

    Raises:
        PermissionDenied: `by` has no seat in the unit; nor, with a paper, in the office.
        NotNow: somebody of the unit has given it in the meantime, or it is no co-handler's.
    """
    entered = paper is not None
    role = policies.require(by, GIVE_OPINION, assignment.suggestion, assignment, entered=entered)
    if assignment.is_unsigned and assignment.is_co:
        handling.sign(assignment=assignment, by=by, at=at, paper=paper)
    about = {"round": assignment.round} | marked(paper)
    assignment.move(GIVE_OPINION, by=by, at=at, role=role, data=about, delivered_at=at)
    clocks.stop_all(assignment, by=by, at=at)
    handing.settle_wishes(assignment, at=at)
    return Reply.objects.create(
        assignment=assignment,
        kind=OPINION,
        round=assignment.round,
        author=by,
        text=text,
        replied_at=at,
    )


@transaction.atomic
def send_back(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """Ask the co-handler for its opinion once more: the date that it had holds again.

    Raises:
        PermissionDenied: `by` has no seat in the unit that leads.
        NotNow: the opinion is not there any more, or the answer is out or on its way.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, RETURN_OPINION, suggestion, assignment)
    suggestion.lock()
    policies.require_unanswered(suggestion)
    drafts = DraftAnswer.objects.filter(assignment__suggestion=suggestion)
    if drafts.on_their_way().exists():
        raise OnItsWay
    assignment.move(RETURN_OPINION, by=by, at=at, role=role, remark=reason, delivered_at=None)
    due = due_dates.reopen(
        kind="assignment", code=assignment.code, phase=assignment.phase, by=by, at=at
    )
    if suggestion.state == State.ON_HOLD:
        clocks.pause(assignment, by=by, at=at)
    elif due.paused_at:
        due = clocks.resume(assignment, by=by, at=at)
        Assignment.objects.filter(pk=assignment.pk).update(due_at=due.due_at)


@transaction.atomic
def waive(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """Let the lead answer without this opinion.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: the opinion has come in the meantime, or it is no co-handler's.
    """
    role = policies.require(by, WAIVE, assignment.suggestion, assignment)
    assignment.move(WAIVE, by=by, at=at, role=role, remark=reason)
    clocks.stop_all(assignment, by=by, at=at)
    handing.settle_wishes(assignment, at=at)
