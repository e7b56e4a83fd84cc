"""An organ's units and who sits in them, as its administrator sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from departments.models import Absence, Department, Officer
from departments.models.absence import AbsenceQuerySet
from departments.policies import (
    UnitSeat,
    known_to,
    places_of,
    speaks_for,
    units_of,
)
from departments.vacancies import came_in
from members import numbers, roles
from members.models import Member, Organ, Seat, User
from members.models.period import PeriodQuerySet
from members.policies import hats
from members.registry import number_of

MOST_UNITS = 500
MOST_PEOPLE = 20
MOST_FORMER = 20
ON, EMPTY, HEADLESS, OFF = "on", "empty", "headless", "off"


def _heading(day: date) -> PeriodQuerySet[Any]:
    """The places of heads and deputies in force on the day, of those who are more
    than invited. Where there is none, a unit is without a head."""
    return _in_post(day).filter(role=roles.Head.key)


def _in_post(day: date) -> PeriodQuerySet[Any]:
    places = Officer.objects.in_force(day).filter(user__is_active=True)
    return places.exclude(user__in=User.objects.only_invited())


def units(organ: Organ, *, day: date, query: str = "", show: str = ON) -> QuerySet[Department]:
    """Return an organ's units with `sitting` and `heading`, families together. One query.

    Args:
        query: a part of a name or of the code.
        show: those in use, those of them without anybody or without a head, or those switched
            off.
    """
    found = Department.objects.filter(organ=organ, is_active=show != OFF)
    if show == EMPTY:
        found = found.exclude(came_in(day))
    if query:
        names = ("name_zh", "short_zh", "name_en", "code")
        found = found.filter(Q(*((f"{name}__icontains", query) for name in names), _connector=Q.OR))
    counted = found.in_families().annotate(
        sitting=number_of(_in_post(day).filter(department=OuterRef("pk")), "user"),
        heading=number_of(_heading(day).filter(department=OuterRef("pk")), "user"),
    )
    if show == HEADLESS:
        counted = counted.filter(heading=0)
    rows: QuerySet[Department] = counted[:MOST_UNITS]
    return rows


@dataclass(frozen=True)
class People:
    """Who sits in a unit now or will, heads first; who is invited and has not come in; and who
    did, the last first."""

    now: list[Officer]
    invited: list[Officer]
    before: list[Officer]
    has_head: bool
    """Whether somebody heads it on the day, as the list of units counts it."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has a place, not even one that is still to begin."""
        return not self.now and not self.invited


def people(unit: Department, *, day: date) -> People:
    """Return the places of a unit, those of now with `is_here`. Two queries."""
    places = unit.officers.select_related("user")
    heads_first = ("-role_is_head", "is_deputy", "since", "pk")
    now = places.filter(Q(until=None) | Q(until__gte=day), user__is_active=True)
    now = now.alias(role_is_head=Q(role=roles.Head.key)).order_by(*heads_first)
    invited = User.objects.only_invited().filter(pk=OuterRef("user"))
    now = now.annotate(
        is_here=_is_here(unit.organ_id, "user", day),
        is_invited=Exists(invited),
        heads_it=Exists(_heading(day).filter(pk=OuterRef("pk"))),
    )
    found = list(now)
    return People(
        now=[one for one in found if not one.is_invited],
        invited=[one for one in found if one.is_invited],
        before=list(places.filter(until__lt=day).order_by("-until")[:MOST_FORMER]),
        has_head=any(one.heads_it for one in found),
    )


def _is_here(organ: str, person: str, day: date) -> Q:
    """Whether somebody has a place in the organ on the day: of whoever has none, nobody there is
    shown an address."""
    places = (
        Seat.objects.filter(organ=organ),
        Member.objects.filter(organ=organ),
        Officer.objects.filter(department__organ=organ),
    )
    here = [Exists(rows.held(day).filter(user=OuterRef(person))) for rows in places]
    return Q(*here, _connector=Q.OR)


def _mobiles(query: str) -> list[str]:
    """The mobile number that was written, as it is kept; nothing for words that are none."""
    try:
        return [numbers.mobile(query)]
    except ValueError:
        return []


def candidates(unit: Department, query: str, *, day: date) -> list[User]:
    """Return whom of an organ's people a search finds, by name, address, phone or code; those of
    the unit first. Each has `is_here`, whether they have a place in the organ on the day,
    and `is_invited`. One more than are shown, where there are more."""
    organ = unit.organ_id
    invited = User.objects.only_invited().filter(pk=OuterRef("pk"))
    sitting = Officer.objects.not_over(day).filter(department=unit, user=OuterRef("pk"))
    known = known_to(organ).annotate(
        is_here=_is_here(organ, "pk", day), is_invited=Exists(invited), is_theirs=Exists(sitting)
    )
    if query:
        known = known.filter(
            Q(name__icontains=query)
            | Q(email__iexact=query)
            | Q(phone=query)
            | Q(mobile__in=_mobiles(query))
            | Q(code__iexact=query)
        )
    return list(known.order_by("-is_theirs", "name", "pk")[: MOST_PEOPLE + 1])


