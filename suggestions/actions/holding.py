"""The office holds a case for a while (暂缓): once, with a reason and an end; then it goes on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.sweeping import one_by_one
from suggestions import clocks, policies
from suggestions.actions import progress
from suggestions.lifecycle import HOLD, HOLD_ENDS, RESUME, NotNow
from suggestions.models import Assignment, Hold, Suggestion
from workdays import calendar
from workdays.arithmetic import due_moment, local_date

if TYPE_CHECKING:
    from members.models import User


class HeldBefore(NotNow):
    """A case is put on hold once."""

    def __init__(self) -> None:
        super().__init__(_("This case was on hold before; that happens once."))


class BeyondLimit(NotNow):
    """The end is not in the future, or later than the rule allows."""

    def __init__(self) -> None:
        super().__init__(_("That date is not possible: it is too early, or beyond the limit."))


def limit(suggestion: Suggestion, *, at: datetime) -> date:
    """The last day until which the case may be held if it is from `at` on."""
    return local_date(clocks.latest(suggestion, "hold", after=at))


@transaction.atomic
def hold(*, suggestion: Suggestion, reason: str, until: date, by: User, at: datetime) -> Hold:
    """Put a case on hold until a day: the clocks of its units stand still, the hold's own runs.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: no unit is working on it now.
        HeldBefore: it was on hold before.
        BeyondLimit: the day is not in the future, or beyond the rule's limit.
    """
    role = policies.require(by, HOLD, suggestion)
    if not local_date(at) < until <= limit(suggestion, at=at):
        raise BeyondLimit
    suggestion.lock()
    if Hold.objects.filter(suggestion=suggestion).exists():
        raise HeldBefore
    end = due_moment(until, settings.DUE_HOUR)
    data = {"until": end.isoformat()}
    suggestion.move(HOLD, by=by, at=at, role=role, data=data, due_at=end)
    clocks.start_on(suggestion, "hold", due_on=until, by=by, at=at)
    known = calendar.current()
    for one in Assignment.objects.running().filter(suggestion=suggestion):
        clocks.pause(one, by=by, at=at)
        later = clocks.expected(one.due_at, since=at, until=end, calendar=known)
        Assignment.objects.filter(pk=one.pk).update(due_at=later)
    return Hold.objects.create(
        suggestion=suggestion, reason=reason, held_by=by, held_at=at, until=end
    )


@transaction.atomic
def resume(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Let a case go on before its hold is over. Every date is later by the days it was held.

    Raises:
        PermissionDenied: `by` has no seat in the office.
        NotNow: it is not on hold any more.
    """
    role = policies.require(by, RESUME, suggestion)
    progress.lift(suggestion, RESUME, by=by, at=at, role=role)


def end_holds(*, at: datetime) -> int:
    """Let the cases go on whose hold is over; how many that were."""
    over = Suggestion.objects.held_until(at).order_by("due_at", "pk")
    keys = list(over.values_list("pk", flat=True))
    return one_by_one(keys, lambda pk: _end(pk, at=at), what="the hold of case")


@transaction.atomic
def _end(pk: int, *, at: datetime) -> bool:
    """End one hold, unless somebody has ended it in the meantime."""
    over = Suggestion.objects.select_for_update(of=("self",), no_key=True).held_until(at)
    suggestion = over.select_related("organ").filter(pk=pk).first()
    if suggestion is None:
        return False
    progress.lift(suggestion, HOLD_ENDS, by=None, at=at)
    return True
