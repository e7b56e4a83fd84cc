from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from enrolment import codes
from suggestions.lifecycle import State
from suggestions.models.suggestion import Suggestion

AFTER_THE_END = timedelta(days=365)
"""How long a code still answers once its case has ended."""


class QueryCodeQuerySet(models.QuerySet["QueryCode"]):
    def open(self) -> QueryCodeQuerySet:
        """Those that were not withdrawn."""
        return self.filter(ended_at=None)

    def answering(self, at: datetime) -> QueryCodeQuerySet:
        """Those that answer at this moment: of no sealed or withdrawn case, of an ended one for a
        year, and as long as their author has an account."""
        fresh = Q(suggestion__closed_at=None) | Q(suggestion__closed_at__gt=at - AFTER_THE_END)
        rows = self.open().filter(fresh, suggestion__sealed_at=None, made_by__is_active=True)
        return rows.exclude(suggestion__state=State.WITHDRAWN)

    def typed(self, text: str) -> QueryCodeQuerySet:
        """The one with this code, however it was typed."""
        return self.filter(hash=codes.kept(codes.typed(text)))


class QueryCode(models.Model):
    """A code (查询码) with which somebody without an account follows one case.

    Its author makes it and hands it over. The code is worked out from a random number and the
    site's key, so that its author can print it once more; the row holds only what it is recognised
    by. One at a time: a new one ends the one before.
    """

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="query_codes")
    seed = models.CharField(max_length=32, default=codes.new_seed, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = QueryCodeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(ended_at__isnull=True),
                name="querycode_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"query code of {self.suggestion_id}"

    @classmethod
    def fresh(cls, **fields: object) -> QueryCode:
        """A new one, not kept yet."""
        made = cls(**fields)
        made.hash = codes.kept(made._signs)
        return made

    @property
    def _signs(self) -> str:
        # Apart from what an invitation's card says: those seeds are figures and letters alone.
        return codes.code(f"query:{self.seed}")

    @property
    def printed(self) -> str:
        """The code as it stands on a slip; "" where the site's key has changed since."""
        return codes.in_groups(self._signs) if codes.kept(self._signs) == self.hash else ""
