"""What the overview shows: its sentence, its numbers, its drawings and its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from departments.models import Department
from design.dates import in_chinese
from design.pieces import Number, Page
from members import areas
from members.models import Organ
from members.policies import below
from members.tiles import tiles
from reports import charts
from reports.atlas import on_tile
from reports.measures import Dim, Measure
from reports.models import Bucket, Mark, Tally
from reports.overview import beside, months_of, sums_of
from reports.rows import FIGURES, Figure
from reports.scopes import Scope, month_words, rows_url, year_words
from reports.sections import (
    PARTS,
    PROMISE_WORDS,
    Table,
    View,
    all_of,
    days_of,
    of_unit,
    per_cent,
)
from suggestions.categories import places as categories
from suggestions.lifecycle import OUTCOME_CLASSES, RATINGS, STATE_LABELS
from suggestions.models import Rating
from suggestions.rows import case_row, promise_rows, work_row
from workdays.arithmetic import Calendar

MOST_COUNTED = 9_999
"""Rows that are counted one by one on their page."""
YEAR, QUARTER = 13, 3
"""Months in a row that are all named below their bars (a year, and this month once more); of more
only the first of each quarter is."""
MOST_DAYS = 20
"""Working days from which on answers are drawn as one bar."""


def overview(scope: Scope, *, at: datetime) -> dict[str, Any]:
    """Everything on the page of a scope. The number of queries does not depend on the rows."""
    view = _view(scope, at)
    return {
        "scope": scope,
        "name": _name_of(scope),
        "lead": _lead(view),
        "numbers": _numbers(view),
        "inflow": _inflow(view),
        "days": _days(view),
        "tiles": _tiles(_around(view)),
        "tables": all_of(view),
        "counted_at": _counted_at(scope),
        "whole_url": place_of(scope, part=PARTS.get(scope.dim, ""), whole=True),
    }


def of_own_unit(scope: Scope, unit: Department, *, at: datetime) -> dict[str, Any]:
    """What a unit's people read of their own unit, and of no other."""
    view = _view(scope, at)
    return {
        "scope": scope,
        "unit": unit,
        "lead": _units_lead(view),
        "numbers": _units_numbers(view),
        "days": _days(view),
        "tables": of_unit(view),
        "totals": Rating.objects.totals_for(unit.pk, at=at),
        "counted_at": _counted_at(scope),
    }


def _counted_at(scope: Scope) -> datetime | None:
    """As of when the sums are; None while they are counted for the first time."""
    stale = Bucket.objects.to_count().filter(_organs(scope)).first()
    if stale:
        return stale.counted_at
    mark = Mark.objects.first()
    return mark.at if mark else None


def _organs(scope: Scope) -> Q:
    if scope.is_own:
        # Whichever gave the unit anything, as far as it is counted; first of all its own.
        counted = Tally.objects.filter(dim=scope.dim, key=scope.key)
        return Q(organ=scope.organ) | Q(organ__in=counted.values("organ"))
    return below([scope.organ.code]) if scope.with_below else Q(organ=scope.organ)


def tables(scope: Scope, *, at: datetime) -> Mapping[str, Table]:
    """The tables of a scope's page by name."""
    view = _view(scope, at)
    return of_unit(view) if scope.is_own else all_of(view)


def _view(scope: Scope, at: datetime) -> View:
    return View(scope, sums_of(scope), {} if scope.dim else beside(scope), at)


def behind(
    scope: Scope,
    figure: Figure,
    value: str,
    page: Page,
    *,
    at: datetime,
    calendar: Calendar,
    back: str,
    number: int,
) -> dict[str, Any]:
    """One page of the rows behind a figure, and how many they are; `back`: where on the overview
    it was opened."""
    make: Mapping[str, Callable[[Any], Any]] = {
        "cases": lambda rows: [case_row(one, at, calendar, acts=False) for one in rows],
        "works": lambda rows: [work_row(one, at, calendar, verb="") for one in rows],
        "promises": lambda rows: promise_rows(rows, at, calendar),
    }
    return {
        "scope": scope,
        "name": _name_of(scope),
        "figure": figure,
        "value": _value_words(figure, value),
        "number": number if number <= MOST_COUNTED else f"{MOST_COUNTED}+",
        "rows": make[figure.of](page.rows),
        "page": page,
        "back": back,
    }


