from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.policies import units_of
from members.policies import hats

if TYPE_CHECKING:
    from members.models import User


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User) -> NoteQuerySet:
        """Those of the desks at which this person sits: a unit's own, an office's own."""
        mine = Q(department__in=units_of(user)) | Q(organ__in=hats(user).office_of)
        return self.filter(mine)


class Note(models.Model):
    """A desk's own note on a case: for those who sit at the same desk, for nobody else.

    It belongs either to a unit or to an organ's office.
    """

    suggestion = models.ForeignKey("Suggestion", models.CASCADE, related_name="notes")
    department = models.ForeignKey(
        "departments.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ = models.ForeignKey(
        "members.Organ", models.PROTECT, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(department__isnull=False, organ__isnull=True)
                | Q(department__isnull=True, organ__isnull=False),
                name="note_of_one_desk",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.at:%Y-%m-%d}"
