"""A desk's list as a table for a spreadsheet (CSV, UTF-8 with a mark at its beginning)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from deadlines.lights import light
from design.dates import day
from design.sheets import plain
from suggestions.clocks import closed_light
from suggestions.models import Suggestion
from workdays.arithmetic import Calendar

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


def table(things: Iterable[Any], *, at: datetime, calendar: Calendar) -> str:
    """Cases, or assignments with their own state and date, as the desk shows them: one row each."""
    sheet = io.StringIO()
    sheet.write(MARK)
    writer = csv.writer(sheet)
    writer.writerow(head())
    writer.writerows(
        [plain(cell) for cell in _row(thing, at=at, calendar=calendar)] for thing in things
    )
    return sheet.getvalue()


def _row(thing: Any, *, at: datetime, calendar: Calendar) -> list[str]:
    case = thing if isinstance(thing, Suggestion) else thing.suggestion
    unit = case.unit if thing is case else thing.department
    stopped_at = None if thing is case else thing.delivered_at
    shown = (
        light(thing.due_at, at, calendar, stopped_at=stopped_at) if thing.due_at else closed_light()
    )
    return [
        case.code,
        case.title,
        case.place.name,
        str(thing.get_state_display()),
        unit.short_name if unit else "",
        case.organ.short_office_name,
        day(case.submitted_at, weekday=False),
        day(thing.due_at),
        shown.text,
    ]
