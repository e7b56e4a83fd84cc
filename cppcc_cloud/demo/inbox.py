"""What stands in people's inboxes of the last days: read, and told to nobody by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from events.models import Event
from notifications.actions.notify import announce
from notifications.models import Notification
from notifications.models.notification import INBOX

DAYS = timedelta(days=6)
MOST = 100
READ_AFTER = timedelta(hours=1)


@transaction.atomic
def tell(*, at: datetime) -> int:
    """Announce the newest lines of the ledger, and keep of it only what stays in the house."""
    kinds = ("suggestion", "assignment", "commitment", "cosigner")
    recent = Event.objects.filter(kind__in=kinds, at__gt=at - DAYS).order_by("-id")
    events = list(recent[:MOST])
    for event in reversed(events):
        announce(event, event.at)
    lines = Notification.objects.filter(event_id__in=[event.pk for event in events])
    lines.exclude(channel=INBOX).delete()
    return lines.update(read_at=F("created_at") + READ_AFTER)
