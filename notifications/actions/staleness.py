"""What need not be said any more: it was handled, or a later word about it exists."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, F, OuterRef, Q

from events.models import Event
from events.models.pending import cause
from notifications import registry
from notifications.models import Notification
from notifications.models.notification import INBOX

logger = logging.getLogger(__name__)


def stale(lines: Sequence[Notification]) -> set[int]:
    """Return which of these lines say what is no longer true. A few queries for all of them.

    Where a notice cannot tell, its line is sent: better one word too many.
    """
    return _outdated(lines) | _handled(lines) | settled(lines)


def settled(lines: Sequence[Notification]) -> set[int]:
    """Return which of these lines ask their reader for what has been done since.

    One query for the events, and those of each table of notices that can tell.
    """
    notices = registry.notices()
    asked = defaultdict(list)
    for line in lines:
        notice = notices.get((line.kind, line.step))
        if line.event_id and notice and notice.settled:
            asked[notice.settled].append(line)
    if not asked:
        return set()
    ids = _ids(line.event_id for some in asked.values() for line in some)
    events = Event.objects.in_bulk(ids)
    gone: set[int] = set()
    for tell, some in asked.items():
        known = [line for line in some if line.event_id in events]
        try:
            done = tell([(events[line.event_id or 0], line.reader) for line in known])
        except Exception as error:
            logger.warning(
                "Nobody can say what is settled of %d lines: %s", len(known), cause(error)
            )
            continue
        gone |= {line.pk for line, is_done in zip(known, done, strict=True) if is_done}
    return gone


def read_already(lines: Sequence[Notification]) -> set[int]:
    """Return which of these lines their reader has read in the inbox meanwhile. One query."""
    read = Notification.objects.filter(
        channel=INBOX, key=OuterRef("key"), user=OuterRef("user"), read_at__isnull=False
    )
    rows = Notification.objects.filter(Exists(read), pk__in=[line.pk for line in lines])
    return set(rows.values_list("pk", flat=True))


def _outdated(lines: Sequence[Notification]) -> set[int]:
    """Those of a group of which only the latest word about a thing counts, and there is one."""
    names = [group.name for group in registry.groups().values() if group.latest_only]
    which = [line.pk for line in lines if line.group in names]
    if not which:
        return set()
    later = Notification.objects.filter(
        Q(user=OuterRef("user")) | Q(contact=OuterRef("contact")),
        ~Q(key=OuterRef("key")),
        channel=OuterRef("channel"),
        group=OuterRef("group"),
        kind=OuterRef("kind"),
        code=OuterRef("code"),
        id__gt=OuterRef("id"),
    )
    rows = Notification.objects.filter(Exists(later), pk__in=which).order_by(F("id"))
    return set(rows.values_list("pk", flat=True))


def _handled(lines: Sequence[Notification]) -> set[int]:
    notices = registry.notices()
    asked = [
        (line, notice.still_true)
        for line in lines
        if line.event_id and (notice := notices.get((line.kind, line.step))) and notice.still_true
    ]
    events = Event.objects.in_bulk(_ids(line.event_id for line, _ask in asked))
    gone = set()
    for line, still_true in asked:
        event = events.get(line.event_id or 0)
        try:
            if event and not still_true(event):
                gone.add(line.pk)
        except Exception as error:
            logger.warning("Nobody can say whether %s is still true: %s", line.pk, cause(error))
    return gone


def _ids(ids: Iterable[int | None]) -> set[int]:
    return {found for found in ids if found}
