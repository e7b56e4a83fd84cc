"""Thin doors for the worker."""

from celery import shared_task

from reports.actions import counting
from workdays.clock import now


@shared_task
def keep_sums() -> int:
    """Count anew what has changed."""
    return counting.sweep(at=now())
