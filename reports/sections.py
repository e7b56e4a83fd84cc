"""The tables of the overview: the same on its page and in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.models import Department
from design import dates
from design.dates import in_chinese
from members.models import Organ
from members.policies import below
from reports.measures import CLASSES, FEWEST, GRADES, PROMISES, Dim, Measure
from reports.overview import Sums, months_of, stock
from reports.scopes import AGES, Scope, rows_url
from suggestions.categories import places as categories
from suggestions.lifecycle import OUTCOME_CLASSES, RATINGS
from workdays.arithmetic import local_date

PROMISE_WORDS: Mapping[str, Promise] = {
    "open": gettext_lazy("To be kept"),
    "reported": gettext_lazy("Reported, to be confirmed"),
    "not_kept": gettext_lazy("Not kept, a new date is due"),
    "kept": gettext_lazy("Kept"),
    "changed": gettext_lazy("Given up, with its reason"),
}


PARTS: Mapping[Dim, str] = {
    Dim.UNIT: "units",
    Dim.CATEGORY: "categories",
    Dim.PLACE: "places",
}
"""The table in which the units, categories or counties of a whole stand."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table: what it says, and the way to its rows."""

    text: str
    url: str = ""

    @classmethod
    def of(cls, value: int | None, url: str = "") -> Cell:
        """A figure; none is a dash, and nought leads nowhere."""
        return cls("—" if value is None else str(value), url if value else "")


@dataclass(frozen=True)
class Table:
    """A table of the overview: the same on the page and in a spreadsheet."""

    name: str
    title: str | Promise
    head: list[str | Promise]
    rows: list[list[Cell]]
    note: str | Promise = ""
    is_long: bool = False
    """Says once more what a drawing shows, and is folded away until it is wanted."""


@dataclass
class View:
    """The sums that everything on the page is made of."""

    scope: Scope
    sums: Sums
    beside: Mapping[Dim, Mapping[str, Sums]] = field(repr=False)
    at: datetime
    here: str = ""
    """The county out of which it was made, where it is the whole around one."""

    @property
    def today(self) -> date:
        return local_date(self.at)

    @cached_property
    def organs(self) -> list[Organ]:
        """The organ, those below it, and wherever else its cases are about. One query."""
        if not self.beside:
            return []
        elsewhere = Q(code__in=list(self.beside[Dim.PLACE]))
        here = below([self.scope.organ.code], "code")
        return list(Organ.objects.filter(here | elsewhere).order_by("code"))


def all_of(view: View) -> Mapping[str, Table]:
    """Every table that has rows, by name, in the order of the page."""
    found = [
        _inflow(view),
        _stock(view),
        _times(view),
        _outcomes(view),
        _ratings(view),
        _promises(view),
        *(_units(view), _categories(view), _places(view)),
    ]
    return {table.name: table for table in found if table.rows}


def of_unit(view: View) -> Mapping[str, Table]:
    """What a unit's people read of their own unit; of the ratings they read totals in steps."""
    found = (_times(view), _outcomes(view), _promises(view))
    return {table.name: table for table in found if table.rows}


def _inflow(view: View) -> Table:
    months = months_of(view.scope, view.sums)
    rows = [[Cell(dates.month(month)), Cell.of(view.sums.months[month])] for month in months]
    head: list[str | Promise] = [_("Month"), _("Came in")]
    return Table("inflow", gettext_lazy("What came in"), head, rows, is_long=True)


def _stock(view: View) -> Table:
    head: list[str | Promise] = [_("Stands at"), *(words for _key, words, *_rest in AGES), _("All")]
    rows = [
        [
            Cell(str(row.label)),
            *(Cell.of(cell.value, cell.url) for cell in row.cells),
            Cell.of(row.whole.value, row.whole.url),
        ]
        for row in stock(view.scope, view.sums, view.today)
    ]
    note = gettext_lazy("All that is open now, by when it came in.")
    return Table("stock", gettext_lazy("In hand, by state and age"), head, rows, note)


def _times(view: View) -> Table:
    words = {
        Measure.CONTACT: (_("First talk with the author"), "contact"),
        Measure.ANSWER: (_("Answer"), "answer"),
    }
    rows = [
        [
            Cell(label),
            Cell.of(view.sums.median(measure)),
            Cell.of(view.sums.ninetieth(measure)),
            Cell.of(view.sums.total(measure), rows_url(view.scope, figure, part="times")),
        ]
        for measure, (label, figure) in words.items()
        if view.sums.total(measure)
    ]
    head: list[str | Promise] = [
        _("From the assignment to the"),
        _("Median"),
        _("Nine of ten"),
        _("How many"),
    ]
    note = gettext_lazy("In working days; half, or nine of ten, took no longer.")
    return Table("times", gettext_lazy("How long it took"), head, rows, note)


def _outcomes(view: View) -> Table:
    sums = view.sums
    rows = [
        [Cell(label), Cell.of(sums.total(measure), rows_url(view.scope, figure, part="outcomes"))]
        for label, measure, figure in (
            (
                _("Given to the unit") if view.scope.is_own else _("Given to units"),
                Measure.GIVEN,
                "given",
            ),
            (_("Given back by the unit"), Measure.RETURNED, "returned"),
            (_("Given more time"), Measure.EXTENDED, "extended"),
        )
        if sums.total(measure)
    ]
    for index, mark in enumerate(CLASSES):
        if count := sums.values[Measure.CLASS][index]:
            words = _("Answer %(mark)s: %(words)s") % {
                "mark": mark,
                "words": dict(OUTCOME_CLASSES)[mark],
            }
            rows.append(
                [Cell(words), Cell.of(count, rows_url(view.scope, "class", mark, part="outcomes"))]
            )
    return Table("outcomes", gettext_lazy("What became of it"), [_("What"), _("How many")], rows)