def place_of(scope: Scope, *, part: str, whole: bool) -> str:
    """The address of an overview at one of its parts: of all, or of what it is narrowed to."""
    seen = scope.narrowed(Dim.ALL, "") if whole else scope
    anchor = f"#{part}" if re.fullmatch(r"[a-z]{1,20}", part) else ""
    page = "reports:unit" if scope.is_own else "reports:overview"
    return f"{reverse(page)}?{seen.query()}{anchor}"


def _value_words(figure: Figure, value: str) -> str | Promise:
    states = {one.value: label for one, label in STATE_LABELS.items()}
    words = {**dict(OUTCOME_CLASSES), **RATINGS, **PROMISE_WORDS}
    if figure is FIGURES["state"]:
        words = states
    return words.get(value, "") if value else ""


def _name_of(scope: Scope) -> str:
    """What the scope is narrowed to, in words."""
    if scope.dim is Dim.UNIT:
        unit = Department.objects.filter(code=scope.key).first()
        return unit.name if unit else scope.key
    if scope.dim is Dim.CATEGORY:
        shelf = categories().get(scope.key)
        return shelf.name if shelf else scope.key
    if scope.dim is Dim.PLACE:
        place = Organ.objects.filter(code=scope.key).first()
        return place.name if place else scope.key
    return ""


def _lead(view: View) -> str:
    """The sentence on top."""
    came, late = view.sums.total(Measure.CAME_IN), view.sums.late(view.at)
    words = ngettext(
        "%(came)d suggestion came in (%(period)s); %(open)d are in hand now.",
        "%(came)d suggestions came in (%(period)s); %(open)d are in hand now.",
        came,
    )
    first = words % {"came": came, "period": view.scope.label, "open": view.sums.open_cases}
    owed = view.sums.owed(view.at)
    said = [first]
    if late:
        words = ngettext(
            "%(late)d answer is overdue at a unit.", "%(late)d answers are overdue at units.", late
        )
        said.append(words % {"late": late})
    if owed:
        words = ngettext("%(owed)d promise is overdue.", "%(owed)d promises are overdue.", owed)
        said.append(words % {"owed": owed})
    return ("" if in_chinese() else " ").join(said)


def _numbers(view: View) -> list[Number]:
    scope, sums = view.scope, view.sums
    period = str(scope.label)
    months = months_of(scope, sums)
    values = [sums.months[month] for month in months]
    came, late, kept = sums.total(Measure.CAME_IN), sums.late(view.at), sums.kept
    owed = sums.owed(view.at)
    return [
        Number(
            str(came),
            _("came in"),
            period,
            values,
            _("By month: %s") % ", ".join(map(str, values)),
            rows_url(scope, "in") if came else "",
        ),
        Number(
            str(sums.open_cases),
            _("in hand"),
            _("now"),
            url=rows_url(scope, "open") if sums.open_cases else "",
        ),
        Number(
            str(late),
            _("answers overdue at units"),
            _("now"),
            url=rows_url(scope, "late") if late else "",
        ),
        Number(
            str(owed), _("promises overdue"), _("now"), url=rows_url(scope, "owed") if owed else ""
        ),
        Number(days_of(sums.median(Measure.CONTACT)), _("working days to the first talk (median)")),
        Number(days_of(sums.median(Measure.ANSWER)), _("working days to the answer (median)")),
        Number(
            per_cent(sums.satisfied),
            _("satisfied or basically satisfied with the result"),
            _("%s of those asked have rated") % per_cent(sums.response_rate),
        ),
        Number(
            str(kept),
            _("promises kept"),
            url=rows_url(scope, "promise", "kept") if kept else "",
        ),
    ]


