"""Who and what there is in the demo: organs, units, and the people at each desk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from departments.models import Department, Officer
from members import roles
from members.models import Member, Organ, Seat
from suggestions.actions.recommending import catalogue_of
from suggestions.routing.recommend import Catalogue

FOLDER = Path(__file__).parent
DOMAIN = "@demo.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented, in the seat in which they act here."""

    pk: int
    code: str
    name: str
    role: str
    organ: str


@dataclass(slots=True)
class Unit:
    """A handling unit with those who work for it."""

    pk: int
    code: str
    organ: str
    short: str
    matter: str
    beside: tuple[str, ...] = ()
    officers: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """An organ: what it is called here, what lies below it, and how much comes to it."""

    code: str
    level: str
    parent: str
    name: str
    weight: int


class World:
    """All of it, read once."""

    def __init__(self) -> None:
        offices = {row["organ"]: row for row in table("offices.csv")}
        self.places: dict[str, Place] = {
            organ.code: Place(
                organ.code,
                organ.level,
                organ.parent_id or "",
                organ.name_zh,
                int(offices.get(organ.code, {}).get("weight", 0)),
            )
            for organ in Organ.objects.order_by("code")
        }
        self.units = _units()
        self.by_matter: dict[tuple[str, str], Unit] = {
            (unit.organ, unit.matter): unit
            for unit in self.units.values()
            if unit.officers and unit.matter
        }
        self.clerks = _seats(roles.Office.key)
        self.members = _members()
        self.catalogues: dict[str, Catalogue] = {}

    def catalogue(self, organ: str) -> Catalogue:
        """The units that are proposed in an organ."""
        if organ not in self.catalogues:
            self.catalogues[organ] = catalogue_of(organ)
        return self.catalogues[organ]

    def beside(self, organ: str, kind: str, place: str) -> list[Unit]:
        """Units that are only ever asked along: for some matters, or where these are."""
        area = f"{place[:4]}00zf"
        return [
            one
            for one in self.units.values()
            if one.organ == organ and one.officers and (kind in one.beside or one.code == area)
        ]

    def below(self, organ: str) -> list[str]:
        """The counties of an organ; of a county itself."""
        place = self.places[organ]
        if place.level == "county":
            return [organ]
        top = place.level == "province"
        counties = (one for one in self.places.values() if one.level == "county")
        return [one.code for one in counties if top or one.parent == organ]

    def authors(self, organ: str) -> list[Person]:
        """Members whose matters come to an organ: its own, and those of the organs below it."""
        prefix = {"province": 2, "city": 4}.get(self.places[organ].level, 6)
        start = organ[:prefix]
        return [
            one for code, group in self.members.items() if code.startswith(start) for one in group
        ]

    def fellows(self, author: Person, place: str) -> list[Person]:
        """Whom an author may ask to co-sign: members of the organs around, and those above."""
        around = {code for end in (author.organ, place) for code in self.chain(end)}
        there = [one for code in sorted(around) for one in self.members.get(code, ())]
        return [one for one in there if one.pk != author.pk]

    def chain(self, code: str) -> list[str]:
        """An organ and those above it."""
        found = []
        while code:
            found.append(code)
            code = self.places[code].parent
        return found

    @property
    def open_organs(self) -> list[Place]:
        """Those to which cases come: they have an office, units, and a weight."""
        return [one for one in self.places.values() if one.weight and one.code in self.clerks]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the demo's lists."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _units() -> dict[str, Unit]:
    desks = {row["unit"]: row for row in table("desks.csv")}
    found: dict[str, Unit] = {}
    for row in Department.objects.filter(code__in=desks, is_active=True).order_by("code"):
        desk = desks[row.code]
        along = tuple(filter(None, desk["beside"].split("|")))
        found[row.code] = Unit(row.pk, row.code, row.organ_id, row.short_zh, desk["matter"], along)
    here = Officer.objects.filter(department__code__in=desks, user__email__endswith=DOMAIN)
    for place in here.select_related("user", "department").order_by("pk"):
        unit = found[place.department.code]
        user = place.user
        unit.officers.append(Person(user.pk, user.code, user.name, place.role, unit.organ))
    for unit in found.values():
        unit.officers.sort(key=lambda one: one.role != roles.Officer.key)
        plain = [one for one in unit.officers if one.role == roles.Officer.key]
        unit.officers = plain or unit.officers
    return found


def _seats(role: str) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    seats = Seat.objects.filter(role=role, user__email__endswith=DOMAIN)
    for seat in seats.select_related("user").order_by("pk"):
        person = Person(seat.user.pk, seat.user.code, seat.user.name, role, seat.organ_id)
        found.setdefault(seat.organ_id, []).append(person)
    return found


def _members() -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    places = Member.objects.filter(user__email__endswith=DOMAIN).select_related("user")
    for place in places.order_by("organ", "pk"):
        user = place.user
        person = Person(user.pk, user.code, user.name, roles.Member.key, place.organ_id)
        found.setdefault(place.organ_id, []).append(person)
    return found
