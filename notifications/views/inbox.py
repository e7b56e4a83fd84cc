from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from design import keyset
from members.requests import SignedIn
from notifications import registry
from notifications.actions import inbox as actions
from notifications.actions import staleness
from notifications.models import Notification
from workdays import clock

SALT = "notifications.inbox"
UNREAD = "unread"


@dataclass(frozen=True)
class Line:
    """A notification as the page shows it; `token` names it to the button that marks it read;
    `is_settled`: what it asks for has been done since."""

    words: registry.Words
    url: str
    at: datetime
    is_unread: bool
    token: str
    is_settled: bool = False


@login_required
@require_GET
def inbox(request: SignedIn) -> HttpResponse:
    """Show what the reader was told, newest first."""
    rows = Notification.objects.inbox(request.user).select_related("user")
    unread_only = request.GET.get("show") == UNREAD
    if unread_only:
        rows = rows.unread()
    page = keyset.page(rows, order=["-id"], query=request.GET)
    settled = staleness.settled(page.rows)
    if settled:
        actions.settled(user=request.user, lines=settled, at=clock.now())
    context = {
        "page": page,
        "days": _by_day(page.rows, settled),
        "unread_only": unread_only,
        "any_unread": any(row.is_unread and row.pk not in settled for row in page.rows),
        "until": clock.now().isoformat(),
    }
    return render(request, "notifications/inbox.html", context)


@login_required
@require_POST
def read(request: SignedIn) -> HttpResponse:
    """Mark one line read, or all that stood there when the page was shown."""
    token = request.POST.get("line")
    now = clock.now()
    if token:
        actions.read_one(user=request.user, pk=_opened(token), at=now)
    else:
        actions.read_all(user=request.user, at=now, until=_moment(request.POST.get("until"), now))
    return redirect("notifications:inbox")


def _by_day(
    rows: Iterable[Notification], settled: Collection[int]
) -> list[tuple[date, list[Line]]]:
    language = get_language() or ""
    lines = [
        Line(
            words=registry.words(row, language),
            url=row.url,
            at=row.created_at,
            is_unread=row.is_unread and row.pk not in settled,
            token=signing.dumps(row.pk, salt=SALT),
            is_settled=row.pk in settled,
        )
        for row in rows
    ]
    return [(day, list(some)) for day, some in groupby(lines, lambda line: localdate(line.at))]


def _opened(token: str) -> int:
    """Return the line a token names; 0, which is no line, for one that is not ours."""
    try:
        return int(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return 0


def _moment(text: str | None, now: datetime) -> datetime:
    """Return the moment the page was shown, or now where it does not say so legibly."""
    try:
        shown = datetime.fromisoformat(text or "")
        # In UTC: a database takes fewer offsets than Python does.
        return min(shown.astimezone(UTC), now) if shown.tzinfo else now
    except (ValueError, OverflowError):
        return now
