"""Thin doors for the worker: load, make one call, finish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from celery import shared_task

from commitments.actions import keeping
from events.models import Event
from suggestions.actions import (
    completing,
    cosigning,
    counting,
    declining,
    holding,
    moving,
    rating,
    recommending,
    vacancies,
)
from workdays.clock import now


def route(event: Event, at: datetime) -> None:
    recommending.route(event=event, at=at)


def due_moved(event: Event, at: datetime) -> None:
    moving.follow_due_date(event=event)


HANDLERS: dict[str, Callable[[Event, datetime], None]] = {
    "suggestions.route": route,
    "suggestions.due_moved": due_moved,
}


@shared_task
def close_rating_windows() -> int:
    """Close what nobody rated in time as "not rated"; let reports stand that nobody confirmed."""
    return rating.close_windows(at=now()) + keeping.let_stand(at=now())


@shared_task
def end_holds() -> int:
    """Let the cases go on whose hold is over."""
    return holding.end_holds(at=now())


@shared_task
def end_what_was_left() -> int:
    """Withdraw what its author did not complete in time; let appeals lapse that nobody made, and
    close requests to co-sign that nobody answered."""
    at = now()
    left = completing.expire_returned(at=at) + declining.end_appeals(at=at)
    return left + cosigning.close_unanswered(at=at)


@shared_task
def count_figures() -> int:
    """Count what the public may know of each organ's cases."""
    return counting.sweep(at=now())


@shared_task
def notice_vacancies() -> int:
    """Write down at which desks nobody sits."""
    return vacancies.sweep(at=now())
