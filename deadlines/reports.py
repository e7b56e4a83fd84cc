"""A year of the calendar, laid out for reading: which days count, and who says so."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from workdays.arithmetic import Day
from workdays.calendar import WorkCalendar, Year
from workdays.festivals import FESTIVALS

WEEKS = Weeks(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day in a month's table; `mark`: "off" or "work" where it differs from its weekday."""

    date: date
    counts: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month; `weeks` of seven cells, None where another month's day would stand."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    workdays: int
    festivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year with its months and where its days are from."""

    year: Year
    months: tuple[Month, ...]
    workdays: int


def year_sheet(number: int, known: WorkCalendar) -> YearSheet:
    """Return the year as the calendar knows it."""
    year = known.year(number)
    months = tuple(_month(year, month) for month in range(1, 13))
    return YearSheet(year, months, sum(month.workdays for month in months))


def _month(year: Year, month: int) -> Month:
    weeks = tuple(
        tuple(_cell(year.day(date(year.number, month, day)), year) if day else None for day in week)
        for week in WEEKS.monthdayscalendar(year.number, month)
    )
    count = sum(cell.counts for week in weeks for cell in week if cell)
    here = (day for day in year.named.values() if day.date.month == month)
    off = (day.festival for day in here if not day.counts)
    names = tuple(str(FESTIVALS[key]) for key in dict.fromkeys(off) if key)
    return Month(date(year.number, month, 1), weeks, count, names)


def _cell(day: Day, year: Year) -> Cell:
    named = "work" if day.counts else "off"
    return Cell(day.date, day.counts, named if day.date in year.named else "")
