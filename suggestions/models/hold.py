from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Hold(models.Model):
    """The office holds a case for a while (暂缓), with its reason and its end; once for a case."""

    suggestion = models.OneToOneField(
        "Suggestion", models.PROTECT, related_name="hold", primary_key=True
    )
    reason = models.TextField(max_length=1000)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until__gt=F("held_at")), name="hold_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.until:%Y-%m-%d}"
