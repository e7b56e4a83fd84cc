"""The rows of the cases in `pool`, held in temporary tables in a shape of which copies are made.

Everything follows from the models: what points to a row that is copied too holds that row's rank,
what names the case holds a mark for its code, what names a town holds a mark for it, and moments
lie as many days back as the copies are to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

from cppcc_cloud.demo.pool import COUNTY, TABLES, TOWN_MARKS
from cppcc_cloud.demo.sheet import TABLES as COPIED

CASES = "suggestions_suggestion"
CODE, MAIN = "\U00020109", "\U0002010a"
"""Stand for the code of the case, and for that of the case into which it is merged."""
NAMED_BY_CODE = {
    "commitments_commitment": "about",
    "deadlines_duedate": "code",
    "events_event": "code",
    "deadlines_reminder": "code",
}
ASKED = "suggestions_cosigner"
"""What runs for somebody who is asked along is named by the case's code and its number."""
SAID = ("title", "words")
WHOLE = {"events_remark"}
"""Said as it was sealed in the ledger."""
# The moments of dates that were reckoned or given: they are at the closing hour.
DATED = frozenset(
    {
        "due_at",
        "return_until",
        "appeal_until",
        "until",
        "wanted",
        "first_due",
        "granted",
        "new_due",
        "dispute_until",
        "original_due_at",
    }
)
MOVED = """
CREATE OR REPLACE FUNCTION pg_temp.moved(said text, days int) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN days = 0 THEN said ELSE (
        SELECT string_agg(part || coalesce((hit[1]::date - days)::text, ''), '' ORDER BY n)
        FROM (SELECT * FROM regexp_split_to_table(said, '\\d{4}-\\d\\d-\\d\\d(?!\\d)')
              WITH ORDINALITY AS parts (part, n)) parts
        LEFT JOIN (SELECT * FROM regexp_matches(said, '\\d{4}-\\d\\d-\\d\\d(?!\\d)', 'g')
              WITH ORDINALITY AS hits (hit, n)) hits USING (n)
    ) END
$$
"""


@dataclass(frozen=True)
class Column:
    """How one column is held, and what is made of it for a copy."""

    name: str
    held: str
    made: str


class Table:
    """One of the tables of which rows are copied."""

    def __init__(self, model: type[models.Model]) -> None:
        self.meta = model._meta
        self.name = self.meta.db_table
        self.fields = list(self.meta.concrete_fields)

    @cached_property
    def is_numbered(self) -> bool:
        """Whether its rows have numbers of their own."""
        return isinstance(self.meta.pk, models.AutoField | models.BigAutoField)

    @cached_property
    def links(self) -> dict[str, str]:
        """The columns that point to a row that is copied as well, and its table."""
        return {
            str(field.column): field.related_model._meta.db_table
            for field in self.fields
            if field.related_model in _models()
        }

    @property
    def parents(self) -> dict[str, str]:
        """Those of them whose case is the row's own."""
        return {column: table for column, table in self.links.items() if table != self.name}

    @cached_property
    def has_number_in_code(self) -> bool:
        return self.name in NAMED_BY_CODE and self.name != "commitments_commitment"

    @cached_property
    def documents(self) -> list[str]:
        return [str(one.column) for one in self.fields if isinstance(one, models.JSONField)]

    def read(self) -> Iterator[str]:
        """The statements that read the documents in which no code stands."""
        for name in self.documents:
            yield (
                f"UPDATE held_{self.name} SET {name}_plain = {name}::jsonb "
                f"WHERE position('{CODE}' IN {name}) = 0 AND position('{MAIN}' IN {name}) = 0"
            )

    @cached_property
    def columns(self) -> list[Column]:
        return [self._column(field) for field in self.fields]

    def _column(self, field: models.Field[Any, Any]) -> Column:
        name = str(field.column)
        row, held = f"t.{name}", f"s.{name}"
        if field is self.meta.pk and self.is_numbered:
            return Column(name, "NULL::int", number(self.name, "s.own_rank"))
        if name in self.links:
            return Column(name, f"to_{name}.rank", number(self.links[name], held))
        if field.primary_key and isinstance(field, models.UUIDField):
            return Column(name, "NULL::uuid", "gen_random_uuid()")
        if isinstance(field, models.DateTimeField):
            later = "" if name in DATED else " - m.earlier"
            return Column(name, f"{row} - make_interval(days => %(days)s)", held + later)
        if isinstance(field, models.DateField):
            return Column(name, f"{row} - %(days)s", held)
        if isinstance(field, models.JSONField):
            text = f"replace(replace({row}::text, p.code, '{CODE}'), main.code, '{MAIN}')"
            plain = f"replace({row}::text, p.code, '{CODE}')"
            moved = f"pg_temp.moved(coalesce({text}, {plain}), %(days)s)"
            return Column(name, moved, _named(held))
        return self._plain(field, name, row, held)

    def _plain(self, field: models.Field[Any, Any], name: str, row: str, held: str) -> Column:
        if name == "submission_key":
            return Column(name, "NULL::uuid", "m.key")
        if name == "place_id":
            return Column(name, row, "m.place_id")
        if name in ("code", "about"):
            made = f"replace({held}, '{CODE}', m.code)"
            if self.has_number_in_code:
                made += f" || coalesce(({number(ASKED, 's.own_asked')})::text, '')"
                row = "CASE WHEN asked.old IS NULL THEN t.code ELSE p.code || '-' END"
            return Column(name, f"replace({row}, p.code, '{CODE}')", made)
        says = isinstance(field, models.TextField) or name in SAID
        if says and self.name not in WHOLE:
            return Column(name, _marked(row), said_anew(held))
        return Column(name, row, held)

    def rank(self) -> str:
        """The statement that ranks its rows: by their numbers, lines of the ledger by moments."""
        order = {CASES: "p.i", "events_event": "t.at, t.id"}.get(self.name, "t.id")
        return (
            f"CREATE TEMP TABLE rank_{self.name} AS SELECT t.id AS old, {self._owner} AS i, "
            f"(row_number() OVER (ORDER BY {order}) - 1)::bigint AS rank "
            f"FROM {self.name} t {self._joined(self.parents)}"
        )

    def hold(self) -> str:
        """The statement that holds its rows."""
        held = ", ".join(f"{one.held} AS {one.name}" for one in self.columns)
        held += "".join(f", NULL::jsonb AS {one}_plain" for one in self.documents)
        rank = "mine.rank" if self.is_numbered else "NULL::bigint"
        asked = "asked.rank" if self.has_number_in_code else "NULL::bigint"
        source = f"{self.name} t {self._joined(self.links)}"
        if self.is_numbered:
            source += f" JOIN rank_{self.name} mine ON mine.old = t.id"
        if self.has_number_in_code:
            source += (
                f" LEFT JOIN rank_{ASKED} asked ON t.kind = 'cosigner' AND asked.i = p.i"
                " AND t.code = p.code || '-' || asked.old"
            )
        return (
            f"CREATE TEMP TABLE held_{self.name} AS SELECT p.i, {rank} AS own_rank, "
            f"{asked} AS own_asked, {held} FROM {source} LEFT JOIN pool main ON main.i = p.main"
        )

    @property
    def _owner(self) -> str:
        if self.name == CASES or self.name in NAMED_BY_CODE:
            return "p.i"
        return f"coalesce({', '.join(f'to_{column}.i' for column in self.parents)})"

    def _joined(self, links: dict[str, str]) -> str:
        """The rows that it points to, and its case."""
        found = "".join(
            f" LEFT JOIN rank_{table} to_{column} ON to_{column}.old = t.{column}"
            for column, table in links.items()
        )
        if self.name == CASES:
            return f"{found} JOIN pool p ON p.old = t.id"
        if self.name in NAMED_BY_CODE:
            code = f"substring(t.{NAMED_BY_CODE[self.name]} from '^[^-]+-[^-]+')"
            return f"{found} JOIN pool p ON p.code = {code}"
        return f"{found} JOIN pool p ON p.i = {self._owner}"

    def copy(self) -> str:
        """The statement that writes its rows of the cases in `made`."""
        names = ", ".join(f'"{one.name}"' for one in self.columns)
        made = ", ".join(one.made for one in self.columns)
        return (
            f"INSERT INTO {self.name} ({names}) SELECT {made} "
            f"FROM held_{self.name} s JOIN made m USING (i)"
        )


