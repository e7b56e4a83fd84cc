"""A desk's list as a table for a spreadsheet (CSV, UTF-8 with a mark at its beginning)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from design.sheets import plain
from suggestions.rows import Row
from workdays.arithmetic import local_date

MARK = "\ufeff"


def head() -> list[str]:
    """The names of the columns, in the reader's language."""
    return [
        _("Code"),
        _("Title"),
        _("Place"),
        _("Stands at"),
        _("Unit"),
        _("Office in charge"),
        _("Submitted"),
        _("Due"),
        _("Deadline"),
    ]


def table(rows: Iterable[Row]) -> str:
    """The rows of a desk as its page shows them."""
    sheet = io.StringIO()
    sheet.write(MARK)
    writer = csv.writer(sheet)
    writer.writerow(head())
    writer.writerows([plain(cell) for cell in _cells(row)] for row in rows)
    return sheet.getvalue()


def _cells(row: Row) -> list[str]:
    case = row.suggestion
    return [
        case.code,
        case.title,
        case.place.name,
        str(row.state),
        row.unit.short_name if row.unit else "",
        case.organ.short_office_name,
        _iso(case.submitted_at),
        _iso(row.thing.due_at),
        str(row.light.text),
    ]


def _iso(at: datetime | None) -> str:
    """A day as spreadsheets sort it, 2026-03-05; "" for none."""
    return local_date(at).isoformat() if at else ""
