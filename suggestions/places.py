"""Places and the organs above them: what the writer may choose, and whose matter it would be."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from departments.models import Department
from members.models import Organ
from suggestions.routing.level import Proposal, propose

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


def ready_organs(place: Organ) -> dict[str, Organ]:
    """level → organ, for the place and those above it that have units to take a matter."""
    chain = place.chain()
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
    ready = ready_organs(place)
    if level:
        return Matter(ready[level], None) if level in ready else None
    if not ready:
        return None
    proposal = propose(text, ready=ready)
    return Matter(ready[proposal.level], proposal)
