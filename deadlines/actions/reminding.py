"""Writing down who is to be reminded, once for each rule and due date, whoever sweeps and when."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from deadlines.models import DueDate, Reminder
from deadlines.models.due_date import DueDateQuerySet
from deadlines.registry import Rule, due_today
from deadlines.registry import rules as registered_rules
from events.actions import ledger
from workdays import calendar
from workdays.arithmetic import ONE_DAY, SHANGHAI, Calendar, local_date, workdays_left

BATCH = 500


def sweep(*, at: datetime, rules: Sequence[Rule] | None = None, batch: int = BATCH) -> int:
    """Remind of all that is due to be reminded of at ``at``; return how many reminders that made.

    Each comes with its event and the pending row "announce" in one transaction, at most ``batch``
    at a time. Any number of sweeps may run at once: the reminder's key lets one of them win.
    ``rules`` are those of all apps unless given.
    """
    known = calendar.current()
    made = 0
    for rule, due_dates in _occasions(rules or registered_rules(), local_date(at), known):
        last: int | None = 0
        while last is not None:
            last, new = _remind(rule, due_dates.filter(pk__gt=last), at=at, limit=batch)
            made += new
    return made


def _occasions(
    rules: Sequence[Rule], today: date, known: Calendar
) -> Iterator[tuple[Rule, DueDateQuerySet]]:
    """Yield each rule with the open due dates for which it is the one to speak today."""
    if not known.day(today).counts:
        return
    phases: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        phases.setdefault((rule.kind, rule.phase), []).append(rule)
    for (kind, phase), group in phases.items():
        running = DueDate.objects.ticking().filter(kind=kind, phase=phase)
        for speaking, due in _runs(group, today, known):
            # A term shorter than the rule's distance would be reminded of as it begins.
            yield speaking, running.filter(due, working_days__gt=-speaking.offset)


def _runs(rules: Sequence[Rule], today: date, known: Calendar) -> Iterator[tuple[Rule, Q]]:
    """Yield each rule that speaks today with the stretch of due days for which it does.

    Only the days around today have to be looked at: what is due later has no rule yet, and for
    all that was due before, the same rule speaks as for the first of them.
    """
    first, last = _window(rules, today, known)
    days = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    for speaking, run in groupby(days, lambda day: due_today(rules, day, today, known)):
        stretch = list(run)
        if speaking is None:
            continue
        due = Q(due_at__lt=_midnight(stretch[-1] + ONE_DAY))
        if stretch[0] > first:
            due &= Q(due_at__gte=_midnight(stretch[0]))
        yield speaking, due


def _window(rules: Sequence[Rule], today: date, known: Calendar) -> tuple[date, date]:
    """Return the first and the last due day between which today's rules differ."""
    first = last = today
    offsets = [rule.offset for rule in rules]
    while -workdays_left(today, first, known) <= max(offsets):
        first -= ONE_DAY
    while workdays_left(today, last, known) <= -min(offsets):
        last += ONE_DAY
    return first, last


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


@transaction.atomic
def _remind(
    rule: Rule, due_dates: DueDateQuerySet, *, at: datetime, limit: int
) -> tuple[int | None, int]:
    """Remind of the next few; return the last one's key (None: no more) and how many were new."""
    kept = Reminder.objects.filter(
        rule=rule.name, kind=OuterRef("kind"), code=OuterRef("code"), due_at=OuterRef("due_at")
    )
    found = list(
        due_dates.filter(~Exists(kept))
        .select_for_update(skip_locked=True, of=("self",), no_key=True)
        .order_by("pk")[:limit]
    )
    rows = {uuid.uuid4(): due for due in found}
    Reminder.objects.bulk_create(
        [
            Reminder(
                id=key,
                rule=rule.name,
                kind=due.kind,
                code=due.code,
                due_at=due.due_at,
                due=due,
                at=at,
            )
            for key, due in rows.items()
        ],
        ignore_conflicts=True,
    )
    # Ours are the rows with our keys: the others were written by a faster sweep.
    ours = set(Reminder.objects.filter(pk__in=rows).values_list("pk", flat=True))
    ledger.record_many([_record(rule, due, at) for key, due in rows.items() if key in ours])
    return (found[-1].pk if len(found) == limit else None), len(ours)


def _record(rule: Rule, due: DueDate, at: datetime) -> ledger.Record:
    return ledger.Record(
        kind=due.kind,
        code=due.code,
        step=rule.step,
        by=None,
        at=at,
        organ=due.organ_id,
        data={
            "rule": rule.name,
            "phase": due.phase,
            "offset": rule.offset,
            "due_at": due.due_at.isoformat(),
        },
    )
