"""Loading a year's notice, and what it does to the due dates that were provisional."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import models, transaction

from deadlines.explain import basis, change
from deadlines.models import DueDate
from deadlines.policies import require_loader
from deadlines.registry import moved_handlers
from events.actions import ledger
from members.models import Organ, User
from workdays import calendar
from workdays.arithmetic import (
    ONE_DAY,
    SHANGHAI,
    Calendar,
    add_workdays,
    due_moment,
    local_date,
)
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

    Open due dates that were provisional get their final date; so do those, certain until now,
    whose span holds a day that a correction makes worked or free. One that moves keeps its first
    date and leaves an event `due_moved` to be announced, so nobody's term gets shorter
    unannounced. What is late already, or would be with the new date, stays where it is, and so
    does a date that somebody decided. Loading the same notice again changes nothing.
    """
    changes = differences(notice)
    before = calendar.read()
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
    changed = _changed_days(notice.year, before, calendar.read()) if changes else []
    confirmed, later, earlier = recompute(by=by, at=at, changed=changed)
    calendar.forget()
    transaction.on_commit(calendar.forget)
    return Loaded(changes, confirmed, later, earlier)


@transaction.atomic
def load_for(*, organ: Organ, notice: Notice, by: User, at: datetime) -> Loaded:
    """Load a notice on behalf of the top organ, with a line in the ledger; see `load`.

    Raises:
        PermissionDenied: `by` does not administer the organ, or another one stands above it.
    """
    role = require_loader(by, organ)
    done = load(notice=notice, by=by, at=at)
    ledger.record(
        kind="calendar",
        code=str(notice.year),
        step="loaded",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data={"days": len(done.differences), "later": done.later, "earlier": done.earlier},
    )
    return done


def dry_run(*, notice: Notice, by: User, at: datetime) -> Loaded:
    """Say what loading a notice would change: it is done, and taken back at once."""
    try:
        with transaction.atomic():
            done = load(notice=notice, by=by, at=at)
            transaction.set_rollback(True)
    finally:
        calendar.forget()
    return done


@transaction.atomic
def recompute(
    *, by: User | None, at: datetime, changed: Sequence[date] = ()
) -> tuple[int, int, int]:
    """Recompute open provisional due dates by the calendar as it stands in the table.

    And those that are not late yet and span one of the `changed` days, in order. Return how many
    were confirmed as they were, how many moved later, and how many earlier.
    """
    known = calendar.read()
    counts = {"confirmed": 0, "later": 0, "earlier": 0}
    last = 0
    while found := list(
        DueDate.objects.open()
        .filter(_unsettled(changed, at), pk__gt=last)
        .select_related("policy")
        .select_for_update(of=("self",))
        .order_by("pk")[:BATCH]
    ):
        last = found[-1].pk
        records = [_settle(due, known, at=at, by=by, counts=counts) for due in found]
        DueDate.objects.bulk_update(found, MOVED_FIELDS)
        ledger.record_many([record for record in records if record])
    return counts["confirmed"], counts["later"], counts["earlier"]


def _unsettled(changed: Sequence[date], at: datetime) -> models.Q:
    if not changed:
        return models.Q(provisional=True)
    first, after = (datetime.combine(day, time(), SHANGHAI) for day in (changed[0], changed[-1]))
    touched = models.Q(fixed=False, due_at__gt=at, due_at__gte=first)
    return models.Q(provisional=True) | touched & models.Q(started_at__lt=after)


def _changed_days(year: int, before: Calendar, now: Calendar) -> list[date]:
    """Return the days of a year that were known for certain, and are worked or free only since."""
    days = (date(year, 1, 1) + ONE_DAY * n for n in range(366))
    return [
        day
        for day in days
        if before.day(day).counts != now.day(day).counts and not before.day(day).provisional
    ]


def _settle(
    due: DueDate, known: Calendar, *, at: datetime, by: User | None, counts: dict[str, int]
) -> ledger.Record | None:
    """Give one due date what the calendar now says; return the event if that moved it."""
    count = add_workdays(local_date(due.started_at), due.working_days, known)
    was_provisional, due.provisional = due.provisional, count.provisional
    before, after = due.due_at, due_moment(count.due, settings.DUE_HOUR)
    if local_date(before) == count.due or after <= at:
        counts["confirmed"] += was_provisional and not count.provisional
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
