"""Log lines: JSON in production, plain elsewhere; with a request's id and no personal data.

A traceback's frames are kept, its message is not: a database quotes whole rows in its errors and a
parser quotes what was typed. Where something happened is enough to find out why.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

OPENING = re.compile(r"(join/|password/reset/key/)[^/\s?\"'<>]+")
"""Paths that let in whoever has them: a refused request is logged with its path."""

request_id: ContextVar[str] = ContextVar("request_id", default="")


def closed(text: str) -> str:
    """The text without the ends of links that open something: /join/***/."""
    return OPENING.sub(r"\1***", text)


class NoOpeningLinks(logging.Filter):
    """Takes the ends of links that open something out of a record, before anything writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; its words and values are changed where they hold such a link."""
        if isinstance(record.msg, str):
            record.msg = closed(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_closed_value(value) for value in record.args)
        return True


def _closed_value(value: object) -> object:
    if isinstance(value, int | float):
        return value
    said = str(value)
    return closed(said) if OPENING.search(said) else value


class JsonFormatter(logging.Formatter):
    """One JSON object per line: time, level, logger, message, request, and where it broke."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; never raises for an odd record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_values(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
            line["where"] = frames(record)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainFormatter(logging.Formatter):
    """For a terminal: short, with the whole traceback."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a traceback may hold a link as well."""
        return closed(super().format(record))


def without_values(record: logging.LogRecord) -> str:
    """The message; of a record about an exception only its template, whose values may quote it."""
    if record.exc_info and record.args:
        return str(record.msg)
    return record.getMessage()


def frames(record: logging.LogRecord) -> list[str]:
    """File, line and function of each frame, innermost last."""
    if not record.exc_info or not record.exc_info[2]:
        return []
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(record.exc_info[2])
    ]


def configuration(*, level: str, is_production: bool) -> dict[str, Any]:
    """Django's LOGGING: everything from that level on to the console, through the filter above."""
    kind = JsonFormatter if is_production else PlainFormatter
    console = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{kind.__name__}"}},
        "filters": {"links": {"()": f"{__name__}.{NoOpeningLinks.__name__}"}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": "INFO"},
            # One line per sweep and second would bury everything else.
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
        },
    }
