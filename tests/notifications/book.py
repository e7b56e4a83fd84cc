"""Notices such as an app would name."""

from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.models import Contact
from notifications.registry import Notice


def told(event):
    """Those whose codes stand in the event, and contacts by address."""
    yield from User.objects.filter(code__in=event.data.get("users", [])).order_by("pk")
    yield from Contact.objects.filter(address__in=event.data.get("contacts", []))


def in_words(event):
    return {
        "title": "{0.__class__} <b>修路</b>",
        "unit": {"en": "Education"}.get(get_language(), "教育厅"),
    }


NOTICES = {
    ("book", "reply"): Notice(
        readers=told,
        title=lazystr("“{title}” has an answer"),
        text=lazystr("{unit} answered. Please rate."),
        context=in_words,
        url=lambda event: f"/book/{event.code}/",
    ),
    ("book", "small"): Notice(readers=told, title=_("Inbox"), text=lazystr(""), mail=False),
    ("book", "twice"): Notice(
        readers=lambda event: [*told(event), *told(event)],
        title=_("Inbox"),
        text=lazystr(""),
        mail=False,
    ),
    ("book", "quiet"): None,
    ("book", "broken"): Notice(readers=told, title=lazystr("{0}"), text=lazystr("")),
}
