from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def of_active_units(self) -> Self:
        """Those that can still be chosen; a unit may have been closed since it was proposed."""
        return self.filter(department__is_active=True).select_related("department")


class Recommendation(models.Model):
    """A unit that the platform proposed, kept as it was beside what the office decided."""

    suggestion = models.ForeignKey("Suggestion", models.CASCADE, related_name="recommendations")
    department = models.ForeignKey("departments.Department", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    because = ArrayField(models.CharField(max_length=40))

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ("rank",)
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "rank"], name="recommendation_rank_once"),
            models.UniqueConstraint(
                fields=["suggestion", "department"], name="recommendation_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.department}"
