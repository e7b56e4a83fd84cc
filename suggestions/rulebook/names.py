"""The rules in words, and what a rule can be made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from departments.models import Department
from design.dates import listed
from members import areas
from members.models import Organ, Sector
from members.models.names import localised
from suggestions import categories
from suggestions.lifecycle import URGENCIES
from suggestions.places import Choices
from suggestions.routing import rules as routing

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Line:
    """A rule as it is shown."""

    number: int
    key: str
    unit: str
    is_closed: bool
    words: tuple[str, ...]
    where: tuple[str, ...]
    others: str
    urgency: str


def lines(rules: Sequence[routing.Rule], units: Mapping[str, Department]) -> list[Line]:
    """The rules with their names: one question, however many rules."""
    names = _names(rules)
    return [
        Line(
            number=number,
            key=one.key,
            unit=unit_name(one.unit, units),
            is_closed=one.unit not in units or not units[one.unit].is_active,
            words=one.words,
            where=tuple(
                name
                for name in (
                    names.get(one.place, one.place),
                    categories.path(one.category),
                    names.get(one.sector, one.sector),
                )
                if name
            ),
            others=listed(unit_name(code, units) for code in one.others),
            urgency=str(URGENCIES.get(one.urgency, "")),
        )
        for number, one in enumerate(rules, start=1)
    ]


def _names(rules: Iterable[routing.Rule]) -> dict[str, str]:
    """Code → name of the places and sectors that the rules ask for."""
    places = Organ.objects.filter(pk__in={one.place for one in rules if one.place})
    sectors = Sector.objects.filter(pk__in={one.sector for one in rules if one.sector})
    named = ("code", "name_zh", "name_en")
    both = places.order_by().values_list(*named).union(sectors.order_by().values_list(*named))
    return {code: localised(zh, en) for code, zh, en in both}


def units_by_code(organ: Organ) -> dict[str, Department]:
    """All units of an organ, the closed ones too."""
    return {one.code: one for one in Department.objects.filter(organ=organ)}


def unit_name(code: str, units: Mapping[str, Department]) -> str:
    return units[code].short_name if code in units else code


def units_to_choose(organ: Organ) -> QuerySet[Department]:
    """The active units, what belongs to a unit right after it."""
    found: QuerySet[Department] = Department.objects.of_organ(organ.pk).in_families()
    return found


def places_in(choices: Choices, area: str) -> Choices:
    """Of a list of places those of one area."""
    found: Choices = []
    for key, below in choices:
        if isinstance(below, str):
            found += [(key, below)] if areas.covers(area, key) else []
        else:
            inside = [(code, name) for code, name in below if areas.covers(area, code)]
            found += [(key, inside)] if inside else []
    return found


def category_choices(keep: str = "") -> categories.Choices:
    """The first level as a whole, and the second below it; what is out of date only as `keep`."""
    return [
        (name, [(rows[0][0][: categories.TOP], name), *rows])
        for name, rows in categories.choices(keep)
    ]
