"""An organ's figures at a glance, read from the sums; every figure leads to its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

from commitments.models.held import last_day_over
from reports.measures import PROMISES, STATES, Dim, Measure, quantile, share
from reports.models import Tally
from reports.scopes import AGES, Scope, age_of, months_before, rows_url
from suggestions.lifecycle import OPEN_STATES, STATE_LABELS
from suggestions.models.timeliness import TIMES

NOW_MEASURES = (Measure.STANDS, Measure.DUE, Measure.PROMISE_DUE)
"""What stands now, whenever it came in."""


@dataclass
class Sums:
    """The sums of one scope: by measure and value, and what came in by month."""

    values: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    months: Counter[date] = field(default_factory=Counter)
    stock: dict[str, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))

    def total(self, measure: Measure) -> int:
        """How many of a measure, whatever the value."""
        return self.values[measure].total()

    def late(self, at: datetime) -> int:
        """Assignments whose hour is past."""
        hour = at.timestamp() / 3600
        return sum(count for due, count in self.values[Measure.DUE].items() if due < hour)

    def owed(self, at: datetime) -> int:
        """Promises whose day is past."""
        day = (last_day_over(at) - date(1970, 1, 1)).days
        return sum(n for due, n in self.values[Measure.PROMISE_DUE].items() if due <= day)

    def median(self, measure: Measure) -> int | None:
        """Working days that half of them did not exceed."""
        return quantile(self.values[measure], 0.5)

    def ninetieth(self, measure: Measure) -> int | None:
        """Working days that nine of ten did not exceed."""
        return quantile(self.values[measure], 0.9)

    @property
    def answered_late(self) -> int:
        """Assignments answered after their date and that of an extension."""
        return self.values[Measure.TIMELY][TIMES.index("late")]

    @property
    def in_time(self) -> int | None:
        """Answers by their date or that of an extension, of those whose moment is known, in per
        cent."""
        times = self.values[Measure.TIMELY]
        good = times[TIMES.index("in_time")] + times[TIMES.index("extended")]
        return share(good, good + self.answered_late)

    @property
    def open_cases(self) -> int:
        """Cases that still wait for somebody."""
        return sum(self.stock[state.value].total() for state in OPEN_STATES)

    @property
    def response_rate(self) -> int | None:
        """Ratings given of those asked for, in per cent."""
        return share(self.total(Measure.RESULT), self.total(Measure.ASKED))

    @property
    def satisfied(self) -> int | None:
        """Results rated satisfied or basically satisfied, of those rated, in per cent."""
        grades = self.values[Measure.RESULT]
        return share(grades[0] + grades[1], grades.total())

    @property
    def kept(self) -> int:
        """Promises kept."""
        return self.values[Measure.PROMISE][PROMISES.index("kept")]


def sums_of(scope: Scope) -> Sums:
    """All sums of a scope. One query."""
    rows = Tally.objects.filter(dim=scope.dim, key=scope.key)
    if not scope.is_own:
        rows = rows.of(scope.organ.code, with_below=scope.with_below)
    rows = rows.within(scope.first, scope.last, always=NOW_MEASURES)
    found = Sums()
    for row in rows.summed("measure", "value", "month"):
        _add(found, row["measure"], row["value"], row["month"], row["sum"], scope)
    return found


def _add(found: Sums, measure: str, value: int, month: date, count: int, scope: Scope) -> None:
    if measure == Measure.STANDS:
        found.stock[STATES[value]][month] += count
    else:
        found.values[measure][value] += count
    if measure == Measure.CAME_IN:
        found.months[month] += count


def beside(scope: Scope) -> Mapping[Dim, Mapping[str, Sums]]:
    """The sums of each unit, category and county of an organ. One query."""
    wanted = (
        Measure.CAME_IN,
        Measure.GIVEN,
        Measure.DUE,
        Measure.ANSWER,
        Measure.RETURNED,
        Measure.TIMELY,
        Measure.ASKED,
        Measure.RESULT,
    )
    rows = Tally.objects.of(scope.organ.code, with_below=scope.with_below)
    rows = rows.exclude(dim=Dim.ALL).filter(measure__in=wanted)
    rows = rows.within(scope.first, scope.last, always=[Measure.DUE])
    found: dict[Dim, dict[str, Sums]] = {dim: defaultdict(Sums) for dim in Dim}
    for row in rows.summed("dim", "key", "measure", "value"):
        found[Dim(row["dim"])][row["key"]].values[row["measure"]][row["value"]] += row["sum"]
    return found


def months_of(scope: Scope, sums: Sums) -> list[date]:
    """The months to be drawn: those of the period, from the first in which something came in."""
    first = max(scope.first, min(sums.months, default=scope.last))
    found = [scope.last]
    while found[-1] > first:
        found.append(months_before(found[-1], 1))
    return found[::-1]


@dataclass(frozen=True)
class Cell:
    """A figure with the way to its rows."""

    value: int
    url: str


@dataclass(frozen=True)
class Stock:
    """Cases in one state by how long ago they came in."""

    label: str | Promise
    cells: list[Cell]
    whole: Cell


def stock(scope: Scope, sums: Sums, today: date) -> list[Stock]:
    """What is open now, by state and age; states in which nothing stands are left out."""
    rows = []
    for state in OPEN_STATES:
        months = sums.stock.get(state.value)
        if not months:
            continue
        ages = Counter[str]()
        for month, count in months.items():
            ages[age_of(month, today)] += count
        cells = [
            Cell(ages[key], rows_url(scope, "state", state.value, age=key, part="stock"))
            for key, *_rest in AGES
        ]
        whole = Cell(months.total(), rows_url(scope, "state", state.value, part="stock"))
        rows.append(Stock(STATE_LABELS[state], cells, whole))
    return rows
