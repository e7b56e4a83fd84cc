"""Where somebody sits among the handling units, and whose assignments they see."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from departments.models import Department, Officer
from members import roles
from members.models import User
from workdays import clock


def units_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units whose assignments the person sees today.

    Those where they sit and, for a head, also those which belong to them (a library under its
    department), down to the last. One query for nearly everyone; kept for the request.
    """
    return _places(user)[0]


def heads_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units the person heads today, with those which belong to them."""
    return _places(user)[1]


def officers_of(department: Department | int, *, day: dt.date | None = None) -> list[User]:
    """Return the people who sit in a unit on the day (today), heads included, oldest first."""
    in_force = Officer.objects.filter(department=department).in_force(day or clock.today())
    return list(User.objects.filter(is_active=True, offices__in=in_force).distinct().order_by("id"))


def role_in(user: User | AnonymousUser, department_id: int) -> str:
    """Return "head", "officer" or "" for what the person is in a unit."""
    if department_id in heads_of(user):
        return roles.Head.key
    return roles.Officer.key if department_id in units_of(user) else ""


def forget_units(user: User) -> None:
    """Let the next question be answered from the database again."""
    if hasattr(user, "_units"):
        del user._units


def _places(user: User | AnonymousUser) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if not isinstance(user, User) or not user.is_active:
        return (), ()
    day = clock.today()
    kept = getattr(user, "_units", None)
    if kept is None or kept[0] != day:
        kept = (day, _places_on(user, day))
        user._units = kept  # type: ignore[attr-defined]
    places: tuple[tuple[int, ...], tuple[int, ...]] = kept[1]
    return places


def _places_on(user: User, day: dt.date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    sits = Officer.objects.filter(user=user, department__is_active=True).in_force(day)
    seats = sits.values_list("department_id", "role")
    own = {department for department, _role in seats}
    headed = _with_below({department for department, role in seats if role == roles.Head.key})
    return tuple(sorted(own | headed)), tuple(sorted(headed))


def _with_below(units: set[int]) -> set[int]:
    """Return the units and all which belong to them; a circle in the data does no harm.

    One query: few units belong to another, so they are read at once.
    """
    if not units:
        return set()
    parents = dict(Department.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))
    found = set(units)
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return found
