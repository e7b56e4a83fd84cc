"""How many working days an organ gives a phase: a new version of its rule, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from deadlines.models import DeadlinePolicy
from events.actions import ledger
from members.models import Organ, User
from members.policies import require_admin
from workdays.arithmetic import local_date

KIND = "deadline_rule"


class NotBack(ValueError):
    """A rule cannot hold from a day that is over: running clocks keep theirs."""


class ChangedMeanwhile(Exception):
    """Another version was made since the page was."""


@transaction.atomic
def set_length(
    *,
    organ: Organ,
    instrument: str,
    phase: str,
    urgency: str,
    working_days: int,
    since: date,
    base: int,
    by: User,
    at: datetime,
) -> DeadlinePolicy:
    """Make the next version of an organ's rule; earlier ones stay with the clocks they started.

    Args:
        base: the newest version that the page showed, 0 for none.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        NotBack: the first day is over.
        ChangedMeanwhile: somebody was faster.
    """
    role = require_admin(by, organ.pk)
    if since < local_date(at):
        raise NotBack
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    what = {"phase": phase, "instrument": instrument, "urgency": urgency}
    same = DeadlinePolicy.objects.filter(organ=organ, **what)
    newest = same.aggregate(newest=Max("version"))["newest"] or 0
    if newest != base:
        raise ChangedMeanwhile
    made = DeadlinePolicy.objects.create(
        organ=organ, working_days=working_days, since=since, version=newest + 1, **what
    )
    ledger.record(
        kind=KIND,
        code=f"{organ.pk}-{phase}",
        step="length_set",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data=what | {"days": working_days, "since": since.isoformat(), "version": made.version},
    )
    return made
