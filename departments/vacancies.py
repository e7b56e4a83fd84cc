"""Where nobody sits below an organ: no administrator, no office staff, units without officers.

Also where nothing waits yet. Who right below stands in for whom, and from which day on, is the
business of `suggestions.vacancies`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext, ngettext

from departments.models import Department, Officer
from design.pieces import Light
from members import roles
from members.models import Organ, Seat, User
from members.policies import below
from workdays.arithmetic import Calendar, workdays_between

WANTED = (roles.OrganAdmin.key, roles.Office.key)
MOST_CONTACTS = 2
ONE_DAY = timedelta(days=1)


def empty_light(since: date, day: date, calendar: Calendar) -> Light:
    """The red light of a desk at which nobody sits."""
    days = workdays_between(since, day, calendar)
    words = ngettext("%s working day without anybody", "%s working days without anybody", days)
    return Light("red", words % days)


def manned(day: date, unit: str = "pk") -> Exists:
    """Return the condition that somebody sits in a unit on the day."""
    seats = Officer.objects.in_force(day).filter(department=OuterRef(unit), user__is_active=True)
    return Exists(seats)


def came_in(day: date, unit: str = "pk") -> Exists:
    """Return the condition that somebody who is more than invited sits in a unit on the day."""
    seats = Officer.objects.in_force(day).filter(department=OuterRef(unit), user__is_active=True)
    return Exists(seats.exclude(user__in=User.objects.only_invited()))


@dataclass(frozen=True)
class Lack:
    """Nobody sits somewhere; `since` is None where nobody ever did."""

    since: date | None

    @property
    def light(self) -> Light:
        """Red, with the word; the day stands beside it."""
        return Light("red", gettext("nobody") if self.since else gettext("nobody so far"))


@dataclass(frozen=True)
class Below:
    """One organ as those above see it: what it lacks, and whom they can call there."""

    organ: Organ
    admin: Lack | None
    office: Lack | None
    units: int
    empty_units: int
    contacts: Sequence[User]

    @property
    def lacks(self) -> bool:
        """Whether anything is missing there."""
        return bool(self.admin or self.office or self.empty_units)


def organs_below(organ: str) -> QuerySet[Organ]:
    """Return the organs below one, down to the counties."""
    return Organ.objects.filter(below([organ], "code")).exclude(pk=organ)


def seated(role: str, day: date) -> Exists:
    """Return the condition that an organ has somebody in that role who can sign in."""
    seats = Seat.objects.in_force(day).filter(role=role, user__is_active=True)
    return Exists(seats.filter(organ=OuterRef("pk")))


def lacking(organ: str, *, day: date) -> tuple[QuerySet[Organ], QuerySet[Organ]]:
    """Return the organs below one, and those of them without an administrator or office staff."""
    there = organs_below(organ)
    return there, there.exclude(*(seated(role, day) for role in WANTED))


def rows_below(organs: QuerySet[Organ], *, day: date) -> list[Below]:
    """Return how things stand in organs, in the order of their codes.

    Four queries, however many organs and units there are.
    """
    found = list(organs.order_by("code"))
    codes = [one.pk for one in found]
    seats = Seat.objects.filter(organ__in=codes, role__in=WANTED).order_by()
    here = list(
        seats.in_force(day).filter(user__is_active=True).select_related("user").order_by("pk")
    )
    over = seats.values("organ", "role").annotate(last=Max(last_day(day)))
    last = {(row["organ"], row["role"]): row["last"] for row in over}
    units = _unit_counts(codes, day)
    sitting = {(seat.organ_id, seat.role) for seat in here}
    return [
        Below(
            organ=one,
            admin=_lack(one, roles.OrganAdmin.key, sitting, last),
            office=_lack(one, roles.Office.key, sitting, last),
            units=units.get(one.pk, (0, 0))[0],
            empty_units=units.get(one.pk, (0, 0))[1],
            contacts=_contacts(seat.user for seat in here if seat.organ_id == one.pk),
        )
        for one in found
    ]


def last_day(day: date) -> Case:
    """The last day on which a place gave rights, where that is over: ended, or suspended since."""
    before = Cast(F("suspended_since") - ONE_DAY, DateField())
    return Case(
        When(suspended_since__lte=day, then=before),
        When(until__lt=day, then=F("until")),
        output_field=DateField(),
    )


def _contacts(people: Any) -> list[User]:
    return list(dict.fromkeys(people))[:MOST_CONTACTS]


def _unit_counts(codes: Sequence[str], day: date) -> dict[str, tuple[int, int]]:
    counted = (
        Department.objects.active()
        .filter(organ__in=codes)
        .order_by()
        .values("organ")
        .annotate(all=Count("pk"), empty=Count("pk", filter=~manned(day)))
    )
    return {row["organ"]: (row["all"], row["empty"]) for row in counted}


def _lack(
    organ: Organ, role: str, sitting: set[tuple[str, str]], last: Mapping[tuple[str, str], date]
) -> Lack | None:
    if (organ.pk, role) in sitting:
        return None
    ended = last.get((organ.pk, role))
    since = ended + ONE_DAY if ended else None
    return Lack(organ.empty_since or since if role == roles.Office.key else since)


@dataclass(frozen=True)
class EmptyUnit:
    """A unit in which nobody sits."""

    unit: Department
    lack: Lack


def empty_units_of(organ: Organ, *, day: date) -> list[EmptyUnit]:
    """Return the units of an organ in which nobody sits, empty for the longest time first.

    Units that nobody ever joined come first. One query.
    """
    ended = Officer.objects.filter(department=OuterRef("pk")).annotate(last=last_day(day))
    ended = ended.exclude(last=None).order_by("-last")
    units = (
        Department.objects.of_organ(organ.pk)
        .exclude(manned(day))
        .select_related("parent")
        .annotate(last=Subquery(ended.values("last")[:1], output_field=DateField()))
    )
    rows = [
        EmptyUnit(one, Lack(one.empty_since or (one.last + ONE_DAY if one.last else None)))
        for one in units
    ]
    return sorted(rows, key=lambda row: (row.lack.since or date.min, row.unit.code))
