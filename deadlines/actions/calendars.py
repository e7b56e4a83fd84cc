"""Loading a year's notice, and what it does to the due dates that were provisional."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from deadlines.explain import basis, change
from deadlines.models import DueDate
from deadlines.registry import moved_handlers
from events.actions import ledger
from members.models import User
from workdays import calendar
from workdays.arithmetic import Calendar, add_workdays, due_moment, local_date
from workdays.gazette import NamedDay, Notice
from workdays.models import CalendarDay

BATCH = 500
MOVED_FIELDS = ["due_at", "basis", "provisional", "original_due_at", "moved_at", "changes"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One day that the notice and the table do not agree on; None: not named there."""

    date: date
    table: str | None
    notice: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a notice changed."""

    differences: tuple[Difference, ...]
    confirmed: int
    later: int
    earlier: int


def differences(notice: Notice) -> tuple[Difference, ...]:
    """Return, by date, where the notice differs from what the table holds for its year."""
    table = {row.date: _row_says(row) for row in _rows(notice.year)}
    words = {day.date: _day_says(day, notice) for day in notice.days}
    return tuple(
        Difference(day, table.get(day), words.get(day))
        for day in sorted({*table, *words})
        if table.get(day) != words.get(day)
    )


@transaction.atomic
def load(*, notice: Notice, by: User | None, at: datetime) -> Loaded:
    """Put a notice into the table in place of what was there for its year; recompute.

    Open due dates that were provisional get their final date. One that moves keeps its first date
    and leaves an event `due_moved` to be announced, so nobody's term gets shorter unannounced; one
    that would have ended by now stays where it is. Loading the same notice again changes nothing.
    """
    changes = differences(notice)
    if changes:
        _rows(notice.year).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(
                date=day.date,
                kind=day.kind.value,
                festival=day.festival,
                source=notice.source,
                notice_no=notice.notice_no,
            )
            for day in notice.days
        )
    confirmed, later, earlier = recompute(by=by, at=at)
    calendar.forget()
    transaction.on_commit(calendar.forget)
    return Loaded(changes, confirmed, later, earlier)


@transaction.atomic
def recompute(*, by: User | None, at: datetime) -> tuple[int, int, int]:
    """Recompute open provisional due dates by the calendar as it stands in the table.

    Return how many were confirmed as they were, how many moved later, and how many earlier.
    """
    known = calendar.read()
    counts = {"confirmed": 0, "later": 0, "earlier": 0}
    last = 0
    while found := list(
        DueDate.objects.open()
        .filter(provisional=True, pk__gt=last)
        .select_related("policy")
        .select_for_update(of=("self",))
        .order_by("pk")[:BATCH]
    ):
        last = found[-1].pk
        records = [_settle(due, known, at=at, by=by, counts=counts) for due in found]
        DueDate.objects.bulk_update(found, MOVED_FIELDS)
        ledger.record_many([record for record in records if record])
    return counts["confirmed"], counts["later"], counts["earlier"]


def _settle(
    due: DueDate, known: Calendar, *, at: datetime, by: User | None, counts: dict[str, int]
) -> ledger.Record | None:
    """Give one due date what the calendar now says; return the event if that moved it."""
    count = add_workdays(local_date(due.started_at), due.working_days, known)
    due.provisional = count.provisional
    before, after = due.due_at, due_moment(count.due, settings.DUE_HOUR)
    if local_date(before) == count.due or after <= at:
        counts["confirmed"] += not count.provisional
        if after > at:
            due.basis = _basis(due, known)
        return None
    counts["later" if after > before else "earlier"] += 1
    due.due_at, due.basis = after, _basis(due, known)
    line = change("moved", before, after, by=by.code if by else "", at=at)
    due.changes = [*due.changes, line]
    due.original_due_at, due.moved_at = due.original_due_at or before, at
    return ledger.Record(
        kind=due.kind,
        code=due.code,
        step="due_moved",
        by=by,
        at=at,
        organ=due.organ_id,
        data={
            "phase": due.phase,
            "from": before.isoformat(),
            "to": after.isoformat(),
            "earlier": after < before,
        },
        pending=moved_handlers(),
    )


def _basis(due: DueDate, known: Calendar) -> dict[str, Any]:
    """Return the sum of the term without the days it was held: those are in `changes`."""
    if due.policy is None:
        raise ValueError("a date that was given has no sum")
    return basis(due.policy, add_workdays(local_date(due.started_at), due.basis["days"], known))


def _rows(year: int) -> models.QuerySet[CalendarDay]:
    return CalendarDay.objects.filter(date__year=year)


def _row_says(row: CalendarDay) -> str:
    return " ".join(filter(None, (row.kind, row.festival, row.notice_no, row.source)))


def _day_says(day: NamedDay, notice: Notice) -> str:
    return " ".join(filter(None, (day.kind.value, day.festival, notice.notice_no, notice.source)))
