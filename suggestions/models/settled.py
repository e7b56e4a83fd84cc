"""Columns of a case's page whose question never changes: put into SQL once for the process.

There is nothing of the reader and nothing of the case in them, and they are long: to put them
together anew for every page took longer than anything else that the page does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.db.models import Expression, Field

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable
    from django.db.models.sql.compiler import SQLCompiler

type Written = tuple[str, tuple[Any, ...], Field[Any, Any]]


class Settled(Expression):
    """An annotation of suggestions, given as what puts it together; that must not vary."""

    def __init__(self, build: Callable[[], Combinable]) -> None:
        self.build = build
        super().__init__(output_field=_written(build)[2])

    def as_sql(
        self, compiler: SQLCompiler, connection: Any, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """What was written down, which speaks of the table under its own name."""
        table = apps.get_model("suggestions", "Suggestion")._meta.db_table
        if compiler.query.get_initial_alias() != table:
            raise ValueError("A settled column stands in a query of its table alone.")
        return _written(self.build)[:2]


@cache
def _written(build: Callable[[], Combinable]) -> Written:
    """The SQL of an annotation, what fills its holes, and of what kind it is."""
    suggestions = apps.get_model("suggestions", "Suggestion")._base_manager
    query = suggestions.annotate(it=build()).values("it").query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    if len(query.alias_map) > 1:
        raise ValueError("A settled column leans on no other table, except by a subquery.")
    ((column, (sql, params), _alias),) = compiler.select
    return sql, tuple(params), column.output_field
