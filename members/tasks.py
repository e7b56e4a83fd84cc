from celery import shared_task

from members.actions import limits
from workdays import clock


@shared_task
def forget_limits() -> int:
    """Delete the counts whose time has passed; beat asks every hour."""
    return limits.sweep(at=clock.now())
