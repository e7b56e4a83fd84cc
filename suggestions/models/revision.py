from django.conf import settings
from django.db import models

from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH


class Revision(models.Model):
    """What a suggestion said before its author completed it: the old text, and until when."""

    suggestion = models.ForeignKey("Suggestion", models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=TITLE_LENGTH)
    situation = models.TextField(max_length=TEXT_LENGTH)
    ask = models.TextField(max_length=TEXT_LENGTH, blank=True)
    place = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.title}"
