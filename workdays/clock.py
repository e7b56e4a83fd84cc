"""The one clock of the rules. No rule asks the database or the machine for the time.

So time can be moved: in a test by `moved`, and in a drill over all processes by the file named in
the setting CLOCK_FILE, which holds a time (2026-03-05T17:55+08:00: time stands still there) or a
number of seconds (+3600, -86400: time runs on, shifted). In production neither has any effect.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Drill:
    """What the clock file said when it was last read."""

    stamp = (0, 0)
    text = ""


_moments: list[datetime] = []  # seen by all threads: a test moves the whole process


def now() -> datetime:
    """Return the moment it is for the rules: aware, in UTC."""
    if _moments:
        return _moments[-1]
    drill = _drill_text()
    return _drilled(drill) if drill else datetime.now(UTC)


def today() -> date:
    """Return the day it is in Asia/Shanghai."""
    return now().astimezone(SHANGHAI).date()


@contextmanager
def moved(at: datetime) -> Iterator[None]:
    """Let the clock stand still at a moment (aware), for a test. Refused in production."""
    if settings.ENVIRONMENT == "production":
        raise ImproperlyConfigured("the clock cannot be moved in production")
    if at.tzinfo is None:
        raise ValueError("the clock needs a moment with a time zone")
    _moments.append(at.astimezone(UTC))
    try:
        yield
    finally:
        _moments.pop()


def _drill_text() -> str:
    """Return what the clock file says, reading it again only after it was changed."""
    if not settings.CLOCK_FILE or settings.ENVIRONMENT == "production":
        return ""
    path = Path(settings.CLOCK_FILE)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size)
        if stamp != _Drill.stamp:
            # A file caught between emptying and writing keeps its old meaning for that moment.
            _Drill.text = path.read_text("utf-8").strip() or _Drill.text
            _Drill.stamp = stamp
    except FileNotFoundError:
        return ""
    return _Drill.text


def _drilled(text: str) -> datetime:
    if text[0] in "+-":
        return datetime.now(UTC) + timedelta(seconds=float(text))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    return moment.astimezone(UTC)
