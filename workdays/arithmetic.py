"""Counting working days (工作日): pure, so that every rule can be read and tried by itself.

The day on which a clock starts is not counted; a term ends at a fixed hour of its last working
day, Asia/Shanghai time. What counts as a working day is the calendar's business: in China some
Saturdays and Sundays are worked (调休), so a weekday alone decides nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is: worked, free, or free because the law names it (法定节假日)."""

    WORKDAY = "workday"
    REST = "rest"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar; provisional (暂定) while the year's notice is not out."""

    date: date
    kind: DayKind
    provisional: bool
    source: str
    festival: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether the day is a working day."""
        return self.kind is DayKind.WORKDAY


class Calendar(Protocol):
    """Anything that can say what a day is; it answers for every date."""

    def day(self, date: date, /) -> Day: ...


@dataclass(frozen=True, slots=True)
class Count:
    """A term counted out: where it began, how long it is, where it ends, what was left out."""

    start: date
    days: int
    due: date
    skipped: tuple[Day, ...]
    provisional: bool


def add_workdays(start: date, days: int, calendar: Calendar) -> Count:
    """Count ``days`` working days after ``start``; the start itself is not counted.

    No days at all end where they began. The count is provisional as soon as it passes a day of a
    year without a notice. Raises ValueError for a negative term.
    """
    if days < 0:
        raise ValueError("a term has no negative number of working days")
    skipped: list[Day] = []
    provisional = False
    here = start
    left = days
    while left:
        here += ONE_DAY
        day = calendar.day(here)
        provisional = provisional or day.provisional
        if day.counts:
            left -= 1
        else:
            skipped.append(day)
    return Count(start, days, here, tuple(skipped), provisional)


def workday_from(day: date, calendar: Calendar) -> date:
    """Return the day itself where it is a working day, else the next one that is."""
    while not calendar.day(day).counts:
        day += ONE_DAY
    return day


def workdays_left(today: date, due: date, calendar: Calendar) -> int:
    """Return the working days left: 0 on the due day, negative when late.

    A day begun counts whole: on the Saturday after a due Friday one working day is lost, as it
    still is on the Monday; and what is due tomorrow is never said to be due today.
    """
    if today == due:
        return 0
    if today < due:
        return max(1, workdays_between(today, due, calendar))
    return min(-1, -workdays_between(due, today, calendar))


def workdays_between(after: date, until: date, calendar: Calendar) -> int:
    """Return the working days after the first date, up to and including the second."""
    span = (until - after).days
    return sum(calendar.day(after + timedelta(days=n)).counts for n in range(1, span + 1))


def due_moment(day: date, hour: int = 18) -> datetime:
    """Return the moment at which a term that ends on the day is over (Asia/Shanghai)."""
    return datetime.combine(day, time(hour), SHANGHAI)


def week_end(moment: datetime) -> datetime:
    """Return the moment at which the calendar week of a moment is over: Sunday midnight."""
    day = local_date(moment)
    return due_moment(day + timedelta(days=7 - day.weekday()), 0)


def local_date(moment: datetime) -> date:
    """Return the day a moment belongs to in Asia/Shanghai; the moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone belongs to no day")
    return moment.astimezone(SHANGHAI).date()
