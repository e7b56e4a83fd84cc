"""Where somebody sits among the handling units, and whose assignments they see."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from departments.models import Department, Officer
from members import roles
from members.models import User
from workdays import clock

# The seats themselves, and all that belongs to the units of which the person is the head.
WITH_BELOW = """
    WITH RECURSIVE seat (unit, role) AS ({seats}),
    headed (unit) AS (
        SELECT unit FROM seat WHERE role = %s
        UNION
        SELECT child.id FROM departments_department child
        JOIN headed ON child.parent_id = headed.unit
    )
    SELECT unit, false FROM seat UNION ALL SELECT unit, true FROM headed
"""


def units_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units whose assignments the person sees today.

    Those where they sit and, for a head, also those which belong to them (a library under its
    department), down to the last. One query; kept for the request.
    """
    return _places(user)[0]


def heads_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units the person heads today, with those which belong to them."""
    return _places(user)[1]


def officers_of(department: Department | int, *, day: dt.date | None = None) -> list[User]:
    """Return the people who sit in a unit on the day (today), heads included, oldest first."""
    in_force = Officer.objects.filter(department=department).in_force(day or clock.today())
    return list(User.objects.filter(is_active=True, offices__in=in_force).distinct().order_by("id"))


def heads_over(department: Department) -> list[User]:
    """Return the heads of a unit today or, where it has none, those of the nearest unit above."""
    passed: set[int] = set()
    here: Department | None = department
    while here is not None and here.pk not in passed:
        passed.add(here.pk)
        seats = Officer.objects.filter(department=here, role=roles.Head.key)
        heads = User.objects.filter(is_active=True, offices__in=seats.in_force(clock.today()))
        if found := list(heads.distinct().order_by("id")):
            return found
        here = here.parent
    return []


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
    """One query. UNION (not UNION ALL) ends the walk where the data goes in a circle."""
    sits = Officer.objects.filter(user=user, department__is_active=True).in_force(day)
    seats, values = sits.values("department_id", "role").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(WITH_BELOW.format(seats=seats), [*values, roles.Head.key])
        rows = cursor.fetchall()
    headed = {unit for unit, is_headed in rows if is_headed}
    return tuple(sorted({unit for unit, _is_headed in rows})), tuple(sorted(headed))
