"""Reads the table that a person typed."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.access.cast import ROLES
from tests.access.names import GROUPS

FILE = Path(__file__).with_name("table.csv")


@dataclass(frozen=True)
class Row:
    """One line: the addresses it is about, the request, and what each column expects."""

    url: str
    method: str
    state: str
    expected: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses of the line: one, or those of its list."""
        return GROUPS[self.url] if self.url.startswith("@") else (self.url,)

    def __str__(self) -> str:
        return f"{self.url}-{self.method}-{self.state}"


def rows() -> list[Row]:
    """Every line of the table; a misspelt column or a missing cell is an error at once."""
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    head, *cells = csv.reader(lines)
    if tuple(head) != ("url", "method", "state", *ROLES):
        raise ValueError(head)
    return [
        Row(url, method, state, dict(zip(ROLES, statuses, strict=True)))
        for url, method, state, *statuses in cells
    ]
