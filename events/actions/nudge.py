"""Telling the workers that there is something to do, if the broker happens to be there.

Only makes things sooner: the row is the order, and beat's sweep finds it anyhow. So a nudge never
raises, and never keeps a request waiting for longer than `PATIENCE`.
"""

import logging
import threading
import time

import celery
from django.db import transaction
from kombu.connection import Connection
from kombu.exceptions import KombuError

logger = logging.getLogger(__name__)

SWEEP = "events.tasks.sweep"

PATIENCE = 0.1
"""Seconds to wait for the broker: to connect, and for each answer."""

REST = 5.0
"""Seconds without nudges after one failed, so that a dead broker delays one request, not all."""


class _Line(threading.local):
    """One connection per thread, apart from Celery's pool: that one waits and tries again."""

    connection: Connection | None = None


class _Breaker:
    """Remembers, for this process, until when the broker is left alone (monotonic seconds)."""

    open_until = 0.0


_line = _Line()


def nudge_on_commit() -> None:
    """Wake the workers once this transaction is committed; once, however often asked."""
    connection = transaction.get_connection()
    if not any(entry[1] is send for entry in connection.run_on_commit):
        transaction.on_commit(send, robust=True)


def send() -> bool:
    """Ask a worker to sweep now. Return whether the broker took the message; never raise."""
    if time.monotonic() < _Breaker.open_until:
        return False
    app = celery.current_app
    try:
        if _line.connection is None:
            _line.connection = _connect(app)
        app.send_task(SWEEP, connection=_line.connection, retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        _Breaker.open_until = time.monotonic() + REST
        _hang_up()
        logger.info(
            "The broker did not answer (%s); beat will find the row.",
            type(error).__name__,
        )
        return False
    return True


def _connect(app: celery.Celery) -> Connection:
    connection: Connection = app.connection_for_write(
        connect_timeout=PATIENCE,
        transport_options={
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            # Without this kombu sleeps for two seconds and tries again, `retry=False` or not.
            "max_retries": 0,
        },
    )
    return connection


def _hang_up() -> None:
    connection, _line.connection = _line.connection, None
    if connection is not None:
        connection.release()  # type: ignore[no-untyped-call]
