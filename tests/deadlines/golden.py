"""Reads the table of deadlines that a person counted."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from workdays.arithmetic import SHANGHAI

FILE = Path(__file__).with_name("golden.csv")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One row: when a clock starts, under which rule, each day that counts, and the day it ends."""

    started: date
    phase: str
    urgency: str
    days: int
    counted: tuple[date, ...]
    due: date

    @property
    def start(self) -> datetime:
        """Ten o'clock in Hunan."""
        return datetime.combine(self.started, time(10), SHANGHAI)

    @property
    def due_at(self) -> datetime:
        """Six in the evening of the last day."""
        return datetime.combine(self.due, time(18), SHANGHAI)

    def __str__(self) -> str:
        return f"{self.started} {self.phase} {self.days}"


def terms() -> list[Term]:
    """Every row of the table."""
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Term(
            started=(started := date.fromisoformat(row["started"])),
            phase=row["phase"],
            urgency=row["urgency"],
            days=int(row["days"]),
            counted=tuple(_after(started, day) for day in row["counted"].split()),
            due=date.fromisoformat(row["due"]),
        )
        for row in csv.DictReader(lines)
    ]


def _after(started: date, month_and_day: str) -> date:
    """The first such day after the start."""
    found = date.fromisoformat(f"{started.year}-{month_and_day}")
    return found if found > started else found.replace(year=started.year + 1)
