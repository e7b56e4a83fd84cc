"""Rows of many tables, kept until they are copied into the database at once."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from io import StringIO
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from events.models.remark import fingerprint

type Row = dict[str, Any]

# In this order each row's relations are there before it.
TABLES = (
    "suggestions.Suggestion",
    "suggestions.Recommendation",
    "suggestions.Revision",
    "suggestions.Cosigner",
    "suggestions.Assignment",
    "suggestions.Contact",
    "suggestions.ReturnRequest",
    "suggestions.ExtensionRequest",
    "suggestions.HandOff",
    "suggestions.Hold",
    "suggestions.Decline",
    "suggestions.Diversion",
    "suggestions.Transfer",
    "suggestions.Reply",
    "suggestions.Rating",
    "suggestions.Publication",
    "commitments.Commitment",
    "commitments.GivenDate",
    "deadlines.DueDate",
    "deadlines.Reminder",
    "events.Event",
    "events.Remark",
)
AT_ONCE = 1000


class Sheet:
    """All rows that a number of cases consist of: the one place where they are made.

    Rows are dicts by column; what is left out has its field's default. They may change until
    `copy` is called.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._ids: dict[str, Iterator[int]] = {}

    def add(self, table: str, **row: Any) -> Row:
        """Keep a row."""
        self.rows[table].append(row)
        return row

    def add_numbered(self, table: str, **row: Any) -> Row:
        """Keep a row that others point to: it gets its number now."""
        row["id"] = self.number(table)
        return self.add(table, **row)

    def number(self, table: str) -> int:
        """The next number of a table, taken from its own sequence."""
        ids = self._ids.setdefault(table, _endless(table))
        return next(ids)

    def event(self, *, remark: str = "", salt: str = "", **line: Any) -> None:
        """Keep a line of the ledger; its number follows from its moment when all are there."""
        line["remark_hash"] = fingerprint(salt, remark) if remark else ""
        line["said"] = (salt, remark) if remark else None
        self.rows["events.Event"].append(line)

    def copy(self) -> int:
        """Write all of them; return how many rows that were. The caller's transaction holds."""
        self._number_events()
        written = 0
        for table, rows in self.rows.items():
            if rows:
                _copy(table, rows)
                written += len(rows)
        self.rows = {name: [] for name in TABLES}
        return written

    def _number_events(self) -> None:
        """As they came about: of two at one moment, the first kept is the first."""
        lines = self.rows["events.Event"]
        lines.sort(key=lambda line: line["at"])
        for line, number in zip(lines, reserved("events.Event", len(lines)), strict=True):
            line["id"] = number
            if line["said"]:
                salt, text = line["said"]
                self.add("events.Remark", event_id=number, salt=salt, text=text)


def measure() -> None:
    """Tell the database how much there is now of all that was written."""
    names = [_model(table)._meta.db_table for table in TABLES]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join([*names, "textindex_entry"]))


def reserved(table: str, count: int) -> list[int]:
    """So many numbers of a table's own sequence, in order."""
    return _next(f"{_model(table)._meta.db_table}_id_seq", count)


def case_numbers(count: int) -> list[int]:
    """So many numbers as a new case takes one."""
    return _next("suggestion_number", count)


def _next(sequence: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count]
        )
        return sorted(number for (number,) in cursor.fetchall())


def _endless(table: str) -> Iterator[int]:
    while True:
        yield from reserved(table, AT_ONCE)


def _model(table: str) -> type[models.Model]:
    return apps.get_model(table)


@cache
def _columns(table: str) -> tuple[list[str], list[Any], frozenset[int], frozenset[int]]:
    """A table's columns, what each holds unless it is said, and which are lists or documents.

    A number that nobody gave is left to the database.
    """
    fields = _model(table)._meta.concrete_fields
    kept = [f for f in fields if f.column != "id" or table in _NUMBERED]
    usual = [_usual(field) for field in kept]
    lists = frozenset(n for n, field in enumerate(kept) if isinstance(field, ArrayField))
    documents = frozenset(n for n, field in enumerate(kept) if isinstance(field, models.JSONField))
    return [field.column or field.attname for field in kept], usual, lists, documents


_NUMBERED = frozenset(
    {
        "suggestions.Suggestion",
        "suggestions.Assignment",
        "suggestions.Cosigner",
        "suggestions.HandOff",
        "commitments.Commitment",
        "deadlines.DueDate",
        "deadlines.Reminder",
        "events.Event",
    }
)


def _usual(field: models.Field[Any, Any]) -> Any:
    if field.has_default():
        return field.get_default()
    empty = isinstance(field, models.CharField | models.TextField) and not field.null
    return "" if empty else None


def _copy(table: str, rows: Iterable[Row]) -> None:
    columns, usual, lists, documents = _columns(table)
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NOTNULL)
    for row in rows:
        values = [row.get(name, value) for name, value in zip(columns, usual, strict=True)]
        for n in lists:
            values[n] = (
                "{" + ",".join(json.dumps(one, ensure_ascii=False) for one in values[n]) + "}"
            )
        for n in documents:
            values[n] = _document(values[n])
        writer.writerow(values)
    text.seek(0)
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{_model(table)._meta.db_table}" ({names}) FROM STDIN WITH (FORMAT csv)'
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, text)


def _document(value: Any) -> str:
    """JSON; what is text is JSON already."""
    return value if isinstance(value, str) else json.dumps(value, default=_moment)


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON is made of {type(value)}")
