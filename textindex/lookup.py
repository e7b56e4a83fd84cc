"""Looking words up among rows that somebody may see: the first so many in their order.

Two ways lead there. Along the rows in their order, looking into the text of each, common words are
found at once; by the index of segments, rare words are. So the first `WALKED` rows are walked.
Where they do not suffice and there are more, what was found in them says which way is shorter from
here. Neither depends on what the planner guesses of a word, and whoever has no more rows than that
never waits for texts of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet

from textindex.models import Entry
from textindex.segments import Asked

WALKED = 1_000
COMMON = 5
"""Of a word that stands in so many of the first `WALKED` rows, or more, the next ones are sooner
found by walking on than by the index, which would bring thousands: at a million rows it is even."""
FURTHER = 3
"""How many times as far as it should take a second walk goes, before it is given up."""


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
        keys = self._keys(rows, most)
        return list(rows.filter(pk__in=keys)) if keys else []

    def count(self, rows: QuerySet[Any], most: int) -> int:
        """How many of them there are, counted no further than `most`; ordered as for `first`."""
        return len(self._keys(rows, most))

    def _keys(self, rows: QuerySet[Any], most: int) -> list[int]:
        asked = Asked.read(self.words)
        if not asked.pieces:
            return []
        keys, goes_on = self._walked(rows, asked, most, WALKED)
        if goes_on and len(keys) >= COMMON:
            further = FURTHER * WALKED * most // len(keys)
            keys, goes_on = self._walked(rows, asked, most, further)
        if goes_on:
            keys = self._looked_up(rows, asked, most)
        return keys

    def _entries(self, asked: Asked) -> QuerySet[Entry]:
        return Entry.objects.saying(asked, kind=self.kind, is_public=self.is_public)

    def _walked(
        self, rows: QuerySet[Any], asked: Asked, most: int, walked: int
    ) -> tuple[list[int], bool]:
        """The keys of the first that hold the words, among so many rows, and whether some of those
        wanted may stand behind them.

        In SQL of its own: no query set can be filtered once it is cut, and only so does the walk
        end with the last row that is wanted. The last part is asked for only if it did not.
        """
        order = [str(name) for name in rows.query.order_by]
        names = [name.removeprefix("-") for name in order]
        try:
            inner, values = rows.values_list(self.code, *names)[:walked].query.sql_with_params()
        except EmptyResultSet:
            return [], False
        held = " AND ".join(["strpos(entry.words, %s) > 0"] * len(asked.pieces))
        sorting = ", ".join(f"{name.removeprefix('-')} {_way(name)}" for name in order)
        sql = (
            f"WITH walked (entry_code, {', '.join(names)}) AS MATERIALIZED ({inner})"  # noqa: S608 - names of our fields
            f" (SELECT {names[-1]} FROM walked WHERE EXISTS ("
            f"SELECT FROM {Entry._meta.db_table} entry"
            f" WHERE entry.kind = %s AND entry.code = walked.entry_code AND {held})"
            f" ORDER BY {sorting} LIMIT %s)"
            " UNION ALL SELECT NULL WHERE (SELECT count(*) FROM walked) = %s LIMIT %s"
        )
        with connections[rows.db].cursor() as cursor:
            cursor.execute(sql, [*values, self.kind, *asked.pieces, most, walked, most])
            keys = [key for (key,) in cursor.fetchall()]
        return [key for key in keys if key is not None], None in keys

    def _looked_up(self, rows: QuerySet[Any], asked: Asked, most: int) -> list[int]:
        """The keys of the first that hold the words, by the index.

        The codes are an array, which PostgreSQL fills first, and once.
        """
        held = Func(
            F(self.code),
            ArraySubquery(self._entries(asked).values("code")),
            template="%(expressions)s)",
            arg_joiner=" = ANY (",
            output_field=BooleanField(),
        )
        return list(rows.filter(held).values_list("pk", flat=True)[:most])


def _way(name: str) -> str:
    return "DESC" if name.startswith("-") else "ASC"
