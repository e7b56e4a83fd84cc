from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.lifecycle import DIVERSIONS, diversion_choices


class Diversion(models.Model):
    """A suggestion that was passed on as information (转社情民意) or as a lead (转提案线索).

    The brief or the proposal that is made of it refers to this row.
    """

    suggestion = models.OneToOneField("Suggestion", models.PROTECT, related_name="diversion")
    kind = models.CharField(max_length=8, choices=diversion_choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(DIVERSIONS)), name="diversion_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.kind}"
