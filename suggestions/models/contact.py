from django.conf import settings
from django.db import models
from django.db.models import Q

from files.models import Attachment, brought
from suggestions.lifecycle import CONTACT_KINDS, contact_choices


class Contact(models.Model):
    """A talk of the unit with the proposer before it answers (面商)."""

    assignment = models.ForeignKey("Assignment", models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=contact_choices)
    held_on = models.DateField()
    note = models.TextField(max_length=1000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(CONTACT_KINDS)), name="contact_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    @property
    def files(self) -> list[Attachment]:
        """Its photos and files, where they were read with it (`enclosed.talks`)."""
        return brought(self)
