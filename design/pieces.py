"""The pieces that carry the product, as plain values. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SPARK_WIDTH = 152
SPARK_HEIGHT = 36
SPARK_MARGIN = 4
"""Room for the last week's dot, in the drawing's units (one is a pixel at 100 %)."""


@dataclass(frozen=True)
class Light:
    """A traffic light: shape, word, number and colour. `kind`: green, amber, red or grey.

    ``late``: how many working days it is late, or was when it was done; None where it is not.
    """

    kind: str
    text: str
    late: int | None = None


@dataclass(frozen=True)
class Station:
    """One station of the river. `state`: behind, here or ahead."""

    label: str
    note: str
    state: str


@dataclass(frozen=True)
class Page:
    """One page of a list and the addresses of its neighbours; "" where there is none."""

    rows: Sequence[Any]
    older_url: str = ""
    newer_url: str = ""


@dataclass(frozen=True)
class Number:
    """A big figure, what it counts, its period, the weeks before it and the way to its rows.

    `weeks`: the last weeks' values, the oldest first (twelve as a rule); `table`: the same as
    words, for who does not see the line, such as "12 weeks: 31, 29, …"; `url`: the rows.
    """

    figure: str
    counts: str
    period: str = ""
    weeks: Sequence[float] = ()
    table: str = ""
    url: str = ""

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The corners of the line, from left to right; none for fewer than two weeks."""
        if len(self.weeks) < 2:
            return ()
        low, high = min(self.weeks), max(self.weeks)
        span = (high - low) or 1
        step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / (len(self.weeks) - 1)
        room = SPARK_HEIGHT - 2 * SPARK_MARGIN
        return tuple(
            (
                round(SPARK_MARGIN + index * step, 1),
                round(SPARK_MARGIN + room * (1 - (value - low) / span), 1),
            )
            for index, value in enumerate(self.weeks)
        )

    @property
    def path(self) -> str:
        """The line as the attribute `points` of an SVG polyline."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)

    @property
    def last(self) -> tuple[float, float] | None:
        """Where the line ends: now."""
        return self.points[-1] if self.points else None
