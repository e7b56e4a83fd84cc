"""The figures of a year for everybody: what each counts, by month and by prefecture.

All organs together. A case counts in the month in which it came in, whatever happened later. What
is under seal is in no sum. Source: the platform's domain rules, sections 0 and 1.3.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Min
from django.db.models.functions import Left
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from design import dates
from members.areas import COUNTY
from members.models import Organ
from reports import charts
from reports.measures import FEWEST, PROMISES, STATES, Dim, Measure, kept_back, share
from reports.models import Bucket, Tally
from reports.scopes import month_words, year_words
from reports.sections import Cell, Table, per_cent
from suggestions.lifecycle import State

NOT_TAKEN_UP = (
    State.SUBMITTED,
    State.RETURNED,
    State.DECLINED,
    State.DIVERTED,
    State.WITHDRAWN,
)
"""Where a case stands that no office has accepted, or that was not gone on with."""

READ = (
    Measure.CAME_IN,
    Measure.STANDS,
    Measure.TIMELY,
    Measure.ASKED,
    Measure.RESULT,
    Measure.PROMISE,
)
HIDDEN = "—"

type Values = Mapping[str, Counter[int]]
"""Counts by measure and value."""


def _accepted(values: Values) -> int:
    states = values[Measure.STANDS]
    out = sum(states[STATES.index(state.value)] for state in NOT_TAKEN_UP)
    return states.total() - out


@dataclass(frozen=True)
class Kind:
    """One figure: its name, what it counts in words, and how it is read off the sums."""

    key: str
    label: Promise
    counts: Promise
    of: Callable[[Values], int]
    part_of: str = ""
    """The figure that is never less, by its key."""


KINDS = (
    Kind(
        "submitted",
        pgettext_lazy("figure", "Submitted"),
        gettext_lazy("Micro-suggestions that members have submitted."),
        lambda values: values[Measure.CAME_IN].total(),
    ),
    Kind(
        "accepted",
        pgettext_lazy("figure", "Accepted"),
        gettext_lazy(
            "Of these, those that an office has accepted: not what still waits for its review or "
            "was sent back, nor what was declined, passed on as information or withdrawn."
        ),
        _accepted,
        part_of="submitted",
    ),
    Kind(
        "answered",
        pgettext_lazy("figure", "Answered"),
        gettext_lazy(
            "Answers of units that their authors have received; where several units answer for "
            "themselves, each counts, and each once however often it was asked again."
        ),
        lambda values: values[Measure.TIMELY].total(),
    ),
    Kind(
        "in_time",
        gettext_lazy("Answered in time"),
        gettext_lazy(
            "Of these, those handed in by their date, or by the later date of an extension that "
            "the office granted. What the office entered from a paper counts as answered, but not "
            "as in time."
        ),
        lambda values: values[Measure.TIMELY][0] + values[Measure.TIMELY][1],
        part_of="answered",
    ),
    Kind(
        "rated",
        pgettext_lazy("figure", "Rated"),
        gettext_lazy(
            "Ratings that authors and co-signers have given. Nobody is made to, and nothing is "
            "filled in for anybody."
        ),
        lambda values: values[Measure.RESULT].total(),
    ),
    Kind(
        "kept",
        gettext_lazy("Promises kept"),
        gettext_lazy(
            "Promises of units that were reported as kept and not contradicted by the author."
        ),
        lambda values: values[Measure.PROMISE][PROMISES.index("kept")],
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}


def _nothing() -> dict[str, Counter[int]]:
    return defaultdict(Counter)


@dataclass
class Year:
    """The sums of a year: of all, of each month, of each prefecture by the code's first digits."""

    year: int
    whole: Values = field(default_factory=_nothing)
    months: Mapping[date, Values] = field(default_factory=lambda: defaultdict(_nothing))
    places: Mapping[str, Values] = field(default_factory=lambda: defaultdict(_nothing))


def stamp() -> object:
    """What changes once anything was counted anew."""
    return Bucket.objects.aggregate(last=Max("counted_at"))["last"]


def years(today: date) -> list[int]:
    """The years of which there are figures, the newest first."""
    first = Bucket.objects.aggregate(first=Min("month"))["first"] or today
    return list(range(today.year, first.year - 1, -1))


def read(year: int) -> Year:
    """The sums of a year. Two queries."""
    rows = Tally.objects.filter(measure__in=READ).within(date(year, 1, 1), date(year, 12, 1))
    found = Year(year)
    for row in rows.filter(dim=Dim.ALL).summed("month", "measure", "value"):
        _add((found.whole, found.months[row["month"]]), row)
    places = rows.filter(dim=Dim.PLACE).annotate(city=Left("key", 4))
    for row in places.summed("city", "measure", "value"):
        _add((found.places[row["city"]],), row)
    return found


