from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from members.codes import fresh_code

if TYPE_CHECKING:
    from members.models.user import User

MOST_SAVED = 20
"""Views that a person may keep for one list."""
NAME_LENGTH = 40


def new_code() -> str:
    """A fresh public code; nine random signs, not to be guessed."""
    return fresh_code("V")


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, user: User, listing: str) -> Self:
        """This person's views of one list, in the order in which they were saved."""
        return self.filter(owner=user, listing=listing).order_by("position", "id")


class SavedFilter(models.Model):
    """A view of a list that somebody keeps under a name of their own; nobody else sees it.

    `listing` names the list; `query` holds what stands in its address, of known filters only. What
    it shows is asked for anew each time, with the rights that its owner has then.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    listing = models.CharField(max_length=20)
    name = models.CharField(_("Name"), max_length=NAME_LENGTH)
    query = models.CharField(max_length=700, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="saved_filter_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(listing=""), name="saved_filter_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Arranged:
    """How somebody has arranged a list: name and query of each view that is kept, and columns; None
    where none were chosen."""

    views: list[tuple[str, str]]
    columns: tuple[str, ...] | None

    @classmethod
    def of(cls, user: User, listing: str) -> Self:
        """All of it in one query, which every desk asks."""
        kept = SavedFilter.objects.of(user, listing)
        chosen = ListChoice.objects.filter(owner=OuterRef("pk"), listing=listing)
        asked = (
            ArraySubquery(kept.values(said=JSONObject(name="name", query="query"))),
            Subquery(chosen.values("columns")[:1]),
        )
        both = get_user_model()._default_manager.filter(pk=user.pk).values_list(*asked)
        for views, columns in both:
            names = [(one["name"], one["query"]) for one in views]
            return cls(names, None if columns is None else tuple(columns))
        return cls([], None)


class ListChoice(models.Model):
    """Which columns somebody wants to see in a list, by their short names."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    listing = models.CharField(max_length=20)
    columns = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "listing"], name="list_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {', '.join(self.columns)}"

    @classmethod
    def of(cls, user: User, listing: str) -> tuple[str, ...] | None:
        """What this person chose for a list; None where they chose nothing."""
        found = cls.objects.filter(owner=user, listing=listing)
        for columns in found.values_list("columns", flat=True):
            return tuple(columns)
        return None
