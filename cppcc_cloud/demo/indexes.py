"""Indexes over words, which cost more than all else while many rows are written one batch after
another: set aside meanwhile and made at once afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

from suggestions.models import Suggestion
from textindex.models import Entry

MODELS: tuple[type[models.Model], ...] = (Entry, Suggestion)
MEMORY = "512MB"


@contextmanager
def set_aside() -> Iterator[None]:
    """Without the indexes over words while many rows are written."""
    with connection.schema_editor() as editor:
        for model, index in _over_words():
            editor.remove_index(model, index)
    try:
        yield
    finally:
        restore()


def restore() -> int:
    """Make those that are missing, also where somebody was interrupted; how many these were."""
    there = found()
    missing = [(model, index) for model, index in _over_words() if index.name not in there]
    for model, index in missing:
        with connection.schema_editor() as editor, connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
            editor.add_index(model, index)
    return len(missing)


def found() -> set[str]:
    """The names of those that are there."""
    wanted = [index.name for _model, index in _over_words()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = ANY(%s)", [wanted])
        return {name for (name,) in cursor.fetchall()}


def _over_words() -> Iterator[tuple[type[models.Model], GinIndex]]:
    for model in MODELS:
        for index in model._meta.indexes:
            if isinstance(index, GinIndex):
                yield model, index
