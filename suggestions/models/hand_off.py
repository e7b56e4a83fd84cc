from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from suggestions.lifecycle import CHANNELS, channel_choices


class HandOff(models.Model):
    """A suggestion with another channel (转外部渠道), under the number that it has there.

    Its answer is a `Reply` of this row. ``ended_at``: answered there, or taken back.
    """

    suggestion = models.ForeignKey("Suggestion", models.PROTECT, related_name="hand_offs")
    channel = models.CharField(max_length=20, choices=channel_choices)
    number = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(ended_at__isnull=True),
                name="hand_off_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=list(CHANNELS)), name="hand_off_channel_known"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="hand_off_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.number}"

    @cached_property
    def code(self) -> str:
        """The code of its case, and which of its hand-offs it is: 2026-00417-h1."""
        before = HandOff.objects.filter(suggestion=self.suggestion_id, pk__lt=self.pk).count()
        return f"{self.suggestion.code}-h{before + 1}"
