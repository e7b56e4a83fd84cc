from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Transfer(models.Model):
    """A suggestion that one organ handed to another (转办). Its rows are the way of the case.

    Of one case at most one transfer is given back (``bounced_at``).
    """

    suggestion = models.ForeignKey("Suggestion", models.PROTECT, related_name="transfers")
    from_organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    to_organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "to_organ"], name="transfer_once_to_an_organ"
            ),
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(bounced_at__isnull=False),
                name="transfer_given_back_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_organ=F("to_organ")), name="transfer_to_another_organ"
            ),
            models.CheckConstraint(
                condition=Q(bounced_at__isnull=True, bounced_by__isnull=True)
                | Q(bounced_at__isnull=False, bounced_by__isnull=False),
                name="transfer_given_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.from_organ_id} → {self.to_organ_id}"
