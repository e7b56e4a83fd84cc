"""Indexes cost more than all else while many rows are written one batch after another: those that
hold no rule are set aside meanwhile and made at once afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

KEPT = "demo_index_set_aside"
"""The table that knows how to make them again, also for who comes after an interruption."""
MEMORY = "512MB"
DROP = "DROP INDEX "
FIND = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE NOT i.indisunique AND i.indrelid = ANY(%s::regclass[])
"""


@contextmanager
def set_aside(tables: Sequence[str]) -> Iterator[None]:
    """Without the indexes of these tables that are there for speed alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {KEPT} (name text, made_by text)")
        cursor.execute(f"INSERT INTO {KEPT} {FIND}", [list(tables)])
        cursor.execute(f"SELECT name FROM {KEPT}")
        cursor.execute(DROP + ", ".join(name for (name,) in cursor.fetchall()))
    try:
        yield
    finally:
        restore()


def restore() -> int:
    """Make those that are set aside, also where somebody was interrupted; how many these were."""
    made = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [KEPT])
        if cursor.fetchone() == (False,):
            return made
        cursor.execute(f"SELECT name, made_by FROM {KEPT} ORDER BY name")
        for name, made_by in cursor.fetchall():
            with transaction.atomic():
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
                cursor.execute(made_by)
                cursor.execute(f"DELETE FROM {KEPT} WHERE name = %s", [name])
            made += 1
        cursor.execute(f"DROP TABLE {KEPT}")
    return made
