from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from departments.models import Department


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def standing(self) -> Self:
        """Those whose unit is neither closed since nor let off from this very case."""
        gone = apps.get_model("suggestions", "Assignment")._default_manager.let_off()
        same = gone.filter(suggestion=OuterRef("suggestion"), department=OuterRef("department"))
        open_still = self.filter(~Exists(same), department__is_active=True)
        return open_still.select_related("department")

    def with_rules(self) -> Self:
        """With the office's rule behind them, where there is one, and what it asks for."""
        named = ("rule_set", "place", "sector")
        rows = self.select_related(*(f"rule__{name}" for name in named))
        return rows.prefetch_related("rule__others")


class Recommendation(models.Model):
    """A unit that the platform proposed, kept as it was beside what the office decided.

    ``rule``: the office's own rule, with its version, that it comes from; it then stands first.
    """

    suggestion = models.ForeignKey("Suggestion", models.CASCADE, related_name="recommendations")
    department = models.ForeignKey("departments.Department", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    because = ArrayField(models.CharField(max_length=40))
    rule = models.ForeignKey(
        "Rule", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

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

    def others(self) -> list[Department]:
        """The active units that the office's rule proposes besides, for their opinions."""
        if self.rule is None:
            return []
        found = [one for one in self.rule.others.all() if one.is_active]
        return [one for one in found if one.pk != self.department_id]

    @property
    def urgency(self) -> str:
        """The time to answer that the office's rule proposes; "" without."""
        return self.rule.urgency if self.rule else ""
