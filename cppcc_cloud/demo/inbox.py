"""What stands in people's inboxes of the last days: what was done is read, what still waits is
fresh, and nothing is told by mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from events.actions import outbox
from events.models import Event, Pending
from notifications.actions.notify import announce
from notifications.models import Notification
from notifications.models.notification import INBOX

KINDS = ("suggestion", "assignment", "commitment", "cosigner")
DAYS = timedelta(days=6)
FRESH = timedelta(days=4)
MOST = 100
READ_AFTER = timedelta(hours=1)
# A line is fresh while it is the last that the ledger tells of its case; all others are read
# within some hours, by day.
SETTLE = """
UPDATE notifications_notification n
SET created_at = e.at + interval '40 seconds',
    read_at = CASE WHEN e.at < %(fresh)s OR later.is_there
        THEN least(%(at)s, e.at + make_interval(mins => 7 + (n.id * 37 %% 190)::int)) END
FROM events_event e, LATERAL (
    SELECT EXISTS (
        SELECT FROM events_event l
        WHERE l.kind = e.kind AND l.code = e.code AND l.id > e.id AND l.step <> ALL(%(beside)s)
    ) AS is_there
) later
WHERE e.id = n.event_id AND n.id > %(last)s
"""
# An inbox shows the highest number first. The cases came about one by one, their lines did not.
# Numbered once, however the database joins.
IN_ORDER = """
WITH sorted AS MATERIALIZED (
    SELECT id AS old FROM notifications_notification WHERE channel = 'inbox'
    ORDER BY created_at, id
), renumbered AS MATERIALIZED (
    SELECT old, nextval('notifications_notification_id_seq') AS id FROM sorted
)
UPDATE notifications_notification n SET id = renumbered.id
FROM renumbered WHERE n.id = renumbered.old
"""
BESIDE = ["route", "hand_over", "ask_cosigner", "follow"]
"""Lines that the platform adds to another one."""


@transaction.atomic
def tell(*, at: datetime) -> int:
    """Announce the newest lines of the ledger, and keep of it only what stays in the house."""
    recent = Event.objects.filter(kind__in=KINDS, at__gt=at - DAYS).order_by("-id")
    events = list(recent[:MOST])
    for event in reversed(events):
        announce(event, event.at)
    lines = Notification.objects.filter(event_id__in=[event.pk for event in events])
    lines.exclude(channel=INBOX).delete()
    return lines.update(read_at=F("created_at") + READ_AFTER)


@transaction.atomic
def settle(*, at: datetime) -> int:
    """Do what the cases made by hand left to be told, as if it had been told on the day; how many
    lines that made."""
    last = Notification.objects.order_by("-id").values_list("id", flat=True).first() or 0
    while Pending.objects.exists() and outbox.sweep(at=at):
        pass
    made = Notification.objects.filter(id__gt=last)
    made.exclude(channel=INBOX).delete()
    said: dict[str, Any] = {"fresh": at - FRESH, "at": at, "last": last, "beside": BESIDE}
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, said)
        told = cursor.rowcount
        cursor.execute(IN_ORDER)
    return told
