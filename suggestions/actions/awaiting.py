"""While an answer waits for its head: its officer takes it back, or reminds the head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.policies import heads_over
from events.models import Event
from suggestions import clocks, policies
from suggestions.actions import progress
from suggestions.actions.drafting import open_draft
from suggestions.actions.urging import working_day
from suggestions.lifecycle import URGE_HEAD, WITHDRAW_ANSWER, NotNow
from suggestions.models import DraftAnswer

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Assignment


class HeadRemindedToday(NotNow):
    """A head is reminded of one answer once a working day."""

    def __init__(self) -> None:
        super().__init__(_("The head was reminded today already; again on the next working day."))


class NobodySigns(NotNow):
    """Nobody but the officer could be reminded."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody else can be reminded: no other head is asked to sign this answer.")
        )


@transaction.atomic
def withdraw_answer(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Take an answer that is not signed yet back to change it. The unit's clock runs on throughout;
    whoever agreed to the text is asked again with the next one.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: no answer of the unit waits for a signature; the head may just have signed it.
    """
    role = policies.require(by, WITHDRAW_ANSWER, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    draft = open_draft(assignment)
    data = {"draft": draft.code if draft else ""}
    assignment.move(WITHDRAW_ANSWER, by=by, at=at, role=role, data=data)
    clocks.stop(assignment, "signoff", by=by, at=at)
    waiting = DraftAnswer.objects.filter(assignment=assignment).on_their_way()
    waiting.update(returned_at=at, taken_back=True)
    progress.show(assignment.suggestion)


@transaction.atomic
def urge_head(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Remind whoever signs for the unit that an answer waits for them; no date moves.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: no answer of the unit waits for a signature.
        NobodySigns: nobody but `by` heads the unit or one above it.
        HeadRemindedToday: that was done on this working day already.
    """
    role = policies.require(by, URGE_HEAD, assignment.suggestion, assignment)
    assignment.suggestion.lock()
    if URGE_HEAD.starts_from(assignment.state) and (refusal := _refusal(assignment, by, at)):
        raise refusal
    draft = open_draft(assignment)
    data = {"draft": draft.code if draft else ""}
    assignment.move(URGE_HEAD, by=by, at=at, role=role, data=data)


def why_not(assignment: Assignment, *, by: User, at: datetime) -> str:
    """Why the head cannot be reminded of this answer now, in words; "" where that can be done."""
    return str(_refusal(assignment, by, at) or "")


def _refusal(assignment: Assignment, by: User, at: datetime) -> NotNow | None:
    if all(one.pk == by.pk for one in heads_over(assignment.department)):
        return NobodySigns()
    lines = Event.objects.filter(
        kind="suggestion", code=assignment.suggestion.code, step=URGE_HEAD.name
    )
    last = lines.filter(data__assignment=assignment.code).order_by("-id")[:1]
    return HeadRemindedToday() if reminded_today(last, assignment, at=at) else None


def reminded_today(lines: Iterable[Event], assignment: Assignment, *, at: datetime) -> bool:
    """Whether these lines of the ledger say that the head was reminded on this working day."""
    told = (one for one in lines if one.step == URGE_HEAD.name)
    mine = (one for one in told if one.data.get("assignment") == assignment.code)
    return any(working_day(one.at) == working_day(at) for one in mine)
