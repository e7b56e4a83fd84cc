"""Looking words up among rows that somebody may see: the first so many in their order.

Two ways lead there. Along the rows in their order, looking into the text of each, common words are
found at once; by the index of segments, rare words are. So the first `WALKED` rows are walked, and
only where they do not suffice and there are more, the index is asked. Neither way depends on what
the planner guesses of a word. Whoever has no more rows than that never waits for texts of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Exists, F, Func, QuerySet

from textindex.models import Entry
from textindex.segments import Asked

WALKED = 3_000


@dataclass(frozen=True)
class Search:
    """Words, and where they are looked for: `code` is the way from a row to its thing's code."""

    words: str
    kind: str
    code: str = "code"
    is_public: bool = False

    def all_of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the rows that hold the words, as many as there are."""
        asked = Asked.read(self.words)
        if not asked.pieces:
            return rows.none()
        return rows.filter(**{f"{self.code}__in": self._entries(asked).values("code")})

    def first(self, rows: QuerySet[Any], most: int) -> list[Any]:
        """The first so many of them, in the order of the rows: fields of their own, the last one
        the key."""
        asked = Asked.read(self.words)
        if not asked.pieces:
            return []
        keys = self._walked(rows, asked, most)
        if len(keys) < most:
            found = self._looked_up(rows, asked, most)
            if len(found) >= len(keys):
                return found
        return list(rows.filter(pk__in=keys))

    def _entries(self, asked: Asked) -> QuerySet[Entry]:
        return Entry.objects.saying(asked, kind=self.kind, is_public=self.is_public)

    def _walked(self, rows: QuerySet[Any], asked: Asked, most: int) -> list[int]:
        """The keys of the first that hold the words, among the first `WALKED` rows.

        In SQL of its own: no query set can be filtered once it is cut, and only so does the walk
        end with the last row that is wanted.
        """
        order = [str(name) for name in rows.query.order_by]
        names = [name.removeprefix("-") for name in order]
        try:
            inner, values = rows.values_list(self.code, *names)[:WALKED].query.sql_with_params()
        except EmptyResultSet:
            return []
        held = " AND ".join(["strpos(entry.words, %s) > 0"] * len(asked.pieces))
        sorting = ", ".join(f"{name}{' DESC' * (name != said)}" for name, said in _named(order))
        with connections[rows.db].cursor() as cursor:
            cursor.execute(
                f"SELECT {names[-1]} FROM ({inner}) AS walked (entry_code, {', '.join(names)})"  # noqa: S608 - names of our fields
                f" WHERE EXISTS (SELECT FROM {Entry._meta.db_table} entry"
                f" WHERE entry.kind = %s AND entry.code = walked.entry_code AND {held})"
                f" ORDER BY {sorting} LIMIT %s",
                [*values, self.kind, *asked.pieces, most],
            )
            return [key for (key,) in cursor.fetchall()]

    def _looked_up(self, rows: QuerySet[Any], asked: Asked, most: int) -> list[Any]:
        """The first that hold the words, by the index; none where all rows were walked already.

        The codes are an array, which PostgreSQL fills first, and once.
        """
        more = Exists(rows.values("pk")[WALKED : WALKED + 1])
        codes = ArraySubquery(self._entries(asked).values("code"))
        held = Func(
            F(self.code),
            codes,
            template="%(expressions)s)",
            arg_joiner=" = ANY (",
            output_field=BooleanField(),
        )
        return list(rows.filter(more, held)[:most])


def _named(order: list[str]) -> list[tuple[str, str]]:
    return [(name.removeprefix("-"), name) for name in order]
