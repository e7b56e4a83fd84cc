"""Places and the organs above them: what the writer may choose, and whose matter it would be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from departments.models import Department
from members.models import Organ
from suggestions.routing.county import Area, area_of
from suggestions.routing.level import Proposal, propose

OUTLINES = Path(__file__).parent / "data" / "counties.geojson"

type Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Matter:
    """Whose matter it is: the organ, and the proposal it came from (None: the author chose)."""

    organ: Organ
    proposal: Proposal | None


def choices() -> Choices:
    """All places for a picker: counties in groups by city, the city itself first in its group."""
    organs = list(Organ.objects.order_by("code"))
    below: dict[str | None, list[Organ]] = {}
    for organ in organs:
        below.setdefault(organ.parent_id, []).append(organ)
    top = below.get(None, [])
    groups: Choices = [(organ.code, organ.name) for organ in top]
    for city in (city for organ in top for city in below.get(organ.code, [])):
        whole = (city.code, _("%(place)s as a whole") % {"place": city.name})
        counties = [(county.code, county.name) for county in below.get(city.code, [])]
        groups.append((city.name, [whole, *counties]))
    return groups


def ready_organs(chain: list[Organ]) -> dict[str, Organ]:
    """level → organ, for a place and those above it that have units to take a matter."""
    codes = [organ.code for organ in chain]
    ready = set(
        Department.objects.active().filter(organ__in=codes).values_list("organ_id", flat=True)
    )
    return {organ.level: organ for organ in chain if organ.code in ready}


def with_units() -> QuerySet[Organ]:
    """The organs that have units to take a matter, by code."""
    units = Department.objects.active().values("organ")
    return Organ.objects.filter(pk__in=units).order_by("code")


def matter(place: Organ, text: str, level: str = "") -> Matter | None:
    """Whose matter it is at that place; with `level`, as the author chose.

    None where no organ of that level, or none at all, has units on the platform.
    """
    return _matter(place.chain(), text, level)


def matter_at(code: str, text: str) -> Matter | None:
    """The same by the code of the place; None for a place that is not known."""
    chain = sorted(Organ.objects.above(code), key=lambda organ: organ.code, reverse=True)
    return _matter(chain, text) if code in {organ.code for organ in chain} else None


def _matter(chain: list[Organ], text: str, level: str = "") -> Matter | None:
    ready = ready_organs(chain)
    if level:
        return Matter(ready[level], None) if level in ready else None
    if not ready:
        return None
    proposal = propose(text, ready=ready)
    return Matter(ready[proposal.level], proposal)


def county_at(lon: float, lat: float) -> Organ | None:
    """The county in which a point lies; None outside of all. Kept nowhere, written to no log."""
    code = area_of(lon, lat, _outlines())
    return Organ.objects.filter(pk=code).first() if code else None


@cache
def _outlines() -> dict[str, Area]:
    found: dict[str, Area] = {}
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        single = shape["type"] == "Polygon"
        found[feature["properties"]["code"]] = (
            [shape["coordinates"]] if single else shape["coordinates"]
        )
    return found
