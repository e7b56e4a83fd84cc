"""What the figures are about: an organ, months, one unit, category or county. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from design.dates import in_chinese
from reports.measures import Dim

if TYPE_CHECKING:
    from members.models import Organ

YEAR = 12

type Months = tuple[date, date]


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return month_of(month + timedelta(days=31))


def months_before(month: date, count: int) -> date:
    """The first day of the month so many months earlier."""
    index = month.year * 12 + month.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


PERIODS: Mapping[str, tuple[Promise, Callable[[date], Months]]] = {
    "12": (_("the last 12 months"), lambda now: (months_before(now, YEAR - 1), now)),
    "3": (_("the last 3 months"), lambda now: (months_before(now, 2), now)),
    "1": (_("this month"), lambda now: (now, now)),
    "year": (_("this year"), lambda now: (now.replace(month=1), now)),
    "before": (
        _("last year"),
        lambda now: (date(now.year - 1, 1, 1), date(now.year - 1, 12, 1)),
    ),
    "all": (_("all years"), lambda now: (date(2000, 1, 1), now)),
}
FIRST = "12"


def period_choices() -> list[tuple[str, Promise]]:
    return [(key, label) for key, (label, _months) in PERIODS.items()]


@dataclass(frozen=True)
class Scope:
    """What the figures are about: an organ (with those below it), months, one unit or the like."""

    organ: Organ
    with_below: bool
    period: str
    first: date
    last: date
    dim: Dim = Dim.ALL
    key: str = ""
    is_own: bool = False
    """Whether it is a unit's own, as its people read it: whichever organ assigned to it."""

    @property
    def end(self) -> date:
        """The first day after the period."""
        return month_after(self.last)

    @property
    def label(self) -> Promise:
        """The period in words."""
        return PERIODS[self.period][0]

    def narrowed(self, dim: Dim, key: str) -> Scope:
        """The same, of one unit, category or county."""
        return replace(self, dim=dim, key=key)

    def query(self, **more: object) -> str:
        """The address's parameters that say all this, and more."""
        whole = {} if self.is_own else {"organ": self.organ.code}
        said: dict[str, object] = {**whole, "period": self.period}
        if self.with_below:
            said["below"] = "1"
        if self.dim:
            said[self.dim.value] = self.key
        return urlencode(said | {name: value for name, value in more.items() if value != ""})


AGES: tuple[tuple[str, Promise, int, int], ...] = (
    ("0", _("this month"), 0, 0),
    ("1", _("last month"), 1, 1),
    ("2", _("2 to 3 months ago"), 2, 3),
    ("4", _("4 to 6 months ago"), 4, 6),
    ("7", _("7 to 12 months ago"), 7, 12),
    ("13", _("longer ago"), 13, 10_000),
)
"""How long ago a case came in: key, words, from and up to how many months."""


def age_of(month: date, today: date) -> str:
    """The key of the age of what came in in a month."""
    now = month_of(today)
    ago = (now.year - month.year) * 12 + now.month - month.month
    return next(key for key, _words, least, most in AGES if least <= max(0, ago) <= most)


def months_of_age(key: str, today: date) -> tuple[date, date] | None:
    """The months of an age, first and last; None for a key that is none."""
    now = month_of(today)
    for name, _words, least, most in AGES:
        if name == key:
            return (months_before(now, min(most, 12 * 100)), months_before(now, least))
    return None


OPEN_TO_UNITS = frozenset(
    ("given", "late", "answered_late", "contact", "answer", "extended", "class", "promise", "owed")
)
"""The figures whose rows a unit's people read: no single rating, and nothing that it gave back."""


def rows_url(scope: Scope, figure: str, value: str = "", **more: object) -> str:
    """Where the rows behind a figure stand; "" where the reader has none of them."""
    if scope.is_own and figure not in OPEN_TO_UNITS:
        return ""
    name = "reports:unit_rows" if scope.is_own else "reports:rows"
    return f"{reverse(name)}?{scope.query(of=figure, value=value, **more)}"


def month_words(month: date) -> str:
    """A month for a narrow place."""
    return f"{month.month}月" if in_chinese() else f"{month:%b}"


def year_words(month: date) -> str:
    """The year below a month, where it begins."""
    if month.month > 1:
        return ""
    return f"{month:%Y}年" if in_chinese() else f"{month:%Y}"
