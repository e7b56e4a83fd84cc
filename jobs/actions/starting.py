"""Long work begins, and is stopped by whoever began it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from events.actions import ledger
from jobs import registry, store
from jobs.lifecycle import State
from jobs.models import Job
from members.models import User

MOST_AT_ONCE = 5
WAITED_TOO_LONG = "55P03"
"""What PostgreSQL says of a lock that was not to be had in time."""


class Busy(Exception):
    """A batch is being done just now that cannot be cut."""


class TooMany(Exception):
    """The person has as much work under way as one may have."""


@transaction.atomic
def start(
    *, kind: str, by: User, organ: str, data: Mapping[str, Any], at: datetime, total: int = 0
) -> Job:
    """Put work in line; a worker begins within seconds. `data`: see `Job`.

    The same work that is still under way is not begun a second time: that one is returned.

    Raises:
        UnknownKind: no app registers it.
        TooMany: `MOST_AT_ONCE` of this person are under way.
    """
    registry.kind(kind)
    # Two presses at once are one after the other.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    under_way = list(Job.objects.of(by).open()[: MOST_AT_ONCE + 1])
    for job in under_way:
        if (job.kind, job.organ, job.data) == (kind, organ, dict(data)):
            return job
    if len(under_way) >= MOST_AT_ONCE:
        raise TooMany(
            _("%(count)s of your tasks are still under way. Please wait, or stop one of them.")
            % {"count": len(under_way)}
        )
    job = Job.objects.create(
        kind=kind, by=by, organ=organ, data=dict(data), total=total, created_at=at
    )
    job.is_new = True
    note(job, "started", by=by, at=at, total=total)
    return job


def cancel(*, job: Job, by: User, at: datetime) -> bool:
    """Stop the work; what it has done so far stays, what it has written is deleted.

    Returns:
        Whether it was still under way.

    Raises:
        Busy: a worker holds the row for a step that goes on. A short one is waited for.
    """
    try:
        return _cancel(job, by, at)
    except OperationalError as waited:
        if getattr(waited.__cause__, "pgcode", "") != WAITED_TOO_LONG:
            raise
        raise Busy from waited


@transaction.atomic
def _cancel(job: Job, by: User, at: datetime) -> bool:
    own = Job.objects.filter(pk=job.pk, by=by).open()
    row = own.select_for_update(skip_locked=job.kind in registry.long_kinds()).first()
    if row is None and own.exists():
        raise Busy
    if row is None:
        return False
    row.close(State.CANCELLED, at)
    note(row, "cancelled", by=by, at=at)
    transaction.on_commit(lambda: store.remove(row.place), robust=True)
    return True


@transaction.atomic
def note_fetched(*, job: Job, by: User, at: datetime) -> None:
    """Write down that the result was taken away."""
    note(job, "fetched", by=by, at=at, done=job.done)


def note(job: Job, step: str, *, by: User | None, at: datetime, **numbers: object) -> None:
    """A line in the ledger about the work; the end of it is told to its starter."""
    ledger.record(
        kind="job",
        code=job.code,
        step=step,
        by=by,
        at=at,
        organ=job.organ,
        data={"kind": job.kind, "for": job.by.code, **numbers},
        pending=("announce",) if step in ("done", "failed") else (),
    )