def _ratings(view: View) -> Table:
    sums = view.sums
    if not sums.total(Measure.RESULT):
        return Table("ratings", "", [], [])
    way = partial(rows_url, view.scope, part="ratings")
    rows = [
        [
            Cell(str(RATINGS[grade])),
            Cell.of(sums.values[Measure.ATTITUDE][n], way("attitude", grade)),
            Cell.of(sums.values[Measure.RESULT][n], way("result", grade)),
        ]
        for n, grade in enumerate(GRADES)
    ]
    note = _("%(rate)s of %(asked)d who were asked have rated.") % {
        "rate": per_cent(sums.response_rate),
        "asked": sums.total(Measure.ASKED),
    }
    head: list[str | Promise] = [_("Rating"), _("Process"), _("Result")]
    return Table("ratings", gettext_lazy("How authors rated"), head, rows, note)


def _promises(view: View) -> Table:
    states = view.sums.values[Measure.PROMISE]
    rows = [
        [
            Cell(str(PROMISE_WORDS[state])),
            Cell.of(states[n], rows_url(view.scope, "promise", state, part="promises")),
        ]
        for n, state in enumerate(PROMISES)
        if states[n]
    ]
    if owed := view.sums.owed(view.at):
        rows.append(
            [
                Cell(_("Overdue now")),
                Cell.of(owed, rows_url(view.scope, "owed", part="promises")),
            ]
        )
    return Table("promises", gettext_lazy("Promises"), [_("Stands at"), _("How many")], rows)


def _units(view: View) -> Table:
    """Units side by side, in the order of their codes: nobody is ranked, and one with few cases
    stands beside nobody."""
    found = view.beside.get(Dim.UNIT, {})
    shown = {key: sums for key, sums in found.items() if sums.total(Measure.GIVEN) >= FEWEST}
    units = Department.objects.filter(code__in=shown).order_by("organ_id", "code")
    rows = []
    for unit in units:
        sums, mine = shown[unit.code], view.scope.narrowed(Dim.UNIT, unit.code)
        way = partial(rows_url, mine, part="units", whole="1")
        rated = sums.satisfied if sums.total(Measure.RESULT) >= FEWEST else None
        rows.append(
            [
                Cell(unit.short_name, _page(mine)),
                Cell.of(sums.total(Measure.GIVEN), way("given")),
                Cell.of(sums.late(view.at), way("late")),
                Cell.of(sums.total(Measure.ANSWER), way("answer")),
                Cell.of(sums.answered_late, way("answered_late")),
                Cell.of(sums.median(Measure.ANSWER)),
                Cell.of(sums.ninetieth(Measure.ANSWER)),
                Cell.of(sums.total(Measure.RETURNED), way("returned")),
                Cell(per_cent(rated)),
            ]
        )
    head: list[str | Promise] = [
        _("Unit"),
        _("Given"),
        _("Answers overdue"),
        _("Answered"),
        _("Answered late"),
        _("Median"),
        _("Nine of ten"),
        _("Given back"),
        _("Satisfied"),
    ]
    note = gettext_lazy("From five cases on; satisfaction from five ratings on.")
    return Table("units", gettext_lazy("Units"), head, rows, note)


def _categories(view: View) -> Table:
    if not view.beside:
        return Table("categories", "", [], [])
    names = {code: place.name for code, place in categories().items() if not place.parent}
    rows = _counted(view, Dim.CATEGORY, names)
    came = {code: sums.total(Measure.CAME_IN) for code, sums in view.beside[Dim.CATEGORY].items()}
    rest = view.sums.total(Measure.CAME_IN) - sum(came.get(code, 0) for code in names)
    if rows and rest > 0:
        rows.append([Cell(_("Without a category")), Cell.of(rest)])
    return Table("categories", gettext_lazy("Categories"), [_("Category"), _("Came in")], rows)


def _places(view: View) -> Table:
    rows = _counted(view, Dim.PLACE, {one.code: one.name for one in view.organs})
    head: list[str | Promise] = [_("County or city"), _("Came in")]
    return Table("places", gettext_lazy("Places"), head, rows, is_long=True)


def _counted(view: View, dim: Dim, names: Mapping[str, str]) -> list[list[Cell]]:
    found = view.beside.get(dim, {})
    return [
        [
            Cell(name, _page(view.scope.narrowed(dim, code))),
            Cell.of(
                found[code].total(Measure.CAME_IN),
                rows_url(view.scope.narrowed(dim, code), "in", part=PARTS[dim], whole="1"),
            ),
        ]
        for code, name in names.items()
        if code in found and found[code].total(Measure.CAME_IN)
    ]


def _page(scope: Scope) -> str:
    return f"{reverse('reports:overview')}?{scope.query()}"


def days_of(value: int | None) -> str:
    """Working days, or a dash."""
    return "—" if value is None else str(value)


def per_cent(value: int | None) -> str:
    """A share, or a dash."""
    if value is None:
        return "—"
    return f"{value}%" if in_chinese() else f"{value} %"
