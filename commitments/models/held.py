"""Until when the next word on a promise is due, and whether that is past: said here alone.

A promise is read as a row of its own and as one column of its case; both say the same of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from django.conf import settings

from commitments.lifecycle import OWED, UNSETTLED, State
from workdays.arithmetic import due_moment, local_date


class Dates(Protocol):
    """What is known of a promise, wherever it was read from."""

    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def due_at(self) -> datetime | None: ...


class Waiting(Protocol):
    """What is known of when the next word on it is due."""

    @property
    def held_to(self) -> datetime | None: ...


class Held:
    """What its state and its dates say of a promise."""

    @property
    def is_unsettled(self: Dates) -> bool:
        return self.state in UNSETTLED

    @property
    def held_to(self: Dates) -> datetime | None:
        """The date in force; None once it is settled. See `held_to`."""
        return held_to(self.state, self.due_on, self.due_at)

    @property
    def is_owed(self: Dates) -> bool:
        """Whether its holder has the next word: to keep it, or to give another day."""
        return self.state in OWED

    def is_late(self: Dates, at: datetime) -> bool:
        """Whether it counts as late: not kept, or owed past its day."""
        over = due_moment(self.due_on, settings.DUE_HOUR) < at
        return self.state == State.NOT_KEPT or (self.state == State.OPEN and over)


def held_to(state: str, due_on: date, due_at: datetime | None) -> datetime | None:
    """The moment by which the next word on a promise is due; None once it is settled.

    As long as it is to be kept, the end of the promised day. Where it was not kept, that by which
    a new day is to be named: it counts as late all the while, but nobody is held to the old day any
    more. Then that of the word for which its report waits.
    """
    return due_moment(due_on, settings.DUE_HOUR) if state == State.OPEN else due_at


def first_of[P: Waiting](promises: Iterable[P]) -> P | None:
    """The promise that a case waits for: that whose date in force comes first, of several on one
    day the first that was made, which is the order in which they come; None where all is settled.
    """
    waiting = [(one.held_to, place, one) for place, one in enumerate(promises) if one.held_to]
    return min(waiting, key=lambda one: one[:2])[-1] if waiting else None


def last_day_over(at: datetime) -> date:
    """The last day whose hour is past at that moment."""
    today = local_date(at)
    return today if due_moment(today, settings.DUE_HOUR) < at else today - timedelta(days=1)
