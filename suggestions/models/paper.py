from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.lifecycle import ENTERED


class Paper(models.Model):
    """A letter of a unit that does not log in, from which the office entered one of its acts.

    The scan hangs on ``code``. ``dated_on`` stands on the paper; what counts is ``entered_at``.
    """

    code = models.CharField(max_length=28, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    assignment = models.ForeignKey("Assignment", models.PROTECT, related_name="papers")
    step = models.CharField(max_length=16)
    dated_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=[step.name for step in ENTERED]), name="paper_step_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.step}"


def marked(paper: Paper | None) -> dict[str, Any]:
    """What the line of an act says of the paper from which it was entered; nothing without one."""
    if paper is None:
        return {}
    return {"paper": paper.code, "paper_on": paper.dated_on.isoformat()}
