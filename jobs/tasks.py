from celery import shared_task

from jobs.actions import sweeping, working
from workdays import clock


@shared_task(ignore_result=True)
def work() -> int:
    """Go on with long work; beat asks every few seconds."""
    return working.work()


@shared_task(ignore_result=True, soft_time_limit=1500, time_limit=1560)
def work_long() -> int:
    """Go on with work whose single step is one long transaction."""
    return working.work(long=True)


@shared_task(ignore_result=True)
def sweep() -> int:
    """Delete results whose days are over; beat calls it every hour."""
    return sweeping.sweep(at=clock.now())
