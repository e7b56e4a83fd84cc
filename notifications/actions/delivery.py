"""Sending what is to leave the house.

Lease, send, mark: a batch is claimed with a lease (`SKIP LOCKED`, so that no two workers hold the
same row), each mail is handed over, and that it was is committed before the next one. A worker
killed between the server's yes and that commit leaves one mail that is sent again when the lease
ends: with the same Message-ID, by which receivers drop the second. To send once for certain is
not to be had with SMTP, and to lose one would be worse.
"""

import logging
import time
from contextlib import closing
from datetime import datetime, timedelta

from django.db import transaction

from events.models.pending import jittered, wait_after
from notifications import registry
from notifications.actions import gathering, letters, staleness
from notifications.models import Letter, Notification, Rhythm, State
from notifications.models.notification import DIGEST
from notifications.registry import Outcome, Send, Verdict

logger = logging.getLogger(__name__)

BUDGET = timedelta(seconds=30)
"""How long one call goes on."""

LEASE = timedelta(minutes=2)
"""How long a claimed row is left alone: the budget, and the slowest mail that began within it."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
CLOSED_WAIT = timedelta(seconds=30)
"""How long the rest of a batch waits when the way was found closed."""

GIVE_UP_AFTER = timedelta(days=3)
"""What found no way for so long is shown to staff as failed."""

TOO_LATE = "too late to be of use"
WORDS_GONE = "its words are gone"


def deliver(*, at: datetime, limit: int = 20, budget: timedelta = BUDGET) -> int:
    """Send what is due at `at` by every channel that sends; return how many were sent.

    Works in batches of `limit` until nothing is due, the way is closed or `budget` is spent.
    """
    end = time.monotonic() + budget.total_seconds()
    sent = 0
    for channel in sorted(registry.channels().values(), key=lambda channel: channel.order):
        send, going = channel.send, True
        if send:
            gathering.gather(channel.name, at=at)
        while send and going and (batch := _claim(channel.name, at=at, limit=limit, end=end)):
            arrived, going = _send(send, batch, at=at, end=end)
            sent += arrived
    return sent


def _claim(channel: str, *, at: datetime, limit: int, end: float) -> list[Notification]:
    """Take the next rows that are fit to be sent, batch after batch while none of one is."""
    while True:
        claimed = _lease(channel, at=at, limit=limit)
        fit = _dropping_stale(_sparing_sleepers(claimed or [], at=at))
        if fit or claimed is None or time.monotonic() >= end:
            return fit


def _lease(channel: str, *, at: datetime, limit: int) -> list[Notification] | None:
    """Take the next rows for as long as a lease lasts; what came too late is given up.

    None where nothing is due.
    """
    with transaction.atomic():
        due = Notification.objects.due(channel, at).order_by("id")
        claimed = dict(
            due.select_for_update(skip_locked=True).values_list("pk", "not_after")[:limit]
        )
        late = [pk for pk, not_after in claimed.items() if not_after and not_after <= at]
        _give_up(late, error=TOO_LATE)
        rows = Notification.objects.filter(pk__in=claimed.keys() - late)
        rows.update(leased_until=at + LEASE)
    found = list(rows.select_related("user__rhythm", "contact", "letter").order_by("id"))
    return _with_words(found) if claimed else None


def _with_words(rows: list[Notification]) -> list[Notification]:
    """Give up letters whose words did not come back from a backup: they hold codes and links."""
    gone = [row.pk for row in rows if letters.has_lost_words(row)]
    _give_up(gone, error=WORDS_GONE)
    return [row for row in rows if row.pk not in gone]


def _sparing_sleepers(rows: list[Notification], *, at: datetime) -> list[Notification]:
    """Let what is not urgent wait where it is its reader's quiet hours."""
    ends = {
        row.pk: Rhythm.of(row.user).quiet_end(at) for row in rows if row.user and not row.urgent
    }
    for end in {end for end in ends.values() if end}:
        _hand_back({pk for pk, its in ends.items() if its == end}, not_before=end)
    return [row for row in rows if not ends.get(row.pk)]


def _dropping_stale(rows: list[Notification]) -> list[Notification]:
    """Keep back what is no longer true, also within a daily mail; an empty one is none."""
    digests = [row.pk for row in rows if row.kind == DIGEST]
    bundled = Notification.objects.filter(digest__in=digests, state=State.BUNDLED)
    lines = bundled.select_related("user", "contact") if digests else ()
    gone = staleness.stale([*rows, *lines])
    kept = {line.digest_id for line in lines if line.pk not in gone}
    gone |= {pk for pk in digests if pk not in kept}
    if gone:
        Notification.objects.filter(pk__in=gone).update(state=State.DROPPED, leased_until=None)
    return [row for row in rows if row.pk not in gone]


def _send(send: Send, batch: list[Notification], *, at: datetime, end: float) -> tuple[int, bool]:
    """Send a batch, noting each outcome as it comes. Return how many, and whether to go on."""
    left = {line.pk for line in batch}
    sent = 0
    with closing(send(batch)) as outcomes:
        for outcome in outcomes:
            _note(outcome, at=at)
            left.discard(outcome.notification.pk)
            sent += outcome.verdict is Verdict.SENT
            if outcome.verdict is Verdict.UNREACHABLE:
                _hand_back(left, not_before=at + jittered(CLOSED_WAIT))
                return sent, False
            if time.monotonic() >= end:
                _hand_back(left, not_before=None)
                return sent, False
    return sent, True


@transaction.atomic
def _note(outcome: Outcome, *, at: datetime) -> None:
    line = outcome.notification
    if outcome.verdict is Verdict.SENT:
        Notification.objects.filter(pk=line.pk).update(
            state=State.SENT, sent_at=at, leased_until=None, last_error=""
        )
        Letter.objects.filter(notification=line.pk).delete()
        return
    if outcome.verdict is Verdict.REFUSED or at - line.created_at >= GIVE_UP_AFTER:
        _give_up([line.pk], error=outcome.error)
        return
    Notification.objects.filter(pk=line.pk).update(
        tries=line.tries + 1,
        last_error=outcome.error,
        not_before=at + wait_after(line.tries + 1, first=FIRST_WAIT, longest=LONGEST_WAIT),
        leased_until=None,
    )
    logger.warning("Notification %s waits: %s", line.pk, outcome.error)


def _give_up(pks: list[int], *, error: str) -> None:
    """Show as failed, and let no secret outlive its use."""
    if not pks:
        return
    Letter.objects.filter(notification__in=pks).delete()
    Notification.objects.filter(pk__in=pks).update(
        state=State.FAILED, last_error=error, leased_until=None
    )
    logger.error("Notifications %s could not be delivered: %s", pks, error)


def _hand_back(pks: set[int], *, not_before: datetime | None) -> None:
    rows = Notification.objects.filter(pk__in=pks)
    rows.update(leased_until=None, not_before=not_before)


def redrive(*, pks: list[int] | None = None) -> int:
    """Let failed lines (all, or those given) be sent again, as if never tried.

    Return how many. Not those with an end to their use, such as a sign-in code: the person has
    asked for a new one since, and the words are gone.
    """
    rows = Notification.objects.failed().filter(not_after__isnull=True)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    return rows.order_by().update(state=State.PENDING, tries=0, not_before=None)
