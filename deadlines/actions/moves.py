"""What may be done to a clock that runs: hand it over, extend it, set its date, hold it.

A date that a decision moves leaves the one before it, and who decided, in `changes`. The caller
writes the event that tells of it and moves its own copies of the date.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from deadlines.explain import change
from deadlines.models import DueDate
from members.models import User
from workdays import calendar
from workdays.arithmetic import (
    SHANGHAI,
    add_workdays,
    local_date,
    workdays_between,
    workdays_left,
)

MOVED_FIELDS = ("due_at", "working_days", "fixed", "provisional", "original_due_at", "moved_at")


class NoClock(LookupError):
    """No such clock runs."""


class Refused(ValueError):
    """The clock cannot be moved so: a second extension, an earlier date, a clock that is held."""


@transaction.atomic
def carry(
    *, kind: str, code: str, phase: str, to_code: str, by: User | None, at: datetime
) -> DueDate:
    """Let another thing take over a running clock: same start, due date, rule and history.

    The old one stops. Done before, it changes nothing.

    Raises:
        NoClock: neither runs.
        Refused: both run.
    """
    taken = DueDate.objects.open().filter(kind=kind, code=to_code, phase=phase).first()
    try:
        due = _running(kind, code, phase)
    except NoClock:
        if taken is None:
            raise
        return taken
    if taken is not None:
        raise Refused(f"{kind} {to_code} has a clock of its own")
    DueDate.objects.filter(pk=due.pk).stop(at=at, by=code_of(by))
    line = change("carried", due.due_at, due.due_at, by=code_of(by), at=at, code=code)
    due.pk, due.code, due.changes = None, to_code, [*due.changes, line]
    due._state.adding = True
    due.save(force_insert=True)
    return due


def extend(
    *,
    kind: str,
    code: str,
    phase: str,
    to: datetime,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> DueDate:
    """Give a running clock its one extension, to a later moment; `reason` is a code.

    Raises:
        NoClock: it does not run.
        Refused: it was extended before, is held, or the moment is not later.
    """
    return _move("extended", _Thing(kind, code, phase), to=to, by=by, at=at, reason=reason)


def set_due(
    *,
    kind: str,
    code: str,
    phase: str,
    to: datetime,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> DueDate:
    """Set another due date, earlier or later, as an arbiter may; `reason` is a code.

    Raises:
        NoClock: it does not run.
        Refused: it is held, or the moment is over.
    """
    return _move("set", _Thing(kind, code, phase), to=to, by=by, at=at, reason=reason)


@transaction.atomic
def pause(*, kind: str, code: str, phase: str, by: User | None, at: datetime) -> DueDate:
    """Hold a running clock: nobody is reminded, and its light is grey. Held before, it stays so.

    Raises:
        NoClock: it does not run.
    """
    due = _running(kind, code, phase)
    if due.paused_at is None:
        due.paused_at, due.paused_by = max(at, due.started_at), code_of(by)
        due.save(update_fields=["paused_at", "paused_by"])
    return due


@transaction.atomic
def resume(*, kind: str, code: str, phase: str, by: User | None, at: datetime) -> DueDate:
    """Let a held clock run on: it is due later by the working days it was held.

    The day it was held on is lost, the day it runs on is won: within one day nothing moves. One
    that is not held stays as it is.

    Raises:
        NoClock: it does not run.
    """
    due = _running(kind, code, phase)
    if due.paused_at is None:
        return due
    known = calendar.current()
    held = workdays_between(local_date(due.paused_at), local_date(at), known)
    before = due.due_at.astimezone(SHANGHAI)
    count = add_workdays(before.date(), held, known)
    after = datetime.combine(count.due, before.timetz())
    line = change("held", before, after, by=code_of(by), at=at, since=due.paused_at, days=held)
    due.changes = [*due.changes, line]
    due.paused_at, due.paused_by = None, ""
    if held:
        due.due_at, due.working_days = after, due.working_days + held
        due.provisional = not due.fixed and (due.provisional or count.provisional)
        due.original_due_at, due.moved_at = due.original_due_at or before, at
    due.save(update_fields=[*MOVED_FIELDS, "paused_at", "paused_by", "changes"])
    return due


@transaction.atomic
def reopen(*, kind: str, code: str, phase: str, by: User | None, at: datetime) -> DueDate:
    """Let a stopped clock run again with the date it had: what was handed in was sent back.

    One that runs stays as it is.

    Raises:
        NoClock: there never was one.
    """
    clocks = DueDate.objects.of(kind, code).filter(phase=phase)
    due = clocks.select_for_update(no_key=True).first()
    if due is None:
        raise NoClock(f"there was no clock for {phase} of {kind} {code}")
    if due.stopped_at is not None:
        line = change("reopened", due.due_at, due.due_at, by=code_of(by), at=at)
        due.changes = [*due.changes, line]
        due.stopped_at, due.stopped_by = None, ""
        due.save(update_fields=["stopped_at", "stopped_by", "changes"])
    return due


@transaction.atomic
def take_back(
    *, kind: str, code: str, at: datetime, phases: Collection[str] = ()
) -> DueDate | None:
    """Let the clocks of one thing go on as if nothing had happened to them at `at`.

    Of these phases the one that was stopped then runs on with its date, and is returned: None
    where there is none. What began after it is gone, with its reminders.
    """
    clocks = DueDate.objects.of(kind, code)
    stopped = clocks.filter(stopped_at=at, phase__in=phases)
    due = stopped.select_for_update(no_key=True).first()
    clocks.filter(started_at=at, pk__gt=due.pk if due else 0).delete()
    if due is not None:
        due.stopped_at, due.stopped_by = None, ""
        due.save(update_fields=["stopped_at", "stopped_by"])
    return due


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a clock belongs to."""

    kind: str
    code: str
    phase: str


@transaction.atomic
def _move(
    what: str, thing: _Thing, *, to: datetime, by: User | None, at: datetime, reason: str
) -> DueDate:
    due = _running(thing.kind, thing.code, thing.phase)
    before = due.due_at
    if due.paused_at:
        raise Refused("a clock that is held runs on first")
    if to <= at or (what == "extended" and to <= before):
        raise Refused(f"{to} is not later")
    if what == "extended" and any(line["what"] == what for line in due.changes):
        raise Refused("a term is extended once")
    line = change(what, before, to, by=code_of(by), at=at, reason=reason)
    due.changes = [*due.changes, line]
    due.due_at, due.fixed, due.provisional = to, True, False
    due.original_due_at, due.moved_at = due.original_due_at or before, at
    start, last = local_date(due.started_at), local_date(to)
    due.working_days = workdays_left(start, last, calendar.current())
    due.save(update_fields=[*MOVED_FIELDS, "changes"])
    return due


def _running(kind: str, code: str, phase: str) -> DueDate:
    """Return the clock that runs, locked until the transaction ends."""
    running = DueDate.objects.open().filter(kind=kind, code=code, phase=phase)
    due = running.select_for_update(no_key=True).first()
    if due is None:
        raise NoClock(f"no clock runs for {phase} of {kind} {code}")
    return due


def code_of(by: User | None) -> str:
    """Return what a clock keeps of who acted; nothing for the system."""
    return by.code if by else ""
