"""Counties on a map of equal tiles: a picture that needs no borders."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "tiles.csv"
COLUMNS, ROWS = 12, 14


@cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """The column and row of each county by its code, from the upper left, from nought."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(lines)}
