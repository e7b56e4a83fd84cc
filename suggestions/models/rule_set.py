from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q

from suggestions.lifecycle import URGENCIES, urgency_choices

WORD_LENGTH = 40


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def of_organ(self, code: str) -> Self:
        return self.filter(organ=code).order_by("-version")


class RuleSet(models.Model):
    """One version of an organ's rules for routing, never changed. The newest is in force."""

    organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ("organ", "-version")
        constraints = [
            models.UniqueConstraint(fields=["organ", "version"], name="rule_set_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id}: {self.version}"


class RuleQuerySet(models.QuerySet["Rule"]):
    def with_units(self) -> Self:
        """With the units that they propose; those for opinions by code, as `other_codes`."""
        through = self.model.others.through._default_manager
        others = through.filter(rule=OuterRef("pk")).order_by("department__code")
        codes = ArraySubquery(others.values("department__code"))
        return self.select_related("unit").annotate(other_codes=codes)


class Rule(models.Model):
    """One rule of a version; see `routing.rules`. ``key`` stays the same in later versions."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12)
    words = ArrayField(models.CharField(max_length=WORD_LENGTH), default=list, blank=True)
    place = models.ForeignKey(
        "members.Organ", models.PROTECT, null=True, blank=True, related_name="+"
    )
    category = models.ForeignKey(
        "Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sector = models.ForeignKey(
        "members.Sector", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("departments.Department", models.PROTECT, related_name="+")
    others = models.ManyToManyField("departments.Department", blank=True, related_name="+")
    urgency = models.CharField(max_length=12, choices=urgency_choices, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ("rule_set", "position")
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "position"], name="rule_position_once"),
            models.UniqueConstraint(fields=["rule_set", "key"], name="rule_key_once"),
            models.CheckConstraint(
                condition=~Q(words=[])
                | Q(place__isnull=False)
                | Q(category__isnull=False)
                | Q(sector__isnull=False),
                name="rule_asks_for_something",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=["", *URGENCIES]), name="rule_urgency_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.unit}"
