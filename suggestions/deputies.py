"""Who stands in for whom, as the desks and the pages of a case say it to colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from departments.policies import absences_in, heads_stood_in_for, places_of, standing_in
from design.dates import day
from suggestions.lifecycle import HELD, Work
from suggestions.models import Assignment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from departments.models import Absence
    from members.models import User
    from suggestions.models.assignment import AssignmentQuerySet


@dataclass(frozen=True)
class StandIn:
    """For whom somebody stands in, until when; how much of it waits, None where nobody counts."""

    name: str
    until: str
    count: int | None = None


def by_name(user: int) -> Q:
    """What somebody handles by name: as the officer named for it or, while nobody is named, as who
    signed for it. The same waits for them, goes over with their desk, and to who stands in."""
    return Q(officer=user) | Q(officer=None, signed_by=user)


def waiting_instead(user: User) -> AssignmentQuerySet:
    """What waits in a unit for somebody absent for whom this person stands in today."""
    away = [one for one in standing_in(user) if one.unit_id]
    if not away:
        return Assignment.objects.none()
    headed = heads_stood_in_for(user)
    wanted = reduce(or_, (_theirs(one, user, headed) for one in away))
    return Assignment.objects.handled_by(user).filter(wanted)


def _theirs(absence: Absence, user: User, headed: set[int]) -> Q:
    """What somebody absent handles by name, and of a head also what waits for the head's word."""
    own = Q(department=absence.unit_id, state__in=HELD) & by_name(absence.user_id)
    if absence.unit_id not in headed:
        return own
    units = places_of(user).by_seat.get(absence.unit_id or 0, frozenset())
    return own | Q(state=Work.PENDING_SIGNOFF, department__in=units)


def in_units(user: User, units: Iterable[int]) -> list[StandIn]:
    """For whom somebody stands in at these units, each with how much waits. No query for nobody,
    else one for all."""
    shown = set(units)
    away = [one for one in standing_in(user) if one.unit_id in shown]
    if not away:
        return []
    headed = heads_stood_in_for(user)
    asked = {one.code: Count("pk", filter=_theirs(one, user, headed)) for one in away}
    counts = waiting_instead(user).aggregate(**asked)
    return [StandIn(str(one.user), day(one.until), counts[one.code]) for one in away]


def in_offices(user: User, organs: Iterable[str]) -> list[StandIn]:
    """For whom somebody stands in at these organs' offices: work there is nobody's own."""
    shown = set(organs)
    away = (one for one in standing_in(user) if one.office_id in shown)
    return [StandIn(str(one.user), day(one.until)) for one in away]


def absent(works: Iterable[Assignment]) -> dict[int, str]:
    """What colleagues are told of those who are absent today from the units of a case: by the
    person's key until when, and who stands in. One query at most."""
    units = {one.department_id for one in works if one.is_in_force}
    if not units:
        return {}
    return {
        one.user_id: said(one.until, str(one.stand_in or ""), one.place_name)
        for one in absences_in(units).for_page()
    }


def absence_of(work: Assignment) -> str:
    """What colleagues are told of the officer of an assignment that came `with_absences`."""
    until, stand_in = getattr(work, "away_until", None), getattr(work, "away_stand_in", None)
    return said(until, stand_in or "", work.department.short_name) if until else ""


def said(until: date, stand_in: str, place: str) -> str:
    """Until when somebody is absent and who stands in, in a few words."""
    words = {"day": day(until, weekday=False), "name": stand_in, "place": place}
    if not stand_in:
        return _("absent until %(day)s") % words
    return _("absent until %(day)s, stand-in: %(name)s (%(place)s)") % words
