from celery import shared_task

from deadlines.actions import reminding
from workdays.clock import now


@shared_task(ignore_result=True)
def remind() -> int:
    """Write the reminders that are due now; beat calls it every minute."""
    return reminding.sweep(at=now())
