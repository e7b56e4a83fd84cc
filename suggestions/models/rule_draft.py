from __future__ import annotations

from django.conf import settings
from django.db import models


class RuleDraft(models.Model):
    """An officer's changes to an organ's rules, not saved yet: nobody else sees them.

    ``base``: the version from which they started, 0 for none. ``rules`` holds the fields of
    `routing.rules.Rule`: codes and words.
    """

    organ = models.ForeignKey("members.Organ", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    base = models.PositiveIntegerField()
    rules = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["organ", "user"], name="rule_draft_one_each"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id}: {len(self.rules)}"
