from django.conf import settings
from django.db import models
from django.db.models import Q


class Urge(models.Model):
    """The office has reminded the units of a case (催办): once for a working day, unless undone."""

    suggestion = models.ForeignKey(
        "Suggestion", models.CASCADE, related_name="urges", db_index=False
    )
    day = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "day"],
                condition=Q(undone_at__isnull=True),
                name="urge_once_a_working_day",
            ),
        ]
        indexes = [models.Index(fields=["suggestion", "at"], name="urge_of_a_case")]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.day}"
