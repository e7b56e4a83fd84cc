from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGREED, OBJECTED, DISPENSED, LAPSED = "agreed", "objected", "dispensed", "lapsed"
WORDS: dict[str, Promise] = {
    AGREED: _("Agreed"),
    OBJECTED: _("Objected"),
    DISPENSED: _("Done without"),
    LAPSED: _("Settled otherwise"),
}


def word_choices() -> list[tuple[str, Promise]]:
    return list(WORDS.items())


class Agreement(models.Model):
    """A co-handler's word on the lead's text (会签); "" while it is missing: silence is no yes."""

    draft = models.ForeignKey("DraftAnswer", models.PROTECT, related_name="agreements")
    assignment = models.ForeignKey("Assignment", models.PROTECT, related_name="agreements")
    word = models.CharField(max_length=10, choices=word_choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "assignment"], name="agreement_once_for_a_text"
            ),
            models.CheckConstraint(
                condition=Q(word="", at__isnull=True) | Q(word__in=list(WORDS), at__isnull=False),
                name="agreement_said_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.word or 'missing'}"
