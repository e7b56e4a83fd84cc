from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.lifecycle import OUTCOME_CLASSES, outcome_choices


class Reply(models.Model):
    """The unit's formal answer (答复) with its class mark."""

    assignment = models.ForeignKey("Assignment", models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    outcome_class = models.CharField(max_length=1, choices=outcome_choices)
    replied_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome_class__in=list(OUTCOME_CLASSES)), name="reply_class_known"
            ),
            models.UniqueConstraint(fields=["assignment"], name="reply_one_for_an_assignment"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_class} · {self.assignment}"
