"""Several reminders that come at one moment go out as one mail."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from members.models import User
from notifications import registry
from notifications.actions import digest
from notifications.models import Notification
from notifications.models.notification import GATHERED

SEVERAL = 3
"""From how many on they are one mail: two still say more by their own subjects."""

BATCH = 200
"""How many readers are seen to in one go."""


def gather(channel: str, *, at: datetime, batch: int = BATCH) -> int:
    """Put what is due for one reader into one mail, where it is several; return how many mails.

    A line that was ever on its way is left alone: it may have arrived, and would come twice.
    """
    last: int | None = 0
    made = 0
    while last is not None:
        last, new = _gather(channel, at=at, after=last, limit=batch)
        made += new
    return made


@transaction.atomic
def _gather(channel: str, *, at: datetime, after: int, limit: int) -> tuple[int | None, int]:
    """Gather for the next few; return the last reader's key (None: no more) and how many mails."""
    found = _fresh(channel, at).filter(user__gt=after).values("user").annotate(count=Count("pk"))
    several = found.filter(count__gte=SEVERAL).order_by("user")
    readers = list(several.values_list("user", flat=True)[:limit])
    people = User.objects.filter(pk__in=readers).order_by("pk")
    locked = people.select_for_update(skip_locked=True, of=("self",), no_key=True)
    mine = _fresh(channel, at).filter(user__in=[person.pk for person in locked])
    lines = list(mine.select_for_update(skip_locked=True, of=("self",)).order_by("id"))
    made = digest.post(
        lines, channel=channel, key=lambda first: f"{GATHERED}-{first.pk}", step=GATHERED, at=at
    )
    return (readers[-1] if len(readers) == limit else None), made


def _fresh(channel: str, at: datetime) -> QuerySet[Notification]:
    """Return the lines of gathered groups that are due and were never on their way."""
    names = [group.name for group in registry.groups().values() if group.gathered]
    due = Notification.objects.due(channel, at)
    return due.filter(group__in=names, user__isnull=False, tries=0, leased_until__isnull=True)
