from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connection

from deadlines.policies import calendar_gap
from workdays import clock
from workdays.models import CalendarDay


@checks.register(checks.Tags.database)
def next_year_has_its_notice(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Sequence[checks.CheckMessage]:
    """Tell from 1 November on that next year's notice is missing.

    Tagged `database` (it asks the table) and never more than an Info: what a date alone can turn
    on must not turn a build red. The admin's index shows the same as a warning or an error.
    """
    if not databases or not _has_tables():
        return []
    gap = calendar_gap(clock.today())
    if gap is None:
        return []
    return [
        checks.Info(
            f"The working days of {gap.year} are provisional: its notice is not loaded.",
            hint=f"When it is published: manage.py load_calendar FILE (level: {gap.level}).",
            id="deadlines.I001",
        )
    ]


def _has_tables() -> bool:
    """Whether there is a table to ask: `migrate` runs the checks on an empty database too."""
    return CalendarDay._meta.db_table in connection.introspection.table_names()
