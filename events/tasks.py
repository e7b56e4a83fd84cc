from celery import shared_task

from events.actions import outbox


@shared_task
def sweep() -> int:
    """Do what is due. Beat asks every few seconds; a nudge asks sooner."""
    return outbox.sweep()
