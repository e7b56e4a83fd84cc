"""Results that nobody can fetch any more are deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.sweeping import one_by_one
from jobs import store
from jobs.actions.starting import note
from jobs.models import Job

MOST = 500


def sweep(*, at: datetime) -> int:
    """Delete the results whose days are over, and what crashed work left; return how many."""
    outdated = list(Job.objects.outdated(at).values_list("pk", flat=True)[:MOST])
    swept = one_by_one(outdated, lambda pk: _sweep(pk, at=at), what="result of job")
    return swept + _orphans()


@transaction.atomic
def _sweep(pk: int, *, at: datetime) -> int:
    rows = Job.objects.outdated(at).select_for_update(skip_locked=True, of=("self",))
    job = rows.select_related("by").filter(pk=pk).first()
    if job is None:
        return 0
    store.remove(job.place)
    job.swept_at = at
    job.save(update_fields=["swept_at"])
    note(job, "swept", by=None, at=at)
    return 1


def _orphans() -> int:
    """Remove folders of work that has ended without a result, or that nobody knows."""
    old = set(store.old_folders())
    kept = Job.objects.open().filter(place__in=old).values_list("place", flat=True)
    fetched = Job.objects.filter(place__in=old, swept_at=None).exclude(result="")
    gone = old - set(kept) - set(fetched.values_list("place", flat=True))
    for place in gone:
        store.remove(place)
    return len(gone)