def _units_lead(view: View) -> str:
    """The sentence on top of a unit's own figures."""
    given = view.sums.total(Measure.GIVEN)
    words = ngettext(
        "%(given)d suggestion was given to the unit (%(period)s).",
        "%(given)d suggestions were given to the unit (%(period)s).",
        given,
    )
    first = words % {"given": given, "period": view.scope.label}
    late = view.sums.late(view.at)
    if not late:
        return first
    words = ngettext("%(late)d answer is overdue now.", "%(late)d answers are overdue now.", late)
    return ("" if in_chinese() else " ").join((first, words % {"late": late}))


def _units_numbers(view: View) -> list[Number]:
    scope, sums, period = view.scope, view.sums, str(view.scope.label)

    def linked(count: int, words: str, when: str, figure: str, value: str = "") -> Number:
        url = rows_url(scope, figure, value) if count else ""
        return Number(str(count), words, when, url=url)

    late = sums.answered_late
    after = ngettext("%(late)d answer was late", "%(late)d answers were late", late)
    ninetieth = _("nine of ten: %s") % days_of(sums.ninetieth(Measure.ANSWER))
    return [
        linked(sums.total(Measure.GIVEN), _("given to the unit"), period, "given"),
        linked(sums.total(Measure.ANSWER), _("answered"), period, "answer"),
        Number(
            per_cent(sums.in_time),
            _("of the answers in time"),
            after % {"late": late},
            url=rows_url(scope, "answered_late") if late else "",
        ),
        Number(
            days_of(sums.median(Measure.ANSWER)),
            _("working days to the answer (median)"),
            ninetieth,
        ),
        linked(sums.late(view.at), _("answers overdue"), _("now"), "late"),
        linked(sums.kept, _("promises kept"), period, "promise", "kept"),
        linked(sums.owed(view.at), _("promises overdue"), _("now"), "owed"),
    ]


def _inflow(view: View) -> list[charts.Bar]:
    months = months_of(view.scope, view.sums)[-24:]
    now = view.today.replace(day=1)
    given = [
        charts.Given(
            month_words(month) if len(months) <= YEAR or month.month % QUARTER == 1 else "",
            view.sums.months[month],
            is_now=month == now,
            below=year_words(month),
        )
        for month in months
    ]
    return charts.bars(given)


def _days(view: View) -> list[charts.Bar]:
    """How many answers after how many working days; what took longer as one bar at the end."""
    answers = view.sums.values[Measure.ANSWER]
    if not answers:
        return []
    last = min(max(answers), MOST_DAYS)
    # "≥ 20" is wide: the day before it says no number.
    given = [
        charts.Given("" if day + 1 == MOST_DAYS else str(day), answers[day]) for day in range(last)
    ]
    rest = sum(count for day, count in answers.items() if day >= last)
    more = f"≥ {last}" if last == MOST_DAYS else str(last)
    return charts.bars([*given, charts.Given(more, rest)])


def _around(view: View) -> View:
    """Of a county the whole in which it lies, so that another one can be chosen beside it."""
    if view.scope.dim is not Dim.PLACE:
        return view
    scope = view.scope.narrowed(Dim.ALL, "")
    return View(scope, view.sums, beside(scope), view.at, here=view.scope.key)


def _tiles(view: View) -> charts.Tiles | None:
    """The counties of the organ's area, each with what came in from there."""
    scope, here = view.scope, view.here
    if scope.dim or scope.organ.level == "county":
        return None
    counties = [one for one in view.organs if areas.covers(scope.organ.code, one.code)]
    names = {one.code: (one.name, on_tile(one.short_name)) for one in counties}
    values = {code: sums.total(Measure.CAME_IN) for code, sums in view.beside[Dim.PLACE].items()}
    mine = {code: place for code, place in tiles().items() if code in names}

    def url(code: str) -> str:
        return f"{reverse('reports:overview')}?{scope.narrowed(Dim.PLACE, code).query()}"

    return charts.tile_map(mine, values, names=names, url=url, here=here)
