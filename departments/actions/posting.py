"""What an organ's administrator does with the people of a unit: post them, end their place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from departments.actions import officers
from departments.models import Department, Officer
from departments.policies import known_to
from members import roles
from members.models import User
from members.policies import require, require_admin


class ThereAlready(Exception):
    """The person has this place in the unit already, or will have it."""


@transaction.atomic
def post(
    *,
    unit: Department,
    user: User,
    role: type[roles.Role],
    is_deputy: bool,
    since: date,
    by: User,
    at: datetime,
) -> Officer:
    """Give somebody whom the organ knows a place in one of its units.

    Raises:
        PermissionDenied: `by` does not administer the organ, the unit is switched off, or the
            organ does not know the person.
        ThereAlready: the person has a place in this role that is not over by that day.
    """
    require_admin(by, unit.organ_id)
    here = Department.objects.select_for_update(no_key=True).get(pk=unit.pk)
    require(here.is_active, _("This unit is switched off."))
    require(known_to(unit.organ_id).filter(pk=user.pk).exists(), _("Enrol this person first."))
    places = Officer.objects.filter(user=user, department=here, role=role.key)
    if places.filter(Q(until=None) | Q(until__gte=since)).exists():
        raise ThereAlready
    return officers.post(
        user=user,
        department=here,
        role=role,
        is_deputy=is_deputy,
        since=since,
        by=by,
        at=at,
    )


@transaction.atomic
def end(*, place: Officer, until: date, by: User, at: datetime) -> None:
    """Set the last day of somebody's place in a unit.

    Raises:
        PermissionDenied: `by` does not administer the organ.
    """
    require_admin(by, place.department.organ_id)
    officers.end(place=place, until=until, by=by, at=at)
