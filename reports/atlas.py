"""What everybody may know by place: published cases, and figures from five cases on."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from design.dates import in_chinese
from members import areas
from members.models import Organ
from members.tiles import tiles
from reports import charts
from reports.measures import Dim, Measure, kept_back
from reports.models import Tally

STEPS = (1, 5, 20, 50)
"""From how many published cases on a tile is the next shade darker."""
HIDDEN = "—"


@dataclass(frozen=True)
class Place:
    """One prefecture or county, with what is known of it and where that leads."""

    name: str
    url: str
    published: int
    submitted: str
    answered: str

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


def _counts() -> dict[str, Counter[str]]:
    """Published, submitted and answered cases by the code of their place."""
    wanted = (Measure.PUBLISHED, Measure.CAME_IN, Measure.TIMELY)
    found: dict[str, Counter[str]] = {}
    for row in Tally.objects.filter(dim=Dim.PLACE, measure__in=wanted).summed("key", "measure"):
        found.setdefault(row["key"], Counter())[row["measure"]] = row["sum"]
    return found


def _together(counts: Mapping[str, Counter[str]], city: Organ) -> Counter[str]:
    inside = (found for code, found in counts.items() if areas.covers(city.code, code))
    return sum(inside, Counter[str]())


def _places(
    organs: list[Organ], counts: Mapping[str, Counter[str]], ways: Mapping[str, str]
) -> list[Place]:
    def column(measure: Measure) -> dict[str, str]:
        figures = {one.code: counts.get(one.code, Counter())[measure] for one in organs}
        away = kept_back(figures)
        return {code: HIDDEN if code in away else str(n) for code, n in figures.items()}

    submitted, answered = column(Measure.CAME_IN), column(Measure.TIMELY)
    return [
        Place(
            one.name,
            ways.get(one.code, ""),
            counts.get(one.code, Counter())[Measure.PUBLISHED],
            submitted[one.code],
            answered[one.code],
        )
        for one in organs
    ]


def _map(counties: list[Organ], counts: Mapping[str, Counter[str]]) -> charts.Tiles | None:
    names = {one.code: (one.name, on_tile(one.short_name)) for one in counties}
    return charts.tile_map(
        {code: place for code, place in tiles().items() if code in names},
        {code: found[Measure.PUBLISHED] for code, found in counts.items()},
        names=names,
        url=published,
        shades=step_of,
    )


def on_tile(name: str) -> str:
    """A county's name as a tile has room for it: without the word for what it is."""
    if in_chinese():
        return name[:-1] if len(name) > 2 and name[-1] in "县区市" else name[:4]
    return name.partition(" ")[0][:8]
