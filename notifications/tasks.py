from celery import shared_task

from notifications.actions import delivery, digest, notify
from workdays import clock

HANDLERS = {"announce": notify.announce}


@shared_task
def deliver() -> int:
    """Send what is due; beat asks every few seconds."""
    return delivery.deliver(at=clock.now())


@shared_task
def bundle() -> int:
    """Make the daily mails whose hour has come; beat asks every minute."""
    return digest.bundle(at=clock.now())
