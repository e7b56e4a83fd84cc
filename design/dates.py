"""Days and times in the reader's language: 3月5日（周四） or Thu 5 March.

The year stands there only when it is not this one, by the rules' clock; on paper, which is read in
other years too, always. Times are those of the platform's zone.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localdate, localtime
from django.utils.translation import get_language

from workdays.clock import today

WEEKDAYS_ZH = "一二三四五六日"
_on_paper: ContextVar[bool] = ContextVar("_on_paper", default=False)


@contextmanager
def on_paper() -> Iterator[None]:
    """Within it every day has its year."""
    before = _on_paper.set(True)
    try:
        yield
    finally:
        _on_paper.reset(before)


def is_on_paper() -> bool:
    """Whether what is said now is to be read on paper, on any later day."""
    return _on_paper.get()


def in_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "").startswith("zh")


def day(value: date | datetime | None, *, weekday: bool = True) -> str:
    """A day in words; "" for none. Without `weekday` for narrow places."""
    if not value:
        return ""
    found = _local(value)
    other_year = _on_paper.get() or found.year != today().year
    if in_chinese():
        words = f"{found.month}月{found.day}日"
        words = f"{found.year}年{words}" if other_year else words
        return f"{words}（周{WEEKDAYS_ZH[found.weekday()]}）" if weekday else words
    form = f"{'D ' if weekday else ''}j F{' Y' if other_year else ''}"
    return date_format(found, form)


def full_day(value: date | datetime | None) -> str:
    """A day with its year, as a law names it; "" for none."""
    with on_paper():
        return day(value)


def month(value: date) -> str:
    """A month with its year: 2026年3月 or March 2026."""
    return f"{value.year}年{value.month}月" if in_chinese() else date_format(value, "F Y")


def moment(value: datetime | None) -> str:
    """A day with its time: 3月5日 14:05 or 5 March, 14:05; "" for none."""
    if not value:
        return ""
    gap = " " if in_chinese() else ", "
    return f"{day(value, weekday=False)}{gap}{clock(value)}"


def clock(value: datetime | None) -> str:
    """The time of day: 14:05; "" for none."""
    if not value:
        return ""
    return f"{localtime(value) if is_aware(value) else value:%H:%M}"


# From one time to another.
TIMES = r"(?<!\d)\d?\d:\d\d ?[-–—]+ ?\d?\d:\d\d\b"

# A case's number, a query code or a hotline's number in words; not within an address.
NUMBER = (
    r"(?<![\w/=#-])([A-Z]?\d{4}-\d{5}|[A-Z\d]{4}(-[A-Z\d]{4}){2}|[A-Z]{2}-\d{8}-\d+)\b(?![\"/-])"
)


def pattern() -> re.Pattern[str]:
    """What a day or a moment looks like in the reader's language, or a case's number; in Chinese
    a count too, which does not part from its measure word."""
    return _pattern(get_language() or "")


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    if language.startswith("zh"):
        day = r"(\d{4}年)?\d{1,2}月\d{1,2}日(（周.）)?( \d\d:\d\d)?"
        return re.compile(rf"{NUMBER}|{TIMES}|{day}|\b\d+ (个工作日|[个件项家位条次天])")
    days, months = "|".join(map(str, WEEKDAYS_ABBR.values())), "|".join(map(str, MONTHS.values()))
    day = rf"(\b({days}) )?\b\d{{1,2}} ({months})\b( \d{{4}})?(, \d\d:\d\d)?"
    return re.compile(f"{NUMBER}|{TIMES}|{day}")


def _local(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return localdate(value) if is_aware(value) else value.date()
    return value


def listed(names: Iterable[str]) -> str:
    """Several names after one another, as the reader's language lists them."""
    return ("、" if in_chinese() else ", ").join(names)


def gap() -> str:
    """What stands between two sentences: a space, and nothing in Chinese."""
    return "" if in_chinese() else " "


def together(first: str, second: str) -> str:
    """Two sentences as the reader's language sets them after one another."""
    return f"{first}{gap()}{second}"
