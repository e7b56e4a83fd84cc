from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connection

from textindex.models import Entry
from textindex.registry import sources


@checks.register(checks.Tags.database)
def texts_have_their_index(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Sequence[checks.CheckMessage]:
    """Tell while there are texts and nothing can be found in any of them: as on the day on which
    the index itself arrived. An empty answer to a search would be read as “there is none”."""
    if not databases or not _has_tables():
        return []
    empty = [
        kind
        for kind, source in sources().items()
        if source.rows().exists() and not Entry.objects.filter(kind=kind).exists()
    ]
    return [
        checks.Warning(
            f"Words are found in no text of: {', '.join(empty)}.",
            hint="Run manage.py reindex; people can work meanwhile.",
            id="textindex.W001",
        )
        for _once in empty[:1]
    ]


def _has_tables() -> bool:
    """Whether everything is there to be asked: `migrate` runs the checks before its work too."""
    there = set(connection.introspection.table_names())
    wanted = {
        Entry._meta.db_table,
        *(one.rows().model._meta.db_table for one in sources().values()),
    }
    return wanted <= there
