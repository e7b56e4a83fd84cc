"""Taking back what was said of a thing that nobody may see any more."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from events.models import Pending
from notifications.models import Notification, State
from notifications.models.notification import INBOX


def withdraw(things: Iterable[tuple[str, str]]) -> int:
    """Delete every line about these things, (kind, code) each: inbox lines and unsent mails.

    Return how many. A mail that is being handed to the server at this moment still goes.
    """
    about = Q(pk__in=[])
    for kind, code in things:
        about |= Q(kind=kind, code=code)
    return Notification.objects.filter(about).delete()[0]


def take_back(events: Collection[int], *, at: datetime) -> bool:
    """Delete what was written about these events, if nobody has noticed: no line read, no mail on
    its way. Return whether that was so; else everything stays.

    What was still to be announced of them is told nobody either. Call it in the transaction that
    undoes what the events tell of.
    """
    Pending.objects.filter(event__in=events).delete()
    lines = Notification.objects.filter(event_id__in=events)
    if any(_is_noticed(one, at) for one in lines.select_for_update(of=("self",))):
        return False
    lines.delete()
    return True


def _is_noticed(line: Notification, at: datetime) -> bool:
    if line.channel == INBOX:
        return not line.is_unread
    sending = line.leased_until is not None and line.leased_until > at
    return sending or line.tries > 0 or line.state in (State.SENT, State.BUNDLED)
