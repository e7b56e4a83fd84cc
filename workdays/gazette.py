"""Reads a year's notice (节假日安排通知) from its JSON file, or from a table of its days, and
refuses what cannot be one."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from workdays.arithmetic import ONE_DAY, DayKind
from workdays.festivals import FESTIVALS

FOLDER = Path(__file__).parent / "data"

# The columns of a table, and what may stand in its second: in Chinese and in English.
DATE, WEEKDAY, KIND, FESTIVAL = (
    ("日期", "date"),
    ("星期", "weekday"),
    ("类别", "kind"),
    ("节日", "name"),
)
KINDS = {
    "休": DayKind.REST,
    "班": DayKind.WORKDAY,
    "法定": DayKind.STATUTORY,
    "rest": DayKind.REST,
    "work": DayKind.WORKDAY,
    "statutory": DayKind.STATUTORY,
}
WEEKDAYS = (("一", "二", "三", "四", "五", "六", "日"), ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
A_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
SATURDAY = 5


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
        raise NotANotice(_("it is not written as a notice is (%s)") % reason) from reason
    _require_sense(notice)
    return notice


def _day(row: dict[str, str]) -> NamedDay:
    return NamedDay(
        date.fromisoformat(row["date"]), DayKind(row["kind"]), str(row.get("festival", ""))
    )


def _require_sense(notice: Notice) -> None:
    dates = [day.date for day in notice.days]
    faults = [
        (not dates, _("it names no day")),
        (len(set(dates)) != len(dates), _("it names a day twice")),
        (any(day.year != notice.year for day in dates), _("it names a day of another year")),
        (not notice.source, _("it does not say where it was published")),
        (any(day.festival not in {"", *FESTIVALS} for day in notice.days), _("unknown festival")),
        (
            any(
                day.kind is DayKind.WORKDAY and day.date.weekday() < SATURDAY for day in notice.days
            ),
            _("it calls an ordinary weekday a worked weekend"),
        ),
    ]
    for wrong, why in faults:
        if wrong:
            raise NotANotice(why)


def empty_table(year: int, *, chinese: bool) -> str:
    """Return a table of every day of a year, free or worked by its weekday, to be filled in."""
    at, file = (0 if chinese else 1), io.StringIO()
    rows = csv.writer(file)
    rows.writerow([DATE[at], WEEKDAY[at], KIND[at], FESTIVAL[at]])
    rest, work = ("休", "班") if chinese else ("rest", "work")
    day = date(year, 1, 1)
    while day.year == year:
        kind = rest if day.weekday() >= SATURDAY else work
        rows.writerow([day.isoformat(), WEEKDAYS[at][day.weekday()], kind, ""])
        day += ONE_DAY
    return file.getvalue()


def from_table(text: str, *, notice_no: str, source: str) -> str:
    """Return the notice of a table (date, kind, name) as JSON: of all days those that it changes.

    Raises:
        NotANotice: a column is missing, a row cannot be read, or no day is other than its weekday.
    """
    days = [row for row in _table_days(text) if _is_named(row)]
    if not days:
        raise NotANotice(_("it marks no free weekday and no worked weekend"))
    written = [
        {"date": one.date.isoformat(), "kind": one.kind.value, "festival": one.festival}
        for one in days
    ]
    said = {"year": days[0].date.year, "notice_no": notice_no, "source": source, "days": written}
    return json.dumps(said, ensure_ascii=False)


def _is_named(day: NamedDay) -> bool:
    """Whether the day is other than its weekday says, or belongs to a festival."""
    is_weekend, is_worked = day.date.weekday() >= SATURDAY, day.kind is DayKind.WORKDAY
    return is_weekend == is_worked or bool(day.festival and not is_worked)


def _table_days(text: str) -> Iterator[NamedDay]:
    head = text.lstrip("\ufeff").splitlines()[:1] or [""]
    sign = next((one for one in "\t;" if one in head[0]), ",")
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=sign)
    names = [name.strip().casefold() for name in next(rows, [])]
    if not {*DATE} & {*names} or not {*KIND} & {*names}:
        raise NotANotice(_("its first line does not name the columns “date” and “kind”"))
    for row in rows:
        cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
        if any(cells.get(name) for name in DATE) and any(cells.get(name) for name in KIND):
            yield _table_day(cells, rows.line_num)


def _table_day(cells: dict[str, str], line: int) -> NamedDay:
    said = {key: cells.get(zh) or cells.get(en) or "" for key, (zh, en) in _COLUMNS.items()}
    found = A_DAY.fullmatch(said["date"])
    kind = KINDS.get(said["kind"].casefold())
    festival = _festival_named(said["name"])
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or kind is None or festival is None:
        wrong = said["date"] if day is None else said["kind"] if kind is None else said["name"]
        words = _("line %(line)d: “%(wrong)s” is no date, kind or festival that is known")
        raise NotANotice(words % {"line": line, "wrong": wrong[:40]})
    return NamedDay(day, kind, festival)


_COLUMNS = {"date": DATE, "kind": KIND, "name": FESTIVAL}


def _festival_named(name: str) -> str | None:
    """The key of a festival by its Chinese or English name or its key; "" for none, None for one
    that is not known. Of several in one cell it is the first that is known."""
    if not name or name in FESTIVALS:
        return name
    for language in ("zh-hans", "en"):
        with override(language):
            named = {
                key: str(words).removesuffix("节").casefold() for key, words in FESTIVALS.items()
            }
        for key, words in named.items():
            if words in name.casefold():
                return key
    return None
