from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, Sum

from members.policies import below
from reports.measures import Dim, Measure


def measure_choices() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Measure]


def dim_choices() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Dim]


class TallyQuerySet(models.QuerySet["Tally"]):
    def of(self, organ: str, *, with_below: bool) -> TallyQuerySet:
        """Keep one organ's sums, or also those of the organs below it."""
        return self.filter(below([organ])) if with_below else self.filter(organ=organ)

    def within(self, first: date, last: date, *, always: Iterable[Measure] = ()) -> TallyQuerySet:
        """Keep the months from one to another; of the measures `always` all that there are."""
        period = Q(month__gte=first, month__lte=last)
        return self.filter(period | Q(measure__in=list(always)) if always else period)

    def summed(self, *by: str) -> Iterable[dict[str, Any]]:
        """Add the counts up, for each of the values of these fields."""
        return self.order_by().values(*by).annotate(sum=Sum("count"))


class Tally(models.Model):
    """How many, in one bucket, of one measure and value; `dim` and `key` keep units, categories and
    counties apart (a unit by its code). A row of none is not kept."""

    organ = models.ForeignKey("members.Organ", models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()
    dim = models.CharField(max_length=8, choices=dim_choices, blank=True)
    key = models.CharField(max_length=32, blank=True)
    measure = models.CharField(max_length=12, choices=measure_choices)
    value = models.IntegerField()
    count = models.PositiveIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "dim", "month", "measure", "key", "value"],
                include=["count"],
                name="tally_once",
            ),
            models.CheckConstraint(condition=models.Q(count__gt=0), name="tally_of_something"),
            models.CheckConstraint(
                condition=models.Q(dim__in=[one.value for one in Dim]), name="tally_dim_known"
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=[one.value for one in Measure]),
                name="tally_measure_known",
            ),
        ]
        indexes = [
            # What everybody reads is of all organs: the constraint's own index begins with one.
            models.Index(
                fields=["dim", "measure", "month", "key", "value"],
                include=["count"],
                name="tally_of_all_organs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.month:%Y-%m} {self.measure} {self.value}: {self.count}"
