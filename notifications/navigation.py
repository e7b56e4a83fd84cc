from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from design.navigation import Entry
from members.models import User
from members.registry import OrganPage, PageState, number_of
from notifications.actions.inbox import unread_count
from notifications.models import NoticeText


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


def count_texts(user: User, organ: str) -> dict[str, Any]:
    """How many notices the organ says in its own words."""
    return {"own_texts": number_of(NoticeText.objects.filter(organ=organ), "kind", "step")}


def texts_state(user: User, organ: Any) -> PageState:
    """How many notices the organ says in its own words."""
    count = organ.own_texts
    if not count:
        return PageState(gettext("none of your own"))
    words = ngettext("%(count)s of your own", "%(count)s of your own", count)
    return PageState(words % {"count": count})


ORGAN_PAGES = (
    OrganPage(
        label=_("Texts of notices"),
        sentence=_("What people are told, in your organ’s own words."),
        url_name="notifications:texts",
        icon="message-square-text",
        order=60,
        asks=count_texts,
        state=texts_state,
    ),
)
