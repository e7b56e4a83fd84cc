"""Drawings as plain values: where each bar, tile and word stands. Pure.

One unit is a pixel at 100 %; a drawing grows with its place, and its table says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 640, 180
HEAD, FOOT = 22, 24
GAP = 0.28
"""Share of a bar's room that stays empty."""

DIGIT = 10
"""How wide a digit of a figure is, on a phone too."""

TILE, TILE_GAP = 46, 3
TILE_ROOM = 43
"""How much of a tile's width its name may take."""

NAME_MOST, NAME_LEAST = 14, 12
"""How large a name is drawn at most, and how small a reader may get to see it, in pixels."""

MAP_MOST = 640
"""How wide a map may have to be for its names: a wider one stands without them."""

FEW = 300
"""A map less wide than this does not grow to the width of its place."""

FIGURE_MOST = 999
"""The largest figure that a small map without names has room for."""

HAN, LATIN = 1.0, 0.53
"""How wide a sign is, in parts of the height of its face."""

SHADES = 5
"""Steps of a tile's ground; the first is that of none."""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart with its place, the words under it and the figure above it."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float
    url: str = ""
    is_now: bool = False
    is_said: bool = True
    """Whether its figure has room beside those of its neighbours."""
    below: str = ""
    """What stands below the words under it, such as the year where it begins."""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def above(self) -> float:
        return round(self.y - 6, 1)


@dataclass(frozen=True)
class Given:
    """What one bar is to show."""

    label: str
    value: int
    url: str = ""
    is_now: bool = False
    below: str = ""


def bars(given: Sequence[Given]) -> list[Bar]:
    """Upright bars side by side on one line; the highest fills the room. Where figures are wider
    than a bar's room, only every second (or third) is written, the last one among them."""
    if not given:
        return []
    room = WIDTH / len(given)
    most = max(one.value for one in given) or 1
    scale = (HEIGHT - HEAD - FOOT) / most
    every, last = ceil(DIGIT * len(str(most)) / room), len(given) - 1
    return [
        Bar(
            one.label,
            one.value,
            x=round(index * room + room * GAP / 2, 1),
            y=round(HEIGHT - FOOT - one.value * scale, 1),
            width=round(room * (1 - GAP), 1),
            height=round(one.value * scale, 1),
            url=one.url,
            is_now=one.is_now,
            is_said=(last - index) % every == 0,
            below=one.below,
        )
        for index, one in enumerate(given)
    ]


@dataclass(frozen=True)
class Tile:
    """One county: its name in short, its figure, its place and how dark it is (0 to 4)."""

    name: str
    short: str
    value: int
    x: int
    y: int
    shade: int
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Tiles:
    """A map of tiles, cut to those that it shows."""

    tiles: Sequence[Tile]
    width: int
    height: int
    name_size: float = NAME_MOST
    is_named: bool = True
    """Whether the names have room to be read; where they have none each is a title alone."""
    least: int = 0
    """How many pixels wide it must at least be shown, so that all its words can be read."""
    side: int = TILE

    @property
    def is_few(self) -> bool:
        """Whether so few counties are shown that their tiles would grow too large."""
        return self.width < FEW

    @property
    def figure_size(self) -> float:
        """A figure is a little larger than the name above it."""
        return self.name_size + 2


def tile_map(
    places: Mapping[str, tuple[int, int]],
    values: Mapping[str, int],
    *,
    names: Mapping[str, tuple[str, str]],
    url: Callable[[str], str],
    shades: Callable[[int], int] | None = None,
    here: str = "",
) -> Tiles | None:
    """Put counties where `places` says; `names`: whole and short. None where there is none.
    `here`: the one that the page is about.

    `shades` says how dark a figure is drawn; without it the highest is the darkest.
    """
    if not places:
        return None
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    right, bottom = (max(place[axis] for place in places.values()) for axis in (0, 1))
    step = TILE + TILE_GAP
    most = max((values.get(code, 0) for code in places), default=0)
    drawn = [
        Tile(
            name=names[code][0],
            short=names[code][1],
            value=values.get(code, 0),
            x=(column - left) * step,
            y=(row - top) * step,
            shade=shades(values.get(code, 0)) if shades else shade(values.get(code, 0), most),
            url=url(code),
            is_here=code == here,
        )
        for code, (column, row) in sorted(places.items(), key=lambda item: item[1][::-1])
        if code in names
    ]
    width, height = (right - left + 1) * step, (bottom - top + 1) * step
    size = min((_name_size(one.short) for one in drawn), default=NAME_MOST)
    least = ceil(width * max(1, NAME_LEAST / size))
    if least <= MAP_MOST:
        return Tiles(drawn, width, height, size, least=least)
    return Tiles(drawn, width, height, is_named=False, least=width if most > FIGURE_MOST else 0)


def _name_size(name: str) -> float:
    """How large a name can be drawn on its tile."""
    wide = sum(LATIN if sign.isascii() else HAN for sign in name)
    return min(NAME_MOST, round(TILE_ROOM / wide, 1)) if wide else NAME_MOST


def shade(value: int, most: int) -> int:
    """How dark: 0 for none, then in four even steps up to the most."""
    if not value or not most:
        return 0
    return min(SHADES - 1, 1 + (value - 1) * (SHADES - 1) // most)
