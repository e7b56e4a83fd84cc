"""Doing what events left to be done.

Each pending row is handled in one transaction that holds its row lock, runs the handler and
deletes the row. So a worker killed at any moment loses nothing (the lock goes, the row stays) and
does nothing twice (what the handler wrote and the deletion come together). What cannot be rolled
back, such as sending a mail, is no handler's business: a handler leaves a row for it.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import Error, connection, transaction

from events import registry
from events.models import Pending
from events.models.pending import STUCK_AFTER, cause
from workdays import clock

logger = logging.getLogger(__name__)

BUDGET = timedelta(seconds=20)
"""How long one sweep goes on while there is something to do."""


def sweep(*, at: datetime | None = None, limit: int = 50, budget: timedelta = BUDGET) -> int:
    """Do what is due, in batches of `limit`, until nothing is left or `budget` is spent.

    Each row is handled at the moment that the clock then shows: a sweep goes on for a while and
    meets events that happened after it began. With `at`, all of them at that one.
    Return how many rows were done. Any number of sweeps may run at once.
    """
    done = 0
    end = time.monotonic() + budget.total_seconds()
    while batch := _next(at or clock.now(), limit):
        touched = 0
        for pk in batch:
            outcome = _handle(pk=pk, at=at or clock.now())
            touched += outcome is not None
            done += outcome is True
            if time.monotonic() >= end:
                return done
        if not touched:  # All of it is in the hands of other sweeps.
            return done
    return done


def _next(at: datetime, limit: int) -> list[int]:
    return list(Pending.objects.due(at).in_turn().values_list("pk", flat=True)[:limit])


def _handle(*, pk: int, at: datetime) -> bool | None:
    """Handle one row. Return True if done, False if it failed, None if it was not ours."""
    try:
        return _attempt(pk=pk, at=at)
    except Error as error:
        # The handler lost the connection, and its own note of the failure with it. Noted on a new
        # one, so that this row, too, goes to the back; with the database away, this raises.
        connection.close()
        with transaction.atomic():
            for pending in Pending.objects.select_for_update(skip_locked=True).filter(pk=pk):
                pending.postpone(error=error, at=at)
                _report(pending, error)
        return False


def _attempt(*, pk: int, at: datetime) -> bool | None:
    with transaction.atomic():
        pending = (
            Pending.objects.due(at)
            .select_related("event")
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=pk)
            .first()
        )
        if pending is None:
            return None
        try:
            with transaction.atomic():
                registry.handler(pending.handler)(pending.event, at)
        except Exception as error:
            pending.postpone(error=error, at=at)
            _report(pending, error)
            return False
        pending.delete()
        return True


def _report(pending: Pending, error: Exception) -> None:
    """Log without the error's words, which may hold personal data."""
    severity = logging.ERROR if pending.tries >= STUCK_AFTER else logging.WARNING
    logger.log(
        severity,
        "Handler %s failed on event %s, try %s: %s",
        pending.handler,
        pending.event_id,
        pending.tries,
        cause(error),
    )


@transaction.atomic
def redrive(*, pks: list[int] | None = None) -> int:
    """Make failed rows (all, or those given) due again at once, as if never tried.

    Return how many. What they failed of stays on the row until it is tried again.
    """
    rows = Pending.objects.filter(tries__gt=0)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    return rows.update(tries=0, not_before=None)


def oldest_pending_age(at: datetime) -> timedelta | None:
    """Return how long the oldest row has waited, None if there is none.

    Stuck rows do not count: they need a person, and must not make healthy servers look unready.
    """
    oldest = (
        Pending.objects.filter(tries__lt=STUCK_AFTER)
        .order_by("id")
        .values_list("created_at", flat=True)
        .first()
    )
    return None if oldest is None else at - oldest
