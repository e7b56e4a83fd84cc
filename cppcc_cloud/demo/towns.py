"""Towns, villages and roads of the demo: each belongs to one county, and stays there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any

from cppcc_cloud.demo.world import Place

OF_A_COUNTY = 7


class Towns:
    """So many invented names of two signs for each organ's area; none has a name of another.

    What the demo's own texts say otherwise, and what real places are called, is no name.
    """

    def __init__(
        self, places: Mapping[str, Place], phrases: Mapping[str, Any], spoken: str
    ) -> None:
        taken = "\n".join([spoken, *(place.name for place in places.values())])
        pairs = product(phrases["town_firsts"], phrases["town_seconds"])
        names = [name for name in map("".join, pairs) if name not in taken]
        Random(0).shuffle(names)
        self._names = {
            code: names[number * OF_A_COUNTY : (number + 1) * OF_A_COUNTY]
            for number, code in enumerate(sorted(places))
        }

    def of(self, code: str) -> list[str]:
        """The names in one organ's area."""
        return self._names[code]
