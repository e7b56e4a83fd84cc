"""An organ's units and who sits in them, as its administrator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from departments.models import Department, Officer
from departments.policies import known_to
from departments.vacancies import manned
from members import numbers, roles
from members.models import Member, Organ, Seat, User
from members.registry import number_of

MOST_UNITS = 500
MOST_PEOPLE = 20
MOST_FORMER = 20
ON, EMPTY, OFF = "on", "empty", "off"


def units(organ: Organ, *, day: date, query: str = "", show: str = ON) -> QuerySet[Department]:
    """Return an organ's units with `sitting` and `heading`, families together. One query.

    Args:
        query: a part of a name or of the code.
        show: those in use, those of them without anybody, or those switched off.
    """
    found = Department.objects.filter(organ=organ, is_active=show != OFF)
    if show == EMPTY:
        found = found.exclude(manned(day))
    if query:
        names = ("name_zh", "short_zh", "name_en", "code")
        found = found.filter(Q(*((f"{name}__icontains", query) for name in names), _connector=Q.OR))
    here = Officer.objects.in_force(day).filter(department=OuterRef("pk"), user__is_active=True)
    counted = found.in_families().annotate(
        sitting=number_of(here, "user"),
        heading=number_of(here.filter(role=roles.Head.key), "user"),
    )
    rows: QuerySet[Department] = counted[:MOST_UNITS]
    return rows


@dataclass(frozen=True)
class People:
    """Who sits in a unit now or will, heads first; and who did, the last first."""

    now: list[Officer]
    before: list[Officer]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has a place, not even one that is still to begin."""
        return not self.now


def people(unit: Department, *, day: date) -> People:
    """Return the places of a unit, those of now with `is_here`. Two queries."""
    places = unit.officers.select_related("user")
    heads_first = ("-role_is_head", "is_deputy", "since", "pk")
    now = places.filter(Q(until=None) | Q(until__gte=day), user__is_active=True)
    now = now.alias(role_is_head=Q(role=roles.Head.key)).order_by(*heads_first)
    now = now.annotate(is_here=_is_here(unit.organ_id, "user", day))
    return People(
        now=list(now), before=list(places.filter(until__lt=day).order_by("-until")[:MOST_FORMER])
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


def candidates(organ: Organ, query: str, *, day: date) -> list[User]:
    """Return whom of an organ's people a search finds: by name, address, phone or code. Each has
    `is_here`: whether they have a place in the organ on the day."""
    known = known_to(organ.pk).annotate(is_here=_is_here(organ.pk, "pk", day))
    if query:
        known = known.filter(
            Q(name__icontains=query)
            | Q(email__iexact=query)
            | Q(phone=query)
            | Q(mobile__in=_mobiles(query))
            | Q(code__iexact=query)
        )
    return list(known.order_by("name", "pk")[:MOST_PEOPLE])
