from django.conf import settings
from django.db import models
from django.db.models import Q

from suggestions.lifecycle import ANSWERED_BEFORE, GROUNDS, ground_choices

MOST = 2


class Decline(models.Model):
    """The office would not take a suggestion (不予受理), on a listed ground.

    ``number`` counts the decisions: the first can be appealed once, the second is the last. The
    reason in words stands in the ledger. ``appeal_until`` repeats the date of the appeal's clock.
    """

    suggestion = models.ForeignKey("Suggestion", models.PROTECT, related_name="declines")
    number = models.PositiveSmallIntegerField(default=1)
    ground = models.CharField(max_length=16, choices=ground_choices)
    reference = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appeal_until = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "number"], name="decline_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST), name="decline_twice_at_most"
            ),
            models.CheckConstraint(condition=Q(ground__in=list(GROUNDS)), name="ground_known"),
            models.CheckConstraint(
                condition=~Q(ground=ANSWERED_BEFORE) | ~Q(reference=""),
                name="decline_answered_says_where",
            ),
            models.CheckConstraint(
                condition=Q(number=1, appeal_until__isnull=False)
                | Q(number=MOST, appeal_until__isnull=True, appealed_at__isnull=True),
                name="decline_first_can_be_appealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.ground}"
