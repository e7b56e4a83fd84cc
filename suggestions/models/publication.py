from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH, Suggestion

PUBLISHED, RECALLED = "published", "recalled"
JSON = models.JSONField()
STATES: dict[str, Promise] = {PUBLISHED: _("Published"), RECALLED: _("Recalled")}


def publication_state_choices() -> list[tuple[str, Promise]]:
    return list(STATES.items())


class PublicationQuerySet(models.QuerySet["Publication"]):
    def public(self) -> PublicationQuerySet:
        """What everybody may read: published, not recalled since, and of no sealed case."""
        return self.filter(state=PUBLISHED, suggestion__sealed_at=None)


class Publication(models.Model):
    """What the public reads of a case: words that the office has looked over, nothing else.

    Where several answered, ``answers`` holds the words of each, in their order: what the answer is
    called (`Reply.called`), and the words; ``answer`` is all of them, to be found by.
    """

    suggestion = models.OneToOneField(Suggestion, models.PROTECT, related_name="publication")
    state = models.CharField(max_length=10, choices=publication_state_choices, default=PUBLISHED)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=2 * TEXT_LENGTH)
    answer = models.TextField(max_length=2 * TEXT_LENGTH, blank=True)
    answers = models.JSONField(default=list, blank=True, db_default=models.Value([], JSON))
    author_line = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PUBLISHED, recalled_at__isnull=True)
                | Q(state=RECALLED, recalled_at__isnull=False),
                name="publication_recalled_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state=PUBLISHED),
                name="publication_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:publication", args=[self.suggestion.code])

    @property
    def is_public(self) -> bool:
        return self.state == PUBLISHED
