"""How many working days an organ gives a phase: a new version of its rule, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

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


class NothingToGiveUp(Exception):
    """The organ has no rule of its own, or gave it up already."""


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
    what = {"phase": phase, "instrument": instrument, "urgency": urgency}
    _newest(organ, base, what)
    made = DeadlinePolicy.objects.create(
        organ=organ, working_days=working_days, since=since, version=base + 1, **what
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


@transaction.atomic
def give_up(
    *, organ: Organ, instrument: str, phase: str, urgency: str, base: int, by: User, at: datetime
) -> DeadlinePolicy:
    """End an organ's own rule today, planned ones with it: what holds above holds again.

    Args:
        base: the newest version that the page showed.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        NothingToGiveUp: there is no rule of its own.
        ChangedMeanwhile: somebody was faster.
    """
    role = require_admin(by, organ.pk)
    what = {"phase": phase, "instrument": instrument, "urgency": urgency}
    newest = _newest(organ, base, what)
    if newest is None or newest.gives_way:
        raise NothingToGiveUp
    ended = {"working_days": newest.working_days, "since": local_date(at), "gives_way": True}
    made = DeadlinePolicy.objects.create(organ=organ, version=base + 1, **ended, **what)
    ledger.record(
        kind=KIND,
        code=f"{organ.pk}-{phase}",
        step="length_given_up",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data=what | {"since": made.since.isoformat(), "version": made.version},
    )
    return made


def _newest(organ: Organ, base: int, what: Mapping[str, str]) -> DeadlinePolicy | None:
    """The newest version of an organ's own rule, locked with the organ.

    Raises:
        ChangedMeanwhile: it is not the one that the page showed.
    """
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    same = DeadlinePolicy.objects.filter(organ=organ, **what)
    newest = same.order_by("-version").first()
    if (newest.version if newest else 0) != base:
        raise ChangedMeanwhile
    return newest
