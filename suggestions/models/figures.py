from __future__ import annotations

from django.db import models
from django.db.models import Q

from suggestions.models.rating import Totals


class Figures(models.Model):
    """What the public may know of an organ's cases, counted by the worker; sealed ones are in none.

    ``handled`` counts answers of units that their authors read. Of those the office entered from a
    paper stand apart (``entered``): the day that counts there is that of the entry. The others were
    in time by the first date, in time by the date of an extension, or late. ``elsewhere``: answered
    by another channel. ``ratings``: totals of units' answers in whole steps of five, empty while
    there are fewer. Source: the platform's domain rules, sections 0 and 1.3.
    """

    organ = models.OneToOneField(
        "members.Organ", models.CASCADE, primary_key=True, related_name="figures"
    )
    handled = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    extended = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    entered = models.PositiveIntegerField(default=0)
    extensions = models.PositiveIntegerField(default=0)
    on_hold = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    ratings = models.JSONField(default=dict, blank=True)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "figures"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    handled=models.F("in_time")
                    + models.F("extended")
                    + models.F("late")
                    + models.F("entered")
                ),
                name="figures_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id}: {self.handled}"

    @property
    def totals(self) -> Totals | None:
        """The ratings; None while there are fewer than five."""
        return Totals(**self.ratings) if self.ratings else None
