from celery import shared_task

from notifications.actions import delivery, notify
from workdays import clock

HANDLERS = {"announce": notify.announce}


@shared_task
def deliver() -> int:
    """Send what is due; beat asks every few seconds."""
    return delivery.deliver(at=clock.now())
