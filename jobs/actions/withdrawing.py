"""What was made of rows that must not be seen any more is deleted at once."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from jobs import store
from jobs.actions.starting import note
from jobs.lifecycle import OPEN_STATES
from jobs.models import Job


@transaction.atomic
def withdraw(*, kind: str, at: datetime) -> int:
    """Delete all results of a kind, and let what is under way begin anew; return how many.

    Whoever writes a result just now finds that it is not theirs any more.
    """
    open_or_kept = Q(state__in=OPEN_STATES) | (~Q(result="") & Q(swept_at=None))
    rows = Job.objects.select_for_update(of=("self",)).select_related("by")
    jobs = list(rows.filter(open_or_kept, kind=kind).order_by("id"))
    for job in jobs:
        if job.is_open:
            job.cursor, job.done, job.claim = {}, 0, job.claim + 1
            job.leased_until = None
        else:
            job.swept_at = at
            note(job, "swept", by=None, at=at)
        job.save()
        transaction.on_commit(partial(store.remove, job.place), robust=True)
    return len(jobs)