def _add(into: Iterable[Values], row: Mapping[str, Any]) -> None:
    for values in into:
        values[row["measure"]][row["value"]] += row["sum"]


@dataclass(frozen=True)
class Shown:
    """One figure of the year as the page says it, with what it counts beside it."""

    figure: str
    label: str | Promise
    counts: str | Promise
    more: str = ""


def shown(year: Year) -> list[Shown]:
    """The year's figures; rates from five cases on."""
    more = {"in_time": _in_time(year.whole), "rated": _rated(year.whole)}
    found = []
    for kind in KINDS:
        count = kind.of(year.whole)
        figure = f"<{FEWEST}" if 0 < count < FEWEST else str(count)
        found.append(Shown(figure, kind.label, kind.counts, more.get(kind.key, "")))
    return found


def _in_time(values: Values) -> str:
    times = values[Measure.TIMELY]
    dated = times[0] + times[1] + times[2]
    if dated < FEWEST or 0 < times[0] + times[1] < FEWEST:
        return ""
    rate = per_cent(share(times[0] + times[1], dated))
    return _("%(rate)s of the %(all)d answers that units handed in themselves") % {
        "rate": rate,
        "all": dated,
    }


def _rated(values: Values) -> str:
    given, asked = values[Measure.RESULT], values[Measure.ASKED].total()
    if given.total() < FEWEST:
        return ""
    return _(
        "%(response)s of the %(asked)d who were asked; of those who rated, %(satisfied)s are "
        "satisfied or basically satisfied with the result"
    ) % {
        "response": per_cent(share(given.total(), asked)),
        "asked": asked,
        "satisfied": per_cent(share(given[0] + given[1], given.total())),
    }


def bars(year: Year, key: str, today: date) -> list[charts.Bar]:
    """One figure by month, as it is drawn; what is not shown is drawn as none."""
    kind, months = BY_KEY[key], _months(year, today)
    counts = {month: kind.of(year.months[month]) for month in months}
    away = _away(kind, {month: year.months[month] for month in months})
    return charts.bars(
        [
            charts.Given(
                month_words(month),
                0 if month in away else counts[month],
                is_now=month == today.replace(day=1),
                below=year_words(month),
            )
            for month in months
        ]
    )


def _months(year: Year, today: date) -> list[date]:
    last = today.month if year.year == today.year else 12
    return [date(year.year, month, 1) for month in range(1, last + 1)]


def tables(year: Year, today: date) -> Mapping[str, Table]:
    """The tables by name: the same on the page and in a spreadsheet."""
    months = {dates.month(month): year.months[month] for month in _months(year, today)}
    note = gettext_lazy(
        "Each case counts in the month in which it came in. “—” stands for fewer than five, or for "
        "what would give such a figure away."
    )
    by_month = Table("months", gettext_lazy("By month"), [_("Month")], _rows(months, KINDS), note)
    kinds = tuple(kind for kind in KINDS if kind.key != "kept")
    cities = Organ.objects.exclude(level=COUNTY).order_by("code")
    names = {_digits(one.code): one.name for one in cities}
    places = {name: year.places[key] for key, name in names.items()}
    what = gettext_lazy(
        "Where it is about, whichever office has it. The province’s own row holds "
        "what concerns the whole province."
    )
    by_place = Table(
        "places", gettext_lazy("By prefecture"), [_("Place")], _rows(places, kinds), what
    )
    for table, head in ((by_month, KINDS), (by_place, kinds)):
        table.head.extend(kind.label for kind in head)
    return {table.name: table for table in (by_month, by_place)}


def _digits(code: str) -> str:
    """By what a prefecture's counties are known; the province's own place has its own."""
    return code[:4]


def _away[Key](kind: Kind, values: Mapping[Key, Values]) -> set[Key]:
    """Which of a figure's places or months stay away; where the whole does, its part does."""
    whole = _away(BY_KEY[kind.part_of], values) if kind.part_of else set()
    return kept_back({key: kind.of(one) for key, one in values.items()}, whole)


def _rows(values: Mapping[str, Values], kinds: Iterable[Kind]) -> list[list[Cell]]:
    columns = []
    for kind in kinds:
        counts = {name: kind.of(one) for name, one in values.items()}
        away = _away(kind, values)
        columns.append({name: HIDDEN if name in away else str(n) for name, n in counts.items()})
    return [[Cell(name), *(Cell(column[name]) for column in columns)] for name in values]
