"""A desk's list as a table for a spreadsheet: which columns, and the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from deadlines.lights import word
from jobs import tables
from suggestions.desks import Listing
from suggestions.filters import COLUMNS, OF_UNITS, OFFICE, TRANSFERRED
from suggestions.lifecycle import RATINGS
from suggestions.models import Assignment, Rating, Suggestion
from suggestions.rows import Row
from workdays.arithmetic import local_date


@dataclass(frozen=True)
class Column:
    """What it is called, the cell of a row, how wide it is, and whether its cells are days."""

    name: str | Promise
    cell: Callable[[Row], str | int | None]
    width: int
    is_day: bool = False


def _of(row: Row, name: str) -> Any:
    """What `complete` has found out about the row besides."""
    return getattr(row.thing, name, None)


def _day(at: datetime | None) -> str:
    """A day as spreadsheets sort it, 2026-03-05; "" for none."""
    return local_date(at).isoformat() if at else ""


def _rating(row: Row) -> str:
    both = [RATINGS[word] for word in (_of(row, "attitude"), _of(row, "result")) if word]
    return " / ".join(str(word) for word in both)


ALL: Mapping[str, Column] = {
    "code": Column(gettext_lazy("Code"), lambda row: row.suggestion.code, 14),
    "title": Column(gettext_lazy("Title"), lambda row: row.suggestion.title, 48),
    "place": Column(gettext_lazy("Place"), lambda row: row.suggestion.place.name, 14),
    "member": Column(gettext_lazy("Member"), lambda row: str(row.suggestion.author), 12),
    "unit": Column(COLUMNS["unit"], lambda row: row.unit.short_name if row.unit else "", 22),
    "officer": Column(COLUMNS["officer"], lambda row: row.officer, 12),
    "state": Column(COLUMNS["state"], lambda row: str(row.state), 28),
    "organ": Column(COLUMNS["organ"], lambda row: row.suggestion.organ.short_office_name, 22),
    "submitted": Column(
        COLUMNS["submitted"], lambda row: _day(row.suggestion.submitted_at), 13, is_day=True
    ),
    "assigned": Column(
        pgettext_lazy("column of a list", "Assigned"),
        lambda row: _day(_of(row, "assigned_at")),
        13,
        is_day=True,
    ),
    "due": Column(COLUMNS["due"], lambda row: _day(row.due_at), 13, is_day=True),
    "answered": Column(
        pgettext_lazy("column of a list", "Answered"),
        lambda row: _day(_of(row, "delivered_at")),
        13,
        is_day=True,
    ),
    "deadline": Column(COLUMNS["deadline"], lambda row: word(row.light), 14),
    "late": Column(gettext_lazy("Working days late"), lambda row: row.light.late, 14),
    "rating": Column(gettext_lazy("Rating"), _rating, 24),
}
"""In the order in which a clerk reads them."""
ALWAYS = ("code", "title", "place", "member")
"""What stands in the first column of the page and who wrote it, whatever else somebody chose."""
BESIDE = {"deadline": "late"}
"""What a file says beside a column of the page."""
OFFICES = ("rating",)
"""What the office in charge alone may read of a case."""


def columns(choice: Sequence[str] | None, desk: str) -> list[str]:
    """The columns of the file: those of the page, or all for whom none were chosen."""
    beside = (BESIDE[one] for one in choice or () if one in BESIDE)
    wanted = ALL if choice is None else (*ALWAYS, *choice, *beside)
    others = OF_UNITS if desk == OFFICE else OFFICES
    return [name for name in ALL if name in wanted and name not in others]


def complete(listing: Listing) -> Listing:
    """The same rows with what the file says of them and the page does not. A single rating is for
    the office in charge: not for units, nor where another office has the case now."""
    rows = listing.rows
    if rows.model is Assignment:
        return replace(listing, rows=rows.select_related("suggestion__author"))
    if rows.model is not Suggestion:
        return listing
    works = Assignment.objects.answering().filter(suggestion=OuterRef("pk")).order_by("-id")
    found = {name: works.values(name)[:1] for name in ("assigned_at", "delivered_at")}
    if listing.desk == OFFICE and listing.view.key != TRANSFERRED:
        said = Rating.objects.filter(suggestion=OuterRef("pk"), rater=OuterRef("author"))
        last = said.filter(rated_at__isnull=False).order_by("-id")
        found |= {name: last.values(name)[:1] for name in ("attitude", "result")}
    named = {name: Subquery(query) for name, query in found.items()}
    return replace(listing, rows=rows.select_related("author").annotate(**named))


def cells(row: Row, names: Sequence[str]) -> list[str | int | None]:
    """The cells of one row as the page shows them; of a light its word and a number, for a file is
    read on other days too."""
    return [ALL[name].cell(row) for name in names]


def writer(
    format: str, file: BinaryIO, names: Sequence[str], *, title: str | Promise = ""
) -> tables.Writer:
    """A table of these columns, with their names in the reader's language; ``title``: the list's
    name."""
    each = [ALL[name] for name in names]
    return tables.Writer(
        format,
        file,
        [str(one.name) for one in each],
        days=[number for number, one in enumerate(each) if one.is_day],
        widths={number: one.width for number, one in enumerate(each)},
        title=str(title),
    )