def number(table: str, rank: str) -> str:
    """The number of a copied row: its block's first, and its place in it."""
    return f"%(first_{table})s + {rank} * %(laps)s + m.lap"


def _named(row: str) -> str:
    """A document with the codes of the case in it. One that names none is read once only."""
    said = f"replace(replace({row}, '{CODE}', m.code), '{MAIN}', m.main_code)"
    return f"coalesce({row}_plain, {said}::jsonb)"


def said_anew(text: str) -> str:
    """A text that names other towns in another county."""
    marks = "".join(TOWN_MARKS)
    return f"replace(translate({text}, '{marks}', m.towns), '{COUNTY}', m.county)"


def _marked(row: str) -> str:
    for n, mark in enumerate(TOWN_MARKS, start=1):
        row = f"replace({row}, p.marks[{n}], '{mark}')"
    return f"replace({row}, p.marks[4], '{COUNTY}')"


def _models() -> list[type[models.Model]]:
    return [apps.get_model(name) for name in COPIED]


def tables() -> list[Table]:
    """All of them, in an order in which what is pointed to comes first."""
    return [Table(model) for model in _models()]


def clear() -> None:
    """Make the temporary tables anew, empty."""
    names = [*TABLES, "made"]
    names += [f"{kind}_{table.name}" for table in tables() for kind in ("rank", "held")]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.{name}" for name in names))
        for name, columns in TABLES.items():
            cursor.execute(f"CREATE TEMP TABLE {name} ({columns})")
        cursor.execute(MOVED)


def hold(*, days: int) -> dict[str, int]:
    """Hold the rows of the pool, so many days earlier; how many numbers each table needs."""
    needed = {}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pool")
        for table in tables():
            if table.is_numbered:
                cursor.execute(table.rank())
                cursor.execute(f"ANALYZE rank_{table.name}")
                cursor.execute(f"SELECT count(*) FROM rank_{table.name}")
                needed[table.name] = cursor.fetchone()[0]
            cursor.execute(table.hold(), {"days": days})
            for statement in table.read():
                cursor.execute(statement)
            cursor.execute(f"CREATE INDEX ON held_{table.name} (i)")
            cursor.execute(f"ANALYZE held_{table.name}")
    return needed
