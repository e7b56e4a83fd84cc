"""In which area a point lies. Pure: rings of longitude and latitude, nothing kept, nobody asked."""

from collections.abc import Mapping, Sequence

type Ring = Sequence[Sequence[float]]
type Area = Sequence[Sequence[Ring]]
"""Polygons, each an outer ring and the holes in it."""


def area_of(lon: float, lat: float, areas: Mapping[str, Area]) -> str:
    """The code of the area that holds the point; "" where none does. Degrees, WGS-84."""
    for code, polygons in areas.items():
        for outer, *holes in polygons:
            if inside(lon, lat, outer) and not any(inside(lon, lat, hole) for hole in holes):
                return code
    return ""


def inside(lon: float, lat: float, ring: Ring) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    within = False
    last_lon, last_lat = ring[-1][0], ring[-1][1]
    for here_lon, here_lat in ((point[0], point[1]) for point in ring):
        if (here_lat > lat) != (last_lat > lat):
            crossing = (last_lon - here_lon) * (lat - here_lat) / (last_lat - here_lat) + here_lon
            within ^= lon < crossing
        last_lon, last_lat = here_lon, here_lat
    return within
