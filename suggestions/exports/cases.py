"""A desk's list as a table for a spreadsheet: which columns, and the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from suggestions.filters import COLUMNS
from suggestions.rows import Row
from workdays.arithmetic import local_date

ALWAYS: Mapping[str, Callable[[Row], str]] = {
    "code": lambda row: row.suggestion.code,
    "title": lambda row: row.suggestion.title,
    "place": lambda row: row.suggestion.place.name,
}
"""What stands in the first column of the page, whatever else somebody chose."""
CHOSEN: Mapping[str, Callable[[Row], str]] = {
    "state": lambda row: str(row.state),
    "unit": lambda row: row.unit.short_name if row.unit else "",
    "organ": lambda row: row.suggestion.organ.short_office_name,
    "submitted": lambda row: _iso(row.suggestion.submitted_at),
    "due": lambda row: _iso(row.due_at),
    "deadline": lambda row: str(row.light.text),
}


def columns(choice: Sequence[str] | None) -> list[str]:
    """The columns of the file: those of the page, or all for whom none were chosen."""
    wanted = CHOSEN if choice is None else choice
    return [*ALWAYS, *(name for name in CHOSEN if name in wanted)]


def head(names: Sequence[str]) -> list[str]:
    """What the columns are called, in the reader's language."""
    always = {"code": _("Code"), "title": _("Title"), "place": _("Place")}
    return [str(always.get(name) or COLUMNS[name]) for name in names]


def cells(row: Row, names: Sequence[str]) -> list[str]:
    """The cells of one row as the page shows them."""
    each = {**ALWAYS, **CHOSEN}
    return [each[name](row) for name in names]


def _iso(at: datetime | None) -> str:
    """A day as spreadsheets sort it, 2026-03-05; "" for none."""
    return local_date(at).isoformat() if at else ""
