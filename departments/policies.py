"""Where somebody sits among the handling units, and whose assignments they see."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from departments.models import Department, Officer
from members import roles
from members.models import User
from members.policies import hats, office_people
from workdays import clock

# The seats themselves, and all that belongs to the units of which the person is the head; then the
# units without an officer right below these or below the person's office, and once their days of
# grace are over, what is empty below them too. A unit is empty while nobody sits there today.
WITH_BELOW = """
    WITH RECURSIVE seat (unit, role) AS ({seats}),
    headed (unit) AS (
        SELECT unit FROM seat WHERE role = %s
        UNION
        SELECT child.id FROM departments_department child
        JOIN headed ON child.parent_id = headed.unit
    )
    ,
    empty (unit, parent, organ, stood_in) AS (
        SELECT d.id, d.parent_id, d.organ_id, d.stood_in_from <= %s
        FROM departments_department d
        WHERE d.empty_since IS NOT NULL AND d.is_active AND NOT EXISTS (
            SELECT 1 FROM departments_officer o
            JOIN members_user u ON u.id = o.user_id AND u.is_active
            WHERE o.department_id = d.id AND o.since <= %s AND (o.until IS NULL OR o.until >= %s)
            AND (o.suspended_since IS NULL OR o.suspended_since > %s)
        )
    ),
    acting (unit, via) AS (
        SELECT unit, role FROM seat
        UNION SELECT unit, %s FROM headed
        UNION SELECT unit, %s FROM empty WHERE parent IS NULL AND organ = ANY(%s) AND stood_in
        UNION SELECT empty.unit, acting.via FROM empty
            JOIN acting ON empty.parent = acting.unit WHERE empty.stood_in
    )
    SELECT unit, 'seat', '' FROM seat
    UNION ALL SELECT unit, 'headed', '' FROM headed
    UNION ALL SELECT unit, 'instead', via FROM acting
        WHERE unit NOT IN (SELECT unit FROM seat UNION SELECT unit FROM headed)
    UNION ALL SELECT unit, 'empty', '' FROM empty
        WHERE parent IN (SELECT unit FROM acting) OR (parent IS NULL AND organ = ANY(%s))
"""


@dataclass(frozen=True)
class Places:
    """The units of a person, by their ids: all they act for, those they head, and of those at
    which nobody sits: which they stand in for (in which role of their own), and which they see."""

    units: tuple[int, ...] = ()
    headed: tuple[int, ...] = ()
    instead: Mapping[int, str] = field(default_factory=dict)
    empty: tuple[int, ...] = ()


def units_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units whose assignments the person sees today.

    Those where they sit and, for a head, also those which belong to them (a library under its
    department), down to the last. One query; kept for the request.
    """
    return _places(user).units


def heads_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units the person heads today, with those which belong to them."""
    return _places(user).headed


def stands_in_for(user: User | AnonymousUser) -> Mapping[int, str]:
    """Return the units without an officer whose work the person does: id → role in which."""
    return _places(user).instead


def empty_units(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units right below the person at which nobody sits."""
    return _places(user).empty


def officers_of(department: Department | int, *, day: dt.date | None = None) -> list[User]:
    """Return the people who sit in a unit on the day (today), heads included, oldest first."""
    in_force = Officer.objects.filter(department=department).in_force(day or clock.today())
    return list(User.objects.filter(is_active=True, offices__in=in_force).distinct().order_by("id"))


def acting_for(department: Department) -> list[User]:
    """Return who does a unit's work today: who sits there or, after the days of grace, above."""
    here: Department | None = department
    passed: set[int] = set()
    while here is not None and here.pk not in passed:
        passed.add(here.pk)
        if found := officers_of(here):
            return found
        if not here.stood_in_from or here.stood_in_from > clock.today():
            return []
        here = here.parent
    return office_people(department.organ_id)


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
    if role := stands_in_for(user).get(department_id):
        return role
    if department_id in heads_of(user):
        return roles.Head.key
    return roles.Officer.key if department_id in units_of(user) else ""


def forget_units(user: User) -> None:
    """Let the next question be answered from the database again."""
    if hasattr(user, "_units"):
        del user._units


def _places(user: User | AnonymousUser) -> Places:
    if not isinstance(user, User) or not user.is_active:
        return Places()
    day = clock.today()
    kept: tuple[dt.date, Places] | None = getattr(user, "_units", None)
    if kept is None or kept[0] != day:
        kept = (day, _places_on(user, day))
        user._units = kept  # type: ignore[attr-defined]
    return kept[1]


def _places_on(user: User, day: dt.date) -> Places:
    """One query. UNION (not UNION ALL) ends the walk where the data goes in a circle."""
    sits = Officer.objects.filter(user=user, department__is_active=True).in_force(day)
    seats, values = sits.values("department_id", "role").query.sql_with_params()
    head, offices = roles.Head.key, list(hats(user).office_of)
    more: list[Any] = [day, day, day, day, head, roles.Office.key, offices, offices]
    with connection.cursor() as cursor:
        cursor.execute(WITH_BELOW.format(seats=seats), [*values, head, *more])
        rows = cursor.fetchall()
    found: dict[str, dict[int, str]] = {"seat": {}, "headed": {}, "instead": {}, "empty": {}}
    for unit, how, via in rows:
        found[how][unit] = via
    return Places(
        units=tuple(sorted({*found["seat"], *found["headed"], *found["instead"]})),
        headed=tuple(sorted(found["headed"])),
        instead=found["instead"],
        empty=tuple(sorted(found["empty"])),
    )
