"""A fold of migrations leaves a new database as its migrations one by one leave an old one."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.served import database

QUESTIONS = {
    "columns": "SELECT table_name, column_name, udt_name, is_nullable, column_default,"
    " character_maximum_length, numeric_precision, numeric_scale, identity_generation"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, convalidated, condeferred,"
    " pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index"
    " JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace",
    "triggers": "SELECT tgenabled::text, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "sequences": "SELECT sequencename, start_value, increment_by, last_value FROM pg_sequences"
    " WHERE schemaname = 'public' AND sequencename <> 'django_migrations_id_seq'",
}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
ROWS = "SELECT to_jsonb(one) FROM {} AS one"


def answers(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(map(str, cursor.fetchall()))


def contents() -> dict[str, list[str]]:
    """What a database is, its rows included; the order of columns left aside."""
    found = {name: answers(question) for name, question in QUESTIONS.items()}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [table for (table,) in cursor.fetchall() if table != "django_migrations"]
    return found | {
        table: answers(ROWS.format(connection.ops.quote_name(table))) for table in tables
    }


def migrated(*, folded: bool) -> dict[str, list[str]]:
    """What a new database comes to hold by all migrations."""
    name = database.own_name("folded" if folded else "one_by_one")
    database.make(name)
    try:
        with database.seen_from_here(name):
            executor = MigrationExecutor(connection)
            executor.loader = MigrationLoader(connection, replace_migrations=folded)
            leaves = executor.loader.graph.leaf_nodes()
            executor.migrate([one for one in leaves if folded or "_squashed_" not in one[1]])
            return contents()
    finally:
        connection.close()
        database.drop(name)


@pytest.mark.long
def test_both_ways_end_in_the_same_database(django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        folded, one_by_one = migrated(folded=True), migrated(folded=False)
    assert len(folded["columns"]) > 700
    assert set(folded) == set(one_by_one)
    for name, found in folded.items():
        assert found == one_by_one[name], name
