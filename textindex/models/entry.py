from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

if TYPE_CHECKING:
    from textindex.segments import Asked


class EntryQuerySet(models.QuerySet["Entry"]):
    def saying(self, asked: Asked, *, kind: str, is_public: bool = False) -> EntryQuerySet:
        """Those of a kind that hold all of the words as they stand, found by their segments."""
        held = Func(
            F("segments"),
            Value(asked.query),
            template="%(expressions)s::tsquery",
            arg_joiner=" @@ ",
            output_field=models.BooleanField(),
        )
        # Pairs that are all there may stand apart: AB…BC is not ABC.
        as_they_stand = [
            GreaterThan(StrIndex("words", Value(piece)), Value(0)) for piece in asked.pieces
        ]
        return self.filter(held, *as_they_stand, kind=kind, is_public=is_public)


class Entry(models.Model):
    """What can be found of one thing: its texts folded, and their segments (`textindex.segments`).

    The thing is (`kind`, `code`); who may find it, its own rows say.
    """

    pk = models.CompositePrimaryKey("kind", "code")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    is_public = models.BooleanField()
    words = models.TextField()
    segments = SearchVectorField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        # Without a pending list, which every search would have to go through.
        indexes = [
            GinIndex(
                fields=["segments"],
                condition=Q(is_public=False),
                fastupdate=False,
                name="entry_segments",
            ),
            GinIndex(
                fields=["segments"],
                condition=Q(is_public=True),
                fastupdate=False,
                name="entry_public_segments",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
