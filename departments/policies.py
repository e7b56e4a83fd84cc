"""Where somebody sits among the handling units, and whose assignments they see."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from departments.models import Absence, Department, Officer
from departments.models.absence import AbsenceQuerySet
from events.models import Event
from members import roles
from members.models import Member, Organ, Seat, User
from members.policies import hats, office_people
from workdays import clock

# The seats themselves, and all that belongs to the units of which the person is the head; then the
# units without an officer right below these or below the person's office, and once their days of
# grace are over, what is empty below them too. A unit is empty while nobody sits there today.
# Each comes with the seat that it hangs on (`root`; 0 for the person's office), and a seat with
# what its unit is called.
#
# Who stands in for an absent head of a unit in which they sit heads it meanwhile.
WITH_BELOW = """
    WITH RECURSIVE seat (unit, role) AS ({seats}),
    headed (unit, root) AS (
        SELECT unit, unit FROM seat WHERE role = %s
        UNION SELECT unit, unit FROM seat WHERE unit IN ({stood_in})
        UNION
        SELECT child.id, headed.root FROM departments_department child
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
    acting (unit, via, root) AS (
        SELECT unit, role, unit FROM seat
        UNION SELECT unit, %s, root FROM headed
        UNION SELECT unit, %s, 0 FROM empty WHERE parent IS NULL AND organ = ANY(%s) AND stood_in
        UNION SELECT empty.unit, acting.via, acting.root FROM empty
            JOIN acting ON empty.parent = acting.unit WHERE empty.stood_in
    )
    SELECT seat.unit, 'seat', seat.role, seat.unit, d.code, d.organ_id, d.name_zh, d.short_zh,
        d.name_en FROM seat JOIN departments_department d ON d.id = seat.unit
    UNION ALL SELECT unit, 'headed', '', root, '', '', '', '', '' FROM headed
    UNION ALL SELECT unit, 'instead', via, root, '', '', '', '', '' FROM acting
        WHERE unit NOT IN (SELECT unit FROM seat UNION SELECT unit FROM headed)
    UNION ALL SELECT unit, 'empty', '', 0, '', '', '', '', '' FROM empty
        WHERE parent IN (SELECT unit FROM acting) OR (parent IS NULL AND organ = ANY(%s))
"""


@dataclass(frozen=True)
class UnitSeat:
    """A seat in a unit: its id, the role there, and the fields that say which unit it is."""

    unit: int
    role: str
    code: str
    organ: str
    name_zh: str
    short_zh: str
    name_en: str


@dataclass(frozen=True)
class Places:
    """The units of a person, by their ids: all they act for, those they head, and of those at
    which nobody sits: which they stand in for (in which role of their own), and which they see."""

    units: tuple[int, ...] = ()
    headed: tuple[int, ...] = ()
    instead: Mapping[int, str] = field(default_factory=dict)
    empty: tuple[int, ...] = ()
    seats: tuple[UnitSeat, ...] = ()
    by_seat: Mapping[int, frozenset[int]] = field(default_factory=dict)


def units_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units whose assignments the person sees today.

    Those where they sit and, for a head, also those which belong to them (a library under its
    department), down to the last. One query; kept for the request.
    """
    return places_of(user).units


def heads_of(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units the person heads today, as head or as the head's deputy, with
    those which belong to them."""
    return places_of(user).headed


def heads_by_own_seat(user: User | AnonymousUser) -> frozenset[int]:
    """Return the units the person heads today in a head's or a deputy's seat of their own, with
    those which belong to them; not those where they stand in for a head that is absent."""
    places = places_of(user)
    own = [one.unit for one in places.seats if one.role == roles.Head.key]
    return frozenset(places.headed) & frozenset[int]().union(*(places.by_seat[one] for one in own))


def stands_in_for(user: User | AnonymousUser) -> Mapping[int, str]:
    """Return the units without an officer whose work the person does: id → role in which."""
    return places_of(user).instead


def empty_units(user: User | AnonymousUser) -> tuple[int, ...]:
    """Return the ids of the units right below the person at which nobody sits."""
    return places_of(user).empty


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
    """Return the heads of a unit today or, where it has none, those of the nearest unit above.

    The deputies are among them, after the head; last who stands in for one that is absent.
    """
    return next(_heads_upwards(department), [])


def all_heads_over(department: Department) -> list[User]:
    """Return everybody who heads a unit today: its heads, and those of every unit above it."""
    return list(dict.fromkeys(one for found in _heads_upwards(department) for one in found))


def _heads_upwards(department: Department) -> Iterator[list[User]]:
    """The heads of a unit, then those of each unit above that has any."""
    passed: set[int] = set()
    here: Department | None = department
    while here is not None and here.pk not in passed:
        passed.add(here.pk)
        seats = Officer.objects.filter(department=here, role=roles.Head.key)
        seats = seats.in_force(clock.today()).filter(user__is_active=True).select_related("user")
        found = [seat.user for seat in seats.order_by("is_deputy", "user_id")]
        if found:
            yield with_stand_ins(list(dict.fromkeys(found)), here)
        here = here.parent


def with_stand_ins(people: list[User], unit: Department) -> list[User]:
    """Return these people of a unit, and who stands in there today for those who are absent."""
    away = _manned(absences_in([unit.pk])).filter(user__in=people)
    stand_ins = User.objects.filter(pk__in=away.values("stand_in")).order_by("pk")
    return list(dict.fromkeys([*people, *stand_ins]))


def absences_in(units: Iterable[int], *, offices: Iterable[str] = ()) -> AbsenceQuerySet:
    """Return the absences of today in these units and offices."""
    here = Q(unit__in=list(units)) | Q(office__in=list(offices))
    return Absence.objects.in_force(clock.today()).filter(here)


def relieved(
    readers: Iterable[User], *, units: Iterable[int], office: str, untold: str = ""
) -> set[int]:
    """Return who of these is absent today from one of the units, or from that office, and has a
    stand-in there who does what is to be done: by their keys. A stand-in who is `untold` (their
    code) relieves nobody."""
    away = absences_in(units, offices=[office]).exclude(stand_in__code=untold)
    away = _manned(away).filter(user__in=[one.pk for one in readers])
    return set(away.values_list("user", flat=True))


def _manned(absences: AbsenceQuerySet) -> AbsenceQuerySet:
    """Keep those whose stand-in still sits today where they stand in."""
    day = clock.today()
    posts = Officer.objects.in_force(day).filter(
        user=OuterRef("stand_in"), department=OuterRef("unit")
    )
    seats = Seat.objects.in_force(day).filter(
        user=OuterRef("stand_in"), organ=OuterRef("office"), role=roles.Office.key
    )
    return absences.filter(Exists(posts) | Exists(seats), stand_in__is_active=True)


def standing_in(user: User) -> list[Absence]:
    """Return for whom this person stands in today. One query; kept for the request."""
    return _stood_in_for(user)[1]


def heads_stood_in_for(user: User) -> set[int]:
    """Return the units for an absent head of which this person stands in today. No query beside
    that of `standing_in`."""
    return _stood_in_for(user)[2]


def _stood_in_for(user: User) -> tuple[dt.date, list[Absence], set[int]]:
    """The day, the absences, and of which units those of a head are."""
    day = clock.today()
    kept: tuple[dt.date, list[Absence], set[int]] | None = user.__dict__.get("_stands_in_for")
    if kept is None or kept[0] != day:
        away = _manned(Absence.objects.in_force(day)).filter(stand_in=user)
        found = away.for_page().annotate(is_head=_for_a_head(day))
        heads = {one.unit_id for one in found if one.unit_id and one.is_head}
        kept = (day, list(found), heads)
        user.__dict__["_stands_in_for"] = kept
    return kept


def _for_a_head(day: dt.date) -> Q:
    """Of absences those of a head of the unit, who has not left the platform."""
    seats = Officer.objects.filter(role=roles.Head.key).in_force(day)
    seats = seats.filter(user=OuterRef("user"), department=OuterRef("unit"))
    return Exists(seats) & Q(user__is_active=True)


def _heads_away(user: User, day: dt.date) -> QuerySet[Any, Any]:
    """The units for an absent head of which this person stands in on the day, by their keys."""
    away = Absence.objects.in_force(day).filter(_for_a_head(day), stand_in=user)
    return away.order_by().values("unit_id")


def in_deputy_of(user: User, unit: int, *, officer: int | None = None) -> dict[str, object]:
    """Return for whom somebody acts in a unit, by code and role, as the ledger keeps it.

    `officer` None: with the head's seat, for the absent head whose stand-in they are, else as the
    head's deputy for the head; nothing for the head and those above. Else for that officer, who is
    absent and whose stand-in they are.
    """
    seats = Officer.objects.filter(department=unit).in_force(clock.today())
    heads = seats.filter(role=roles.Head.key)
    if officer is None and heads.filter(user=user, is_deputy=False).exists():
        return {}
    away = _manned(absences_in([unit])).filter(stand_in=user, user__is_active=True)
    away = (
        away.filter(user__in=heads.values("user")) if officer is None else away.filter(user=officer)
    )
    found = away.order_by("id").values_list("user__code", flat=True).first()
    if found is None and officer is None and heads.filter(user=user).exists():
        first = heads.filter(is_deputy=False, user__is_active=True).order_by("user_id")
        found = first.values_list("user__code", flat=True).first()
    role = roles.Head.key if officer is None else roles.Officer.key
    return {"deputy_of": found, "deputy_role": role} if found else {}


def known_to(organ: str) -> QuerySet[User]:
    """Return whom an organ knows: all who have or had a place in it, or were enrolled by it."""
    enrolled = Event.objects.filter(organ=organ, kind="account", step="enrolled")
    return User.objects.filter(
        Q(pk__in=Seat.objects.filter(organ=organ).values("user"))
        | Q(pk__in=Member.objects.filter(organ=organ).values("user"))
        | Q(pk__in=Officer.objects.filter(department__organ=organ).values("user"))
        | Q(code__in=enrolled.values("code")),
        is_active=True,
    )


def role_in(user: User | AnonymousUser, department_id: int) -> str:
    """Return "head", "officer" or "" for what the person is in a unit."""
    if role := stands_in_for(user).get(department_id):
        return role
    if department_id in heads_of(user):
        return roles.Head.key
    return roles.Officer.key if department_id in units_of(user) else ""


def forget_units(user: User) -> None:
    """Let the next question be answered from the database again."""
    user.__dict__.pop("_units", None)
    user.__dict__.pop("_stands_in_for", None)


def places_of(user: User | AnonymousUser) -> Places:
    """Return the units of a person today. One query; kept for the request."""
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
    stood_in, whose = _heads_away(user, day).query.sql_with_params()
    head, offices = roles.Head.key, list(hats(user).office_of)
    more: list[Any] = [day, day, day, day, head, roles.Office.key, offices, offices]
    question = WITH_BELOW.format(seats=seats, stood_in=stood_in)
    with connection.cursor() as cursor:
        cursor.execute(question, [*values, head, *whose, *more])
        rows = cursor.fetchall()
    found: dict[str, dict[int, str]] = {"seat": {}, "headed": {}, "instead": {}, "empty": {}}
    by_seat: dict[int, set[int]] = {}
    sitting: list[UnitSeat] = []
    for unit, how, via, root, *called in rows:
        found[how][unit] = via
        if how == "seat":
            sitting.append(UnitSeat(unit, via, *called))
        if how != "empty":
            by_seat.setdefault(root, set()).add(unit)
    return Places(
        units=tuple(sorted({*found["seat"], *found["headed"], *found["instead"]})),
        headed=tuple(sorted(found["headed"])),
        instead=found["instead"],
        empty=tuple(sorted(found["empty"])),
        seats=tuple(sitting),
        by_seat={root: frozenset(units) for root, units in by_seat.items()},
    )


def colleagues(user: User, place: Department | Organ) -> list[User]:
    """Return who else does the same work in somebody's unit, or in the organ's own office."""
    if isinstance(place, Department):
        here = officers_of(place)
    else:
        seats = Seat.objects.filter(organ=place, role=roles.Office.key).in_force(clock.today())
        people = User.objects.filter(is_active=True, pk__in=seats.values("user"))
        here = list(people.order_by("name", "pk"))
    return [one for one in here if one.pk != user.pk]


def speaks_for(by: User, user: User, place: Department | Organ) -> bool:
    """Tell whether somebody may say that a person is absent from a place: that person, the unit's
    head, the organ's administrator. Who stands in for a head says nothing of who stands in."""
    if by.pk == user.pk:
        return True
    if isinstance(place, Department):
        return place.pk in heads_by_own_seat(by) or place.organ_id in hats(by).admin_of
    return place.pk in hats(by).admin_of


def may_empty_desk(by: User, user: User, unit: Department) -> bool:
    """Tell whether somebody may give away what a person handles in a unit: that person, its head
    or who stands in for them, the organ's administrator."""
    return speaks_for(by, user, unit) or unit.pk in heads_of(by)