def places_said(people: list[User], organ: str, *, day: date) -> dict[int, list[str]]:
    """Return what each of these people is in an organ, in words. Three queries."""
    said: dict[int, list[str]] = defaultdict(list)
    posts = Officer.objects.filter(department__organ=organ, user__in=people).not_over(day)
    for post in posts.select_related("department").order_by("department__code", "pk"):
        words = {"role": post.title, "unit": post.department.short_name}
        said[post.user_id].append(_("%(role)s at %(unit)s") % words)
    for seat in Seat.objects.filter(organ=organ, user__in=people).not_over(day).order_by("pk"):
        said[seat.user_id].append(str(roles.named(seat.role)))
    members = Member.objects.filter(organ=organ, user__in=people).not_over(day)
    for user in members.values_list("user", flat=True).distinct():
        said[user].append(str(roles.Member.name))
    return said


@dataclass(frozen=True)
class Place:
    """Where somebody sits, as the address of a form names it."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class Other:
    """Somebody for whom a head or an administrator may speak, and where they sit."""

    user: User
    place: Place


@dataclass(frozen=True)
class Absences:
    """What the page of absences shows one person: those of now and soon, each with whether they
    may change it; their own places; and the others of the units they head, of the offices they
    administer."""

    rows: list[tuple[Absence, bool]]
    places: list[Place]
    others: list[Other]
    administers: bool

    @property
    def has_place(self) -> bool:
        """Whether the page is theirs at all."""
        return bool(self.places or self.administers)


def absences(user: User, *, day: date) -> Absences:
    """Return who is absent where somebody works. A fixed number of queries."""
    places, worn = places_of(user), hats(user)
    own = {seat.code: Place("unit", seat.code, _seat_name(seat)) for seat in places.seats}
    offices = [code for code in worn.office_of if code not in worn.stands_in_for]
    own |= {code: Place("office", code, _office_name(worn.names[code])) for code in offices}
    found = absences_seen_by(user, day=day)[:MOST_UNITS]
    return Absences(
        rows=[(one, may_change(user, one)) for one in found],
        places=list(own.values()),
        others=_others(user, day),
        administers=bool(worn.admin_of),
    )


def _others(user: User, day: date) -> list[Other]:
    """Each person once for a place, though they sit there in two roles. Two queries at most."""
    headed = [one.unit for one in places_of(user).seats if one.role == roles.Head.key]
    officers = Officer.objects.filter(department__in=headed, user__is_active=True).in_force(day)
    seats = officers.exclude(user=user).select_related("user", "department")
    found = {
        (one.department.code, one.user_id): Other(
            one.user, Place("unit", one.department.code, one.department.short_name)
        )
        for one in seats.order_by("department__code", "user__name", "user_id")[:MOST_UNITS]
    }
    offices = Seat.objects.filter(organ__in=hats(user).admin_of, role=roles.Office.key)
    staff = offices.in_force(day).filter(user__is_active=True).exclude(user=user)
    found |= {
        (one.organ_id, one.user_id): Other(
            one.user, Place("office", one.organ_id, one.organ.short_office_name)
        )
        for one in staff.select_related("user", "organ").order_by("organ", "user__name")[
            :MOST_UNITS
        ]
    }
    return list(found.values())


def _seat_name(seat: UnitSeat) -> str:
    called = {"name_zh": seat.name_zh, "short_zh": seat.short_zh, "name_en": seat.name_en}
    return Department(**called).short_name


def _office_name(called: Mapping[str, str]) -> str:
    return Organ(**called).short_office_name


def absences_seen_by(user: User, *, day: date) -> AbsenceQuerySet:
    """Return the absences of now and later in somebody's units and offices, and, for an
    administrator, in the whole organ."""
    worn = hats(user)
    here = (
        Q(unit__in=units_of(user))
        | Q(office__in=worn.office_of)
        | Q(unit__organ__in=worn.admin_of)
        | Q(office__in=worn.admin_of)
        | Q(user=user)
    )
    return Absence.objects.not_over(day).filter(here).for_page()


def stood_in_for(user: User, place: Department | Organ, *, day: date) -> list[Absence]:
    """Return the absences of now and later at a place in which somebody stands in."""
    is_unit = isinstance(place, Department)
    here = Q(unit=place.pk) if is_unit else Q(office=place.pk)
    return list(Absence.objects.not_over(day).filter(here, stand_in=user).for_page()[:MOST_UNITS])


def away_now(people: list[User], *, day: date) -> dict[int, date]:
    """Return until when those of these people are absent from anywhere who are, by their keys."""
    away = Absence.objects.in_force(day).filter(user__in=people).order_by("until")
    return dict(away.values_list("user", "until"))


def may_change(user: User, absence: Absence) -> bool:
    """Tell whether somebody may change or end an absence. No query of its own."""
    return speaks_for(user, absence.user, absence.place)


def names_by_code(codes: Collection[str]) -> dict[str, str]:
    """Return the short names of units by their codes."""
    return {one.code: one.short_name for one in Department.objects.filter(code__in=codes)}


LEDGER_NAMES = {"unit": names_by_code}
