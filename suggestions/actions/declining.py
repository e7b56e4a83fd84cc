"""What the office does not take as a case: declined with a ground, or passed on as information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.models import DueDate
from suggestions import clocks, policies
from suggestions.actions import merging
from suggestions.lifecycle import APPEAL, DECLINE, DIVERT, NotNow
from suggestions.models import Decline, Diversion, Suggestion

if TYPE_CHECKING:
    from members.models import User


@dataclass(frozen=True)
class Ground:
    """Why: a code of `lifecycle.GROUNDS`; for "answered" with where the answer is."""

    code: str
    reference: str = ""


@transaction.atomic
def decline(*, suggestion: Suggestion, ground: Ground, reason: str, by: User, at: datetime) -> None:
    """Decline it (不予受理). The author may ask for one second look, against a clock; a second
    decision is the last. Those merged into it are reviewed by themselves again.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it does not wait for a review any more.
    """
    role = policies.require(by, DECLINE, suggestion)
    data = {"ground": ground.code}
    suggestion.move(
        DECLINE, by=by, at=at, role=role, data=data, remark=reason, closed_at=at, due_at=None
    )
    clocks.stop_before(suggestion, DECLINE, by=by, at=at)
    first = not suggestion.declines.exists()
    until = clocks.start_for_case(suggestion, "appeal", by=by, at=at).due_at if first else None
    Decline.objects.create(
        suggestion=suggestion,
        number=1 if first else 2,
        ground=ground.code,
        reference=ground.reference,
        at=at,
        by=by,
        appeal_until=until,
    )
    merging.split(main=suggestion, at=at)


@transaction.atomic
def appeal(*, suggestion: Suggestion, text: str, by: User, at: datetime) -> None:
    """Ask for the one second look. It is reviewed anew, against a new clock.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: it is not declined, the time is over, or this was the second decision.
    """
    role = policies.require(by, APPEAL, suggestion)
    open_ones = Decline.objects.filter(appealed_at=None, appeal_until__gte=at)
    first = open_ones.select_for_update().filter(suggestion=suggestion).first()
    if first is None:
        raise NotNow(_("This decision cannot be looked at again."))
    due = clocks.start_for_case(suggestion, "review", by=by, at=at)
    suggestion.move(APPEAL, by=by, at=at, role=role, remark=text, closed_at=None, due_at=due.due_at)
    Decline.objects.filter(pk=first.pk).update(appealed_at=at)
    clocks.stop(suggestion, "appeal", by=by, at=at)


def end_appeals(*, at: datetime) -> int:
    """Stop the clocks of the appeals that nobody made in time; how many that were."""
    over = DueDate.objects.filter(kind="suggestion", phase="appeal", due_at__lt=at)
    return over.stop(at=at, by="")


@transaction.atomic
def divert(*, suggestion: Suggestion, kind: str, reason: str, by: User, at: datetime) -> Diversion:
    """Pass it on as information or as a lead (`lifecycle.DIVERSIONS`); nobody has to answer it.

    Those merged into it are reviewed by themselves again.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is with a unit by now, or has ended.
    """
    role = policies.require(by, DIVERT, suggestion)
    data = {"kind": kind}
    suggestion.move(
        DIVERT, by=by, at=at, role=role, data=data, remark=reason, closed_at=at, due_at=None
    )
    clocks.stop_before(suggestion, DIVERT, by=by, at=at)
    merging.split(main=suggestion, at=at)
    return Diversion.objects.create(suggestion=suggestion, kind=kind, at=at, by=by)
