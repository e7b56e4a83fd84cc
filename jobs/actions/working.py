"""Doing long work: batch after batch, by whichever worker is free.

A worker takes a job for the length of a lease (`SKIP LOCKED`, and a number that each claim raises).
A batch and its progress are one transaction, which holds the job's row and asks for that number: a
worker killed at any moment leaves what is committed and no more, and one that lost its lease finds
out before it does a batch that another one did. The result is written outside of any transaction,
into a file of this claim's own, and counts with the row that names it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import Error, connection, transaction

from events.models.pending import cause, wait_after
from jobs import registry, store
from jobs.actions.starting import note
from jobs.lifecycle import NO_RIGHT, State, Stop
from jobs.models import Job
from jobs.models.job import MOST_TRIES
from workdays import clock

logger = logging.getLogger(__name__)

BUDGET = timedelta(seconds=5)
"""How long one call goes on; short, so that notices are not kept waiting behind it."""
SLICE = timedelta(seconds=3)
"""How long one job goes on while others wait."""
LEASE = timedelta(minutes=2)
"""How long a job is left alone: longer than the longest batch."""
LEASE_TO_FINISH = timedelta(minutes=6)
"""Longer than a worker may live that writes a result: its task is ended after five minutes."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)

type Now = Callable[[], datetime]


class Gone(Exception):
    """The job was taken over, stopped or ended by somebody else."""


def work(*, now: Now = clock.now, budget: timedelta = BUDGET, long: bool = False) -> int:
    """Do batches of what is due, until nothing is left or `budget` is spent; return how many.

    Any number of workers may do so at once. `long`: only the kinds whose single step may take many
    minutes, else all others.
    """
    end = time.monotonic() + budget.total_seconds()
    batches = 0
    while job := _claim(at=now(), long=long):
        until = min(end, time.monotonic() + SLICE.total_seconds())
        batches += _go_on(job, now=now, until=until)
        if time.monotonic() >= end:
            break
    return batches


@transaction.atomic
def _claim(*, at: datetime, long: bool = False) -> Job | None:
    """Take the next job that is due. One whose worker died has failed once more."""
    due, names = Job.objects.due(at), registry.long_kinds()
    wanted = due.filter(kind__in=names) if long else due.exclude(kind__in=names)
    job = wanted.in_turn().select_for_update(skip_locked=True).first()
    if job is None:
        return None
    job.tries += job.leased_until is not None
    job.state, job.claim = State.RUNNING.value, job.claim + 1
    job.started_at = job.started_at or at
    job.leased_until, job.worked_at, job.not_before = at + LEASE, at, None
    job.save()
    if job.tries >= MOST_TRIES:
        _end_failed(job, at=at)
        return None
    return job


def _go_on(job: Job, *, now: Now, until: float) -> int:
    """Do batches of one job until its time is over; return how many."""
    batches = 0
    try:
        while not (ended := _batch(job, at=now())):
            batches += 1
            if time.monotonic() >= until:
                _hand_back(job, at=now())
                return batches
        _finish(ended, now=now)
        return batches + 1
    except Gone:
        return batches
    except SoftTimeLimitExceeded as cut:
        # A batch that is longer than a worker may live would be cut for ever.
        _fail(job, cut, at=now())
        raise
    except Stop as stop:
        _fail(job, stop, at=now())
    except Error as error:
        # The connection may be lost, and with it the note of the failure: on a new one.
        connection.close()
        _fail(job, error, at=now())
    except Exception as error:
        _fail(job, error, at=now())
    return batches


@transaction.atomic
def _locked(job: Job) -> Job:
    """The job's row as it stands, ours to the end of the transaction. Raises `Gone`."""
    rows = Job.objects.select_for_update(of=("self",)).select_related("by")
    found = rows.filter(pk=job.pk, claim=job.claim, state=State.RUNNING).first()
    if found is None:
        raise Gone
    return found


@transaction.atomic
def _batch(job: Job, *, at: datetime) -> Job | None:
    """Do one batch, and keep its progress with it; the job itself if that was the last one."""
    row = _locked(job)
    kind = registry.kind(row.kind)
    if not (row.by.is_active and kind.may_see(row.by, row)):
        raise Stop(NO_RIGHT)
    before = (row.done, str(row.cursor))
    kind.step(row)
    ended = row.has_ended or (kind.counted and 0 < row.total <= row.done)
    if not ended and before == (row.done, str(row.cursor)):
        raise RuntimeError("The step came no further.")
    row.tries, row.worked_at = 0, at
    row.leased_until = at + (LEASE_TO_FINISH if ended else LEASE)
    row.save(update_fields=["done", "total", "cursor", "tries", "worked_at", "leased_until"])
    return row if ended else None


def _finish(job: Job, *, now: Now) -> None:
    """Write the result, if there is one, and end the work."""
    kind, name = registry.kind(job.kind), ""
    if kind.finish:
        name, file = store.result_file(job)
        with file:
            kind.finish(job, file)
            store.bring_to_disk(file)
    at = now()
    with transaction.atomic():
        row = _locked(job)
        row.result = name
        row.result_name, row.result_type = job.result_name, job.result_type
        row.close(State.DONE, at)
        note(row, "done", by=None, at=at, done=row.done)
    store.tidy(row)


@transaction.atomic
def _hand_back(job: Job, *, at: datetime) -> None:
    """Let whoever is free go on."""
    Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING).update(
        leased_until=None, worked_at=at
    )


def _fail(job: Job, error: Exception, *, at: datetime) -> None:
    """Note a failure without its words, which may hold personal data; try again later, or not."""
    try:
        with transaction.atomic():
            row = _locked(job)
            row.tries += 1
            row.error = cause(error)
            row.leased_until, row.not_before = (
                None,
                at + wait_after(row.tries, first=FIRST_WAIT, longest=LONGEST_WAIT),
            )
            if isinstance(error, Stop):
                row.reason = error.reason
            if row.reason or row.tries >= MOST_TRIES:
                _end_failed(row, at=at)
            else:
                row.save()
    except Gone:
        return
    level = logging.WARNING if row.is_open or row.reason else logging.ERROR
    logger.log(level, "Job %s (%s), try %s: %s", row.code, row.kind, row.tries, row.error)


def _end_failed(job: Job, *, at: datetime) -> None:
    """Within a transaction: give the work up and tell its starter; nothing written stays."""
    job.close(State.FAILED, at)
    note(job, "failed", by=None, at=at, done=job.done, reason=job.reason)
    transaction.on_commit(lambda: store.remove(job.place), robust=True)
