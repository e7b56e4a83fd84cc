"""Counting what the public may know of an organ's cases. What is under seal counts nowhere.

A seal changes no figure at its moment, or it would tell everybody of itself; the next count leaves
the case out.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, SmallIntegerField
from django.db.models.expressions import RawSQL

from deadlines.models import DueDate
from events.actions.sweeping import one_by_one
from suggestions.lifecycle import State
from suggestions.models import Assignment, Figures, Rating, Reply, Suggestion
from suggestions.models.rating import Totals
from suggestions.models.reply import ANSWER
from suggestions.models.timeliness import TIMES, timeliness

TABLE = Assignment._meta.db_table
IN_SQL = timeliness(f"{TABLE}.id", f"{TABLE}.code")
HOW = RawSQL(IN_SQL, (), SmallIntegerField())  # noqa: S611 - names of columns alone


def sweep(*, at: datetime) -> int:
    """Count every organ that has cases, and forget those that have none; how many were counted.

    What has no figures comes first, then what was counted longest ago: so each has its turn.
    """
    organs = set(Suggestion.objects.order_by().values_list("organ", flat=True).distinct())
    Figures.objects.exclude(organ__in=organs).delete()
    last = dict(Figures.objects.values_list("organ", "counted_at"))
    order = sorted(organs, key=lambda organ: (organ in last, last.get(organ, at), organ))
    return one_by_one(order, lambda organ: count(organ, at=at), what="the figures of organ")


def count(organ: str, *, at: datetime) -> int:
    """Count one organ's cases as they stand, without those under seal; always 1."""
    found = _found(organ, at=at) | {"counted_at": at}
    Figures.objects.update_or_create(organ_id=organ, defaults=found)
    return 1


def _found(organ: str, *, at: datetime) -> dict[str, Any]:
    works = Assignment.objects.answering().filter(
        suggestion__organ=organ, suggestion__sealed_at=None
    )
    cases = Suggestion.objects.filter(organ=organ, sealed_at=None)
    outside = Reply.objects.filter(hand_off__suggestion__in=cases)
    found: dict[str, Any] = _in_time(works)
    found["extensions"] = _extended(works).count()
    found["on_hold"] = cases.filter(state=State.ON_HOLD).count()
    found["elsewhere"] = outside.count()
    shown = _shown(organ, at=at)
    found["ratings"] = asdict(shown) if shown else {}
    return found


def _shown(organ: str, *, at: datetime) -> Totals | None:
    """The ratings of the organ's units, each as far as it is shown.

    A sum of what the units read already: whoever subtracts theirs from it finds no single rating.
    Those of other channels' answers are left out: they go with the case to another organ.
    """
    rated = Rating.objects.given().filter(assignment__department__organ=organ)
    units = rated.order_by().values_list("assignment__department", flat=True).distinct()
    parts = [Rating.objects.totals_for(unit, at=at) for unit in units]
    return Totals.together([one for one in parts if one])


def _extended(works: QuerySet[Assignment]) -> QuerySet[DueDate]:
    """The clocks that were given more time, of whichever round: each can be once."""
    asked = works.filter(extension_request__isnull=False)
    return DueDate.objects.filter(
        kind="assignment",
        phase__in=("handle", "redo"),
        code__in=asked.values("code"),
        changes__contains=[{"what": "extended"}],
    )


def _in_time(works: QuerySet[Assignment]) -> dict[str, int]:
    """Of the first answers of units: how many by which date."""
    answered = works.filter(Exists(Reply.objects.filter(assignment=OuterRef("pk"), kind=ANSWER)))
    counts = dict(answered.order_by().values_list(HOW).annotate(Count("pk")))
    found = {name: counts.get(value, 0) for value, name in enumerate(TIMES)}
    return found | {"handled": sum(found.values())}
