"""Writing down who is to be reminded, once for each rule and due date, whoever sweeps and when."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    CharField,
    Exists,
    Max,
    Min,
    OuterRef,
    Q,
    Value,
    When,
)

from deadlines.models import DueDate, Reminder
from deadlines.models.due_date import DueDateQuerySet
from deadlines.phases import amber_left
from deadlines.registry import Occasion, Rule, spoken
from deadlines.registry import rules as registered_rules
from events.actions import ledger
from events.models import Event
from workdays import calendar
from workdays.arithmetic import ONE_DAY, SHANGHAI, Calendar, local_date

BATCH = 500
Term = tuple[int, int | None]
"""Terms from so many working days on, and shorter than so many."""


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


def still_due(event: Event) -> bool:
    """Tell whether what a reminder spoke of still runs, is not held, and is due when it said."""
    data = event.data
    if "due_at" not in data:
        return True
    running = DueDate.objects.ticking().filter(kind=event.kind, code=event.code)
    return running.filter(phase=data["phase"], due_at=data["due_at"]).exists()


def over(asked: Sequence[tuple[Event, object]]) -> list[bool]:
    """Of reminders, to whomever: whether the clock that each spoke of runs no more. One query; one
    that is only held, or whose date was moved, is not over by that."""
    rows = DueDate.objects.open().filter(code__in={event.code for event, _reader in asked})
    running = {
        (kind, code, phase): since
        for kind, code, phase, since in rows.values_list("kind", "code", "phase", "started_at")
    }
    return [_is_over(event, running) for event, _reader in asked]


def _is_over(event: Event, running: Mapping[tuple[str, str, str], datetime]) -> bool:
    if "phase" not in event.data:
        return False
    since = running.get((event.kind, event.code, event.data["phase"]))
    return since is None or since > event.at


def _occasions(
    rules: Sequence[Rule], today: date, known: Calendar
) -> Iterator[tuple[Rule, DueDateQuerySet]]:
    """Yield each rule with the clocks for which it is the one to speak today.

    Each clock says as `occasion` under which name the rule keeps that it spoke.
    """
    if not known.day(today).counts:
        return
    phases: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        phases.setdefault((rule.kind, rule.phase), []).append(rule)
    for (kind, phase), group in phases.items():
        running = DueDate.objects.ticking().filter(kind=kind, phase=phase)
        stretches: dict[Rule, dict[Q, str]] = {}
        oldest, terms = _reach(group, running)
        for low, high in terms:
            of_length = Q(working_days__lt=high) if high else Q()
            positions = _positions(group, low, today, known, oldest)
            for occasion, due in _runs(group, low, positions):
                # A term shorter than the rule's distance would be reminded of as it begins.
                shortest = max(low, 1 - occasion.rule.day(low))
                its = due & of_length & Q(working_days__gte=shortest)
                stretches.setdefault(occasion.rule, {})[its] = occasion.name
        for rule, names in stretches.items():
            yield rule, running.filter(reduce(or_, names)).annotate(occasion=_name(names, rule))


def _name(names: Mapping[Q, str], rule: Rule) -> Case:
    """Return, for SQL, which of a rule's occasions it is for a clock."""
    cases = [When(which, then=Value(name)) for which, name in names.items() if name != rule.name]
    return Case(*cases, default=Value(rule.name), output_field=CharField())


def _reach(rules: Sequence[Rule], running: DueDateQuerySet) -> tuple[date | None, list[Term]]:
    """Return the oldest due day, and the lengths of term within which all rules have one day.

    Asked only where a rule speaks again and again, or as a light turns amber.
    """
    if not any(rule.every or rule.amber for rule in rules):
        return None, [(0, None)]
    found = running.aggregate(oldest=Min("due_at"), longest=Max("working_days"))
    oldest = local_date(found["oldest"]) if found["oldest"] else None
    longest = (found["longest"] or 0) if any(rule.amber for rule in rules) else 0
    steps = [days for days in range(1, longest + 1) if amber_left(days) != amber_left(days - 1)]
    return oldest, list(zip([0, *steps], [*steps, None], strict=True))


def _runs(
    rules: Sequence[Rule], days: int, positions: Sequence[tuple[date, int]]
) -> Iterator[tuple[Occasion, Q]]:
    """Yield each rule that speaks today with the stretch of due days for which it does.

    Only the days around today have to be looked at: what is due later has no rule yet, and for
    all that was due before, the same rule speaks as for the first of them.
    """
    first = positions[0][0]
    for occasion, run in groupby(positions, lambda row: spoken(rules, row[1], days)):
        stretch = [day for day, _position in run]
        if occasion is None:
            continue
        due = Q(due_at__lt=_midnight(stretch[-1] + ONE_DAY))
        if stretch[0] > first:
            due &= Q(due_at__gte=_midnight(stretch[0]))
        yield occasion, due


def _positions(
    rules: Sequence[Rule], days: int, today: date, known: Calendar, oldest: date | None
) -> list[tuple[date, int]]:
    """Return the due days between which today's rules differ, each with its distance from today."""
    distances = [rule.day(days) for rule in rules]
    goes_on = any(rule.every for rule in rules)
    found = [(today, 0)]
    here, passed = today, int(known.day(today).counts)
    while found[0][1] <= max(distances) or (goes_on and oldest and here >= oldest):
        here -= ONE_DAY
        found.insert(0, (here, max(1, passed)))
        passed += known.day(here).counts
    here, left = today, 0
    while -found[-1][1] <= -min(distances):
        here += ONE_DAY
        left += known.day(here).counts
        found.append((here, -max(1, left)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


@transaction.atomic
def _remind(
    rule: Rule, due_dates: DueDateQuerySet, *, at: datetime, limit: int
) -> tuple[int | None, int]:
    """Remind of the next few; return the last one's key (None: no more) and how many were new."""
    kept = Reminder.objects.filter(
        rule=OuterRef("occasion"),
        kind=OuterRef("kind"),
        code=OuterRef("code"),
        due_at=OuterRef("due_at"),
    )
    found = list(
        due_dates.filter(~Exists(kept))
        .select_for_update(skip_locked=True, of=("self",), no_key=True)
        .order_by("pk")[:limit]
    )
    rows: dict[uuid.UUID, Any] = {uuid.uuid4(): due for due in found}
    Reminder.objects.bulk_create(
        [
            Reminder(
                id=key,
                rule=due.occasion,
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


def _record(rule: Rule, due: Any, at: datetime) -> ledger.Record:
    return ledger.Record(
        kind=due.kind,
        code=due.code,
        step=rule.step,
        by=None,
        at=at,
        organ=due.organ_id,
        data={
            "rule": due.occasion,
            "phase": due.phase,
            "offset": rule.day(due.working_days),
            "due_at": due.due_at.isoformat(),
        },
    )
