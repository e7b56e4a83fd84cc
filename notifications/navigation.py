from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from notifications.actions.inbox import unread_count


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _unread(request: HttpRequest) -> int | None:
    """The number on the bell; none where there is nothing new."""
    if not request.user.is_authenticated:
        return None
    return unread_count(request.user) or None


NAV = [
    Entry(
        label=_("Inbox"),
        url_name="notifications:inbox",
        icon="inbox",
        seen_by=_signed_in,
        order=80,
        bar=True,
        badge=_unread,
    ),
]
