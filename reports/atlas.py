"""How many cases are published about each place: what everybody can count in the list of them.

No other figure stands here. By county and over all years it would tell, together with the figures
of each year, what those keep back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from design.dates import in_chinese
from members import areas
from members.models import Organ
from members.tiles import tiles
from reports import charts
from reports.measures import Dim, Measure
from reports.models import Tally

STEPS = (1, 5, 20, 50)
"""From how many published cases on a tile is the next shade darker."""


@dataclass(frozen=True)
class Place:
    """One prefecture or county, with how much is published about it and where that leads."""

    name: str
    url: str
    published: int

    @property
    def step(self) -> int:
        """The shade of its tile, 0 to 4."""
        return step_of(self.published)


@dataclass(frozen=True)
class Atlas:
    """The page of the province, or of one prefecture."""

    organ: Organ
    places: list[Place]
    map: charts.Tiles | None
    published_url: str


def step_of(count: int) -> int:
    """How dark: 0 for none, up to 4."""
    return bisect_right(STEPS, count)


def steps() -> list[tuple[int, str]]:
    """Every shade with what it stands for."""
    return [
        (0, _("none")),
        (1, _("1 to 4")),
        (2, _("5 to 19")),
        (3, _("20 to 49")),
        (4, _("50 or more")),
    ]


def whole(organ: Organ) -> Atlas:
    """The province by prefectures, and its counties as tiles. Two queries."""
    organs = list(Organ.objects.exclude(pk=organ.pk).order_by("code"))
    counts = _counts()
    cities = [one for one in organs if one.level == areas.CITY]
    by_city = {one.code: _together(counts, one) for one in cities}
    ways = {one.code: reverse("reports:place", args=[one.code]) for one in cities}
    counties = [one for one in organs if one.level == areas.COUNTY]
    return Atlas(organ, _places(cities, by_city, ways), _map(counties, counts), published(""))


def part(city: Organ) -> Atlas:
    """One prefecture by its counties. Two queries."""
    below = Organ.objects.filter(parent=city).order_by("code")
    counties = [city, *below]
    counts = {code: found for code, found in _counts().items() if areas.covers(city.code, code)}
    ways = {one.code: published(one.code) for one in counties if one.pk != city.pk}
    return Atlas(
        city,
        _places(counties, counts, ways),
        _map(counties[1:], counts),
        published(city.code),
    )


def published(code: str) -> str:
    """Where the published cases of a place stand."""
    url = reverse("portal:published")
    return f"{url}?place={code}" if code else url


def _counts() -> dict[str, int]:
    """Published cases by the code of their place."""
    rows = Tally.objects.filter(dim=Dim.PLACE, measure=Measure.PUBLISHED).summed("key")
    return {row["key"]: row["sum"] for row in rows}


def _together(counts: Mapping[str, int], city: Organ) -> int:
    return sum(count for code, count in counts.items() if areas.covers(city.code, code))


def _places(organs: list[Organ], counts: Mapping[str, int], ways: Mapping[str, str]) -> list[Place]:
    return [Place(one.name, ways.get(one.code, ""), counts.get(one.code, 0)) for one in organs]


def _map(counties: list[Organ], counts: Mapping[str, int]) -> charts.Tiles | None:
    names = {one.code: (one.name, on_tile(one.short_name)) for one in counties}
    return charts.tile_map(
        {code: place for code, place in tiles().items() if code in names},
        dict(counts),
        names=names,
        url=published,
        shades=step_of,
    )


def on_tile(name: str) -> str:
    """A county's name as a tile has room for it: without the word for what it is."""
    if in_chinese():
        return name[:-1] if len(name) > 2 and name[-1] in "县区市" else name[:4]
    return name.partition(" ")[0][:9]
