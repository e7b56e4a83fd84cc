from celery import shared_task

from deadlines.actions import calendars, reminding
from workdays.clock import now


@shared_task(ignore_result=True)
def remind() -> int:
    """Write the reminders that are due now; beat calls it every minute."""
    return reminding.sweep(at=now())


@shared_task(ignore_result=True)
def recompute() -> None:
    """Settle what loading a notice could not see: beat calls it every hour.

    A clock started meanwhile by a process that still kept the old calendar is provisional, and
    nothing else would ever look at it again.
    """
    calendars.recompute(by=None, at=now())
