from django.conf import settings
from django.db import models

from commitments.models.commitment import Commitment


class GivenDate(models.Model):
    """One date that was promised. The first and every later one stay."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="dates")
    due_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.due_on}"
