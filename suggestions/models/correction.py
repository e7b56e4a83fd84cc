from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.models.suggestion import TITLE_LENGTH


class Correction(models.Model):
    """What stood there before it was corrected: a case's title, place and category as the office
    found them, or the text of an answer that its unit had sent, and why."""

    suggestion = models.ForeignKey("Suggestion", models.CASCADE, related_name="corrections")
    reply = models.ForeignKey(
        "Reply", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    place = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    category = models.ForeignKey(
        "Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=5000, blank=True)
    why = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(reply__isnull=True, text="") | (Q(reply__isnull=False) & ~Q(text="")),
                name="correction_keeps_the_text_of_a_reply",
            ),
            models.CheckConstraint(
                condition=Q(reply__isnull=True) | ~Q(why=""), name="correction_of_a_reply_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.title}"
