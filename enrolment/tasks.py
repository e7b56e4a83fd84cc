"""Thin doors for the worker: load, make one call, finish."""

from collections.abc import Callable
from datetime import datetime

from celery import shared_task

from enrolment.actions import intakes, sending
from enrolment.actions.working import APPLY, CHECK
from events.models import Event
from workdays.clock import now


def send(event: Event, at: datetime) -> None:
    sending.send(event=event, at=at)


HANDLERS: dict[str, Callable[[Event, datetime], None]] = {"enrolment.send": send}
JOBS = {"enrolment.check": CHECK, "enrolment.apply": APPLY}


@shared_task
def sweep() -> int:
    """Delete the rows of lists that were enrolled or left thirty days ago."""
    return intakes.sweep(at=now())
