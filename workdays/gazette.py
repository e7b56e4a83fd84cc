"""Reads a year's notice (节假日安排通知) from its JSON file and refuses what cannot be one."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workdays.arithmetic import DayKind
from workdays.festivals import FESTIVALS

FOLDER = Path(__file__).parent / "data"


class NotANotice(ValueError):
    """The text is not the notice of a year; says why."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as the notice names it."""

    date: date
    kind: DayKind
    festival: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's notice: its number, where it was published, and the days it names."""

    year: int
    notice_no: str
    source: str
    days: tuple[NamedDay, ...]


def committed() -> list[Path]:
    """Return the files of the years that come with the project, oldest first."""
    return sorted(FOLDER.glob("[0-9][0-9][0-9][0-9].json"))


def parse(text: str) -> Notice:
    """Return the notice written in JSON. Raises NotANotice, with the reason in words."""
    try:
        raw = json.loads(text)
        notice = Notice(
            year=int(raw["year"]),
            notice_no=str(raw["notice_no"]),
            source=str(raw["source"]),
            days=tuple(_day(row) for row in raw["days"]),
        )
    except (KeyError, TypeError, ValueError) as reason:
        raise NotANotice(f"not a notice: {reason}") from reason
    _require_sense(notice)
    return notice


def _day(row: dict[str, str]) -> NamedDay:
    return NamedDay(
        date.fromisoformat(row["date"]), DayKind(row["kind"]), str(row.get("festival", ""))
    )


def _require_sense(notice: Notice) -> None:
    dates = [day.date for day in notice.days]
    faults = [
        (not dates, "it names no day"),
        (len(set(dates)) != len(dates), "it names a day twice"),
        (any(day.year != notice.year for day in dates), "it names a day of another year"),
        (not notice.source, "it does not say where it was published"),
        (any(day.festival not in {"", *FESTIVALS} for day in notice.days), "unknown festival"),
        (
            any(day.kind is DayKind.WORKDAY and day.date.weekday() < 5 for day in notice.days),
            "it calls an ordinary weekday a worked weekend",
        ),
    ]
    for wrong, why in faults:
        if wrong:
            raise NotANotice(f"not a notice for {notice.year}: {why}")
