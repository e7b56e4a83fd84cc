from celery import shared_task

from files.actions import sweeping
from workdays.clock import now


@shared_task(ignore_result=True)
def sweep() -> int:
    """Clear away what was cut off or never sent; beat calls it every hour."""
    return sweeping.sweep(at=now())
