"""Noticing that nobody sits at a desk any more, and that somebody does again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from events.actions import ledger
from members.models.period import PeriodQuerySet
from workdays import calendar
from workdays.arithmetic import add_workdays, local_date

GRACE = 2
"""Working days after which those above do the work. Source: the platform's domain rules."""


@dataclass(frozen=True)
class Desks:
    """One kind of desk: organs or units, the periods in which people sit there, and by which key.

    ``waiting``: the keys of those at which work waits, though nobody ever sat there.
    """

    kind: str
    places: QuerySet[Any]
    seats: PeriodQuerySet[Any]
    key: str
    waiting: Collection[Any]


def settle(desks: Desks, *, at: datetime) -> int:
    """Write down which desks have fallen vacant or are filled again; return how many did.

    A desk at which nobody ever sat is only spoken of once work waits there.
    """
    day = local_date(at)
    here = desks.seats.in_force(day).filter(user__is_active=True)
    manned = set(here.values_list(desks.key, flat=True))
    closed = set(desks.seats.held(day).values_list(desks.key, flat=True))
    over = desks.seats.filter(until__lt=day).order_by()
    last = dict(over.values(desks.key).annotate(last=Max("until")).values_list(desks.key, "last"))
    spoken_of = set(last) | closed | set(desks.waiting)
    found = 0
    for place in desks.places.filter(Q(pk__in=spoken_of) | Q(empty_since__isnull=False)):
        if place.pk in manned:
            found += _fill(desks, place, at=at)
        elif place.empty_since is None:
            ended = None if place.pk in closed else last.get(place.pk)
            since = ended + timedelta(days=1) if ended else day
            found += _empty(desks, place, since=since, at=at)
    return found


@transaction.atomic
def _empty(desks: Desks, place: Any, *, since: date, at: datetime) -> int:
    acts_from = add_workdays(since, GRACE, calendar.current()).due
    still = desks.places.filter(pk=place.pk, empty_since=None)
    if not still.update(empty_since=since, stood_in_from=acts_from):
        return 0
    _record(
        desks, place, "emptied", at, {"since": since.isoformat(), "from": acts_from.isoformat()}
    )
    return 1


@transaction.atomic
def _fill(desks: Desks, place: Any, *, at: datetime) -> int:
    still = desks.places.filter(pk=place.pk, empty_since__isnull=False)
    if not still.update(empty_since=None, stood_in_from=None):
        return 0
    _record(desks, place, "filled", at, {})
    return 1


def _record(desks: Desks, place: Any, step: str, at: datetime, data: dict[str, str]) -> None:
    organ = getattr(place, "organ_id", place.pk)
    ledger.record(
        kind=desks.kind, code=place.code, step=step, by=None, at=at, organ=organ, data=data
    )
