"""Whom to call: the contact of an organ or, where it has none, of the next one above."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from members import areas
from members.models import Organ

CODE = re.compile(r"[1-9][0-9]{5}")


@dataclass(frozen=True)
class Found:
    """`asked`: the organ asked about; `answers`: the one whose contact is given, itself or one
    above; None where nobody on the way has one."""

    asked: Organ
    answers: Organ | None

    @property
    def is_above(self) -> bool:
        return self.answers is not None and self.answers.pk != self.asked.pk


@dataclass(frozen=True)
class Choice:
    """What a stranger has chosen so far: a city, and the organ whose contact is shown."""

    city: str = ""
    found: Found | None = None


def of_each(codes: Iterable[str]) -> list[Found]:
    """Return whom to call for each organ, in their order; each contact once. One query."""
    wanted = list(codes)
    ways = {code: areas.chain(code) for code in wanted}
    organs = Organ.objects.in_bulk({one for way in ways.values() for one in way})
    found: dict[str, Found] = {}
    for code in wanted:
        way = [organs[one] for one in ways[code] if one in organs]
        answers = next((one for one in way if one.is_reachable), None)
        if way:
            found.setdefault(answers.pk if answers else code, Found(way[0], answers))
    return list(found.values())


def chosen(organ: str, city: str) -> Choice:
    """Read what was chosen; nothing where no such organ is."""
    wanted = organ or city
    found = Organ.objects.filter(pk=wanted).first() if CODE.fullmatch(wanted) else None
    if found is None:
        return Choice()
    is_province = found.level == areas.PROVINCE
    own_city = "" if is_province else next(iter(areas.chain(found.pk)[-2:]))
    return Choice(own_city, of_each([found.pk])[0])


def cities() -> list[Organ]:
    """Return the organs of the province and its cities, in order."""
    return list(Organ.objects.exclude(level=areas.COUNTY))


def counties(city: str) -> list[Organ]:
    """Return the organs of a city's counties."""
    return list(Organ.objects.filter(parent=city))
