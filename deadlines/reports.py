"""What this app shows: a year of the calendar, and how long each phase may take in an organ."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from deadlines.models import DeadlinePolicy
from deadlines.phases import PHASES, PRESETS, URGENCIES
from deadlines.policies import policies_for
from members import areas
from members.models import Organ
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


@dataclass(frozen=True, slots=True)
class Length:
    """How long a phase may take in an organ today, from which rule, and what is planned.

    `base`: the newest version of the organ's own rule, 0 for none. `is_held`: that it was not given
    up, so that there is a way back to what holds above.
    """

    phase: str
    urgency: str
    rule: DeadlinePolicy
    origin: str
    planned: DeadlinePolicy | None
    base: int
    is_held: bool = False

    @property
    def label(self) -> str:
        """The phase in words."""
        return capfirst(str(PHASES[self.phase]))

    @property
    def kind_of_matter(self) -> str:
        """For which matters, in words; "" for all."""
        return str(URGENCIES.get(self.urgency, ""))

    @property
    def is_own(self) -> bool:
        """Whether it is the organ's own rule."""
        return bool(self.base) and self.rule.organ_id is not None and not self.origin


def lengths(organ: Organ, instrument: str, day: date) -> list[Length]:
    """Return the rules of an organ for an instrument on a day, in the order of a case.

    Three queries.
    """
    rows = dict.fromkeys((preset.phase, preset.urgency) for preset in PRESETS)
    found = policies_for(
        organ=organ.pk,
        phases=list({phase for phase, _urgency in rows}),
        instrument=instrument,
        urgencies=("", *URGENCIES),
        day=day,
    )
    above = Organ.objects.in_bulk(areas.chain(organ.pk))
    own = DeadlinePolicy.objects.filter(organ=organ, instrument=instrument)
    newest: dict[tuple[str, str], DeadlinePolicy] = {}
    for policy in own.order_by("version"):
        newest[policy.phase, policy.urgency] = policy
    return [
        Length(
            phase=phase,
            urgency=urgency,
            rule=found[phase, urgency],
            origin=_origin(found[phase, urgency], organ, above),
            planned=_planned(newest.get((phase, urgency)), day),
            base=version_of(newest.get((phase, urgency))),
            is_held=_is_held(newest.get((phase, urgency))),
        )
        for phase, urgency in rows
        if (phase, urgency) in found
    ]


def _origin(rule: DeadlinePolicy, organ: Organ, above: dict[str, Organ]) -> str:
    """Say whose rule it is; "" for the organ's own."""
    if rule.organ_id is None:
        return gettext("the platform’s default")
    return "" if rule.organ_id == organ.pk else above[rule.organ_id].office_name


def _is_held(newest: DeadlinePolicy | None) -> bool:
    return newest is not None and not newest.gives_way


def above(organ: Organ, instrument: str, length: Length, day: date) -> tuple[DeadlinePolicy, str]:
    """Return what would hold in an organ without a rule of its own, and whose it is."""
    found = policies_for(
        organ=organ.pk,
        phases=(length.phase,),
        instrument=instrument,
        urgencies=(length.urgency,),
        day=day,
        own=False,
    )
    rule = found[length.phase, length.urgency]
    return rule, _origin(rule, organ, Organ.objects.in_bulk([rule.organ_id or ""]))


def _planned(newest: DeadlinePolicy | None, day: date) -> DeadlinePolicy | None:
    return newest if newest and newest.since > day else None


def version_of(policy: DeadlinePolicy | None) -> int:
    """Return a rule's version, 0 for none."""
    return policy.version if policy else 0
