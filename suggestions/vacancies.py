"""The desks at which nobody sits, for those above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from departments.models import Department
from departments.policies import empty_units
from departments.vacancies import empty_light
from design.pieces import Light
from members.models import Organ
from members.policies import hats

if TYPE_CHECKING:
    from members.models import User
    from workdays.arithmetic import Calendar


@dataclass(frozen=True)
class EmptyDesk:
    """An office or unit at which nobody sits; `acts`: whether those above do its work by now."""

    name: str
    light: Light
    since: date
    acts_from: date
    acts: bool


def empty_desks(user: User, *, day: date, calendar: Calendar) -> list[EmptyDesk]:
    """What of the desks below this person is empty, for the longest time first. Two queries."""
    organs = Organ.objects.filter(pk__in=hats(user).empty_below)
    units = Department.objects.filter(pk__in=empty_units(user)).select_related("parent")
    named: list[tuple[str, Any]] = [(one.office_name, one) for one in organs]
    named += [(one.name_with_parent, one) for one in units]
    found = [
        EmptyDesk(
            name=name,
            light=empty_light(one.empty_since, day, calendar),
            since=one.empty_since,
            acts_from=one.stood_in_from,
            acts=one.stood_in_from <= day,
        )
        for name, one in named
    ]
    return sorted(found, key=lambda one: (one.since, one.name))
