"""The calendar in force, in three layers: own table, the package's table, the law alone.

1. `CalendarDay`, loaded from the State Council's notice (国务院办公厅关于部分节假日安排的通知);
2. `chinesecalendar`, which knows the notices up to its own release;
3. Monday to Friday without the statutory days of `holidays`, marked provisional (暂定): the notice
   will move weekends, and nobody knows which.

It answers for every year and never raises: a calendar that is out of date must not stop people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic

from chinese_calendar import constants
from django.utils.module_loading import import_string

from workdays.arithmetic import Day, DayKind
from workdays.festivals import festival_called
from workdays.models import CalendarDay

KEPT_SECONDS = 60.0
SATURDAY = 5
STATUTE = "全国年节及纪念日放假办法"
NOTICE = "国务院办公厅关于{year}年部分节假日安排的通知"
PACKAGE_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of a year: the days that are not as their weekday says, and from where."""

    number: int
    named: Mapping[date, Day]
    source: str
    url: str
    provisional: bool

    def day(self, day: date) -> Day:
        """Return what the day is; a day that nothing names goes by its weekday."""
        if named := self.named.get(day):
            return named
        kind = DayKind.WORKDAY if day.weekday() < SATURDAY else DayKind.REST
        return Day(day, kind, self.provisional, self.source)


class WorkCalendar:
    """The layered calendar. It holds what the table said when it was read."""

    def __init__(self, own: Mapping[int, Year]) -> None:
        self._own = own

    def year(self, number: int) -> Year:
        """Return the best that is known of a year."""
        return self._own.get(number) or _beyond_the_table(number)

    def day(self, date: date, /) -> Day:
        """Return what a day is."""
        return self.year(date.year).day(date)


class _Kept:
    """The calendar this process holds, and when (by the machine's clock) it was read."""

    calendar: WorkCalendar | None = None
    since = 0.0


def current() -> WorkCalendar:
    """Return the calendar in force. It is kept for a minute, so that a loaded notice is seen."""
    kept = _Kept.calendar
    if kept is None or monotonic() - _Kept.since > KEPT_SECONDS:
        kept = _Kept.calendar = read()
        _Kept.since = monotonic()
    return kept


def forget() -> None:
    """Drop the kept calendar: the next question reads the table again."""
    _Kept.calendar = None


def read() -> WorkCalendar:
    """Read the own table afresh (one query) and return the calendar that follows from it."""
    days: dict[int, dict[date, Day]] = {}
    sources: dict[int, tuple[str, str]] = {}
    for row in CalendarDay.objects.order_by("date"):
        source = row.notice_no or row.source
        day = Day(row.date, DayKind(row.kind), False, source, row.festival)
        days.setdefault(row.date.year, {})[row.date] = day
        sources[row.date.year] = (source, row.source)
    return WorkCalendar({n: Year(n, named, *sources[n], False) for n, named in days.items()})


@lru_cache(maxsize=64)
def _beyond_the_table(number: int) -> Year:
    if number in PACKAGE_YEARS:
        return _from_package(number)
    return _from_statute(number)


def _from_package(number: int) -> Year:
    """Its tables are the notices'; people read which notice, and docs/dependencies.md the rest."""
    named, source = {}, NOTICE.format(year=number)
    for table, off in ((constants.holidays, True), (constants.workdays, False)):
        for day, name in table.items():
            if day.year == number:
                kind = DayKind.REST if off else DayKind.WORKDAY
                named[day] = Day(day, kind, False, source, festival_called(name))
    return Year(number, named, source, "", False)


def _from_statute(number: int) -> Year:
    # Looked up by name and only here: the package takes 0.1 s and 19 MB, and most processes
    # never meet a year without a notice.
    china = import_string("holidays.countries.china.China")
    named = {
        day: Day(day, DayKind.STATUTORY, True, STATUTE, festival_called(name))
        for day, name in china(years=number, language="en_US").items()
        if day.year == number
    }
    return Year(number, named, STATUTE, "", True)
