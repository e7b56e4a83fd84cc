"""Going through what is due, one row after the other: a bad one holds up no other."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection

from events.models.pending import cause

logger = logging.getLogger(__name__)

BUDGET = timedelta(seconds=60)
"""How long one sweep goes on; the next one begins anew."""


def one_by_one[Key: (int, str)](
    keys: Iterable[Key], act: Callable[[Key], int], *, what: str, budget: timedelta = BUDGET
) -> int:
    """Do `act` for each key, in a transaction of its own; return the sum of what it returned.

    Whatever one of them raises is logged with its key, and the next one has its turn: `what` says
    of what. So all that is due is tried, however much of it fails.

    Raises:
        OperationalError, InterfaceError: the database itself is away.
        SoftTimeLimitExceeded: the worker gives the task no more time.
    """
    end = time.monotonic() + budget.total_seconds()
    done = 0
    for key in keys:
        try:
            done += act(key)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            if isinstance(error, OperationalError | InterfaceError) and not connection.is_usable():
                raise
            # Without the error's words, which may hold personal data.
            logger.error("%s %s: %s", what, key, cause(error))
        if time.monotonic() >= end:
            break
    return done
