"""What a person does with their inbox."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from members.models import User
from notifications.models import Notification

MOST_COUNTED = 99


def unread_count(user: User) -> int:
    """Return how many lines are unread, 99 at most; one query, however full the inbox."""
    some = Notification.objects.inbox(user).unread().order_by()[:MOST_COUNTED]
    return some.count()


def seen(*, user: User, things: Iterable[tuple[str, str]], at: datetime) -> None:
    """Note that a person saw these things themselves: what the inbox says about them is read.

    A thing is (kind, code). A read receipt, no change of the thing: pages call it when they are
    opened (by GET).
    """
    lines = Notification.objects.inbox(user).unread()
    about = Q(pk__in=[])
    for kind, code in things:
        about |= Q(kind=kind, code=code)
    lines.filter(about).update(read_at=at)


def settled(*, user: User, lines: Iterable[int], at: datetime) -> int:
    """Note that a person was shown these lines as settled: nothing is left to read there; return
    how many lines were still unread. A receipt as in `seen`.
    """
    return Notification.objects.inbox(user).unread().filter(pk__in=lines).update(read_at=at)


def read_all(*, user: User, at: datetime, until: datetime | None = None) -> int:
    """Mark everything read that stood there at `until`; return how many lines it was.

    What came in since the person saw the page stays unread.
    """
    lines = Notification.objects.inbox(user).unread()
    if until is not None:
        lines = lines.filter(created_at__lte=until)
    return lines.update(read_at=at)


def read_one(*, user: User, pk: int, at: datetime) -> int:
    """Mark one line of a person's own inbox read; return 1, or 0 if there was nothing to do."""
    return Notification.objects.inbox(user).unread().filter(pk=pk).update(read_at=at)
