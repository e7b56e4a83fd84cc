"""The daily mail: what waited for it, in one mail for each reader on each working day."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import User
from notifications import registry
from notifications.actions import staleness
from notifications.models import Notification, State
from notifications.models.notification import DAILY, DIGEST
from notifications.models.rhythm import DIGEST_HOUR, FIRST_HOUR
from workdays import calendar
from workdays.arithmetic import SHANGHAI

BATCH = 200


def bundle(*, at: datetime, batch: int = BATCH) -> int:
    """Make the mails of the day for those whose hour has come; return how many that made.

    Each holds what waited at its hour; what comes later waits for the next working day. Any
    number of sweeps may run at once: a reader is locked while theirs is made, and it is made once.
    """
    if not calendar.current().day(at.astimezone(SHANGHAI).date()).counts:
        return 0
    made = 0
    for channel in registry.channels().values():
        last: int | None = 0 if channel.send else None
        while last is not None:
            last, new = _bundle(channel.name, at=at, after=last, limit=batch)
            made += new
    return made


@transaction.atomic
def _bundle(channel: str, *, at: datetime, after: int, limit: int) -> tuple[int | None, int]:
    """Make the next few; return the last reader's key (None: no more) and how many were made."""
    key = f"{DIGEST}-{at.astimezone(SHANGHAI).date().isoformat()}"
    waiting = _ripe(channel, at)
    made = Notification.objects.filter(key=key, channel=channel, user=OuterRef("pk"))
    readers = User.objects.filter(
        Exists(waiting.filter(user=OuterRef("pk"))), ~Exists(made), is_active=True, pk__gt=after
    )
    locked = readers.select_for_update(skip_locked=True, of=("self",), no_key=True)
    people = list(locked.order_by("pk")[:limit])
    # Asked again now that nobody else can make one: another sweep may have been faster.
    done = Notification.objects.filter(key=key, channel=channel, user__in=people)
    served = set(done.values_list("user", flat=True))
    ours = [person for person in people if person.pk not in served]
    of_ours = waiting.filter(user__in=ours).select_related("user", "contact")
    lines = list(of_ours.select_for_update(of=("self",)).order_by("id"))
    kept = _still_said(lines)
    gone = {line.pk for line in lines} - {line.pk for line in kept}
    Notification.objects.filter(pk__in=gone).update(state=State.DROPPED)
    new = post(kept, channel=channel, key=lambda _first: key, step=DAILY, at=at)
    return (people[-1].pk if len(people) == limit else None), new


def _ripe(channel: str, at: datetime) -> QuerySet[Notification]:
    """Return the lines that waited already when their reader's hour came today, and may leave."""
    here = at.astimezone(SHANGHAI)
    come = Q(pk__in=[])
    for hour in range(FIRST_HOUR, here.hour + 1):
        its = Q(user__rhythm__digest_hour=hour)
        if hour == DIGEST_HOUR:
            its |= Q(user__rhythm__isnull=True)
        moment = datetime.combine(here.date(), time(hour), SHANGHAI)
        come |= its & Q(created_at__lte=moment)
    return _leaving(channel, at).filter(come)


def _leaving(channel: str, at: datetime) -> QuerySet[Notification]:
    """Return the lines that wait for a daily mail and may leave the house at that moment."""
    may_leave = Q(not_before__isnull=True) | Q(not_before__lte=at)
    return Notification.objects.waiting(channel).filter(may_leave)


def _still_said(lines: Sequence[Notification]) -> list[Notification]:
    """Keep the lines of which neither was done what they ask, nor were they read meanwhile."""
    gone = staleness.stale(lines) | staleness.read_already(lines)
    return [line for line in lines if line.pk not in gone]


def next_of(user: User, channel: str, *, at: datetime) -> list[Notification]:
    """Return the lines that somebody's daily mail of that moment would hold as things stand now.

    Chosen as `bundle` chooses them, and nothing is written.
    """
    waiting = _leaving(channel, at).filter(user=user).select_related("user", "contact")
    return _still_said(list(waiting.order_by("id")))


def post(
    lines: Sequence[Notification],
    *,
    channel: str,
    key: Callable[[Notification], str],
    step: str,
    at: datetime,
) -> int:
    """Write one mail for each reader of these lines, and into each line in which mail it is.

    `key` names the occasion of a mail by the first of its lines. Returns how many mails.
    """
    theirs: dict[int | None, list[Notification]] = {}
    for line in lines:
        theirs.setdefault(line.user_id, []).append(line)
    mails = Notification.objects.bulk_create(
        Notification(
            key=key(some[0]),
            user_id=reader,
            channel=channel,
            kind=DIGEST,
            code=key(some[0]),
            step=step,
            urgent=any(line.urgent for line in some),
            created_at=at,
        )
        for reader, some in theirs.items()
    )
    its = {mail.user_id: mail for mail in mails}
    for line in lines:
        line.state, line.digest = State.BUNDLED, its[line.user_id]
    Notification.objects.bulk_update(lines, ["state", "digest"], batch_size=1000)
    return len(mails)
