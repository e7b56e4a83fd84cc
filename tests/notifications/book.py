"""Notices such as an app would name."""

from datetime import datetime

from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.models import Contact, When
from notifications.registry import Group, Notice


def told(event):
    """Those whose codes stand in the event, and contacts by address."""
    yield from User.objects.filter(code__in=event.data.get("users", [])).order_by("pk")
    yield from Contact.objects.filter(address__in=event.data.get("contacts", []))


def in_words(event):
    return {
        "title": "{0.__class__} <b>修路</b>",
        "unit": {"en": "Education"}.get(get_language(), "教育厅"),
    }


GROUPS = [
    Group(name="book", label="Books", text="What is read.", when=When.ONCE, texted=True),
    Group(name="slow", label="Slow things", text="What can wait."),
    Group(name="chase", label="Chasing", text="Dates.", latest_only=True, texted=True),
    Group(name="crowd", label="Many", text="Come at once.", when=When.ONCE, gathered=True),
]
TRUE = {"still": True}


def still(event):
    if TRUE["still"] is None:
        raise LookupError(event.code)
    return TRUE["still"]


def due(event):
    return datetime.fromisoformat(event.data["due"]) if "due" in event.data else None


def told_of(group, **more):
    """A notice of a group, with its own words."""
    return Notice(
        readers=told,
        title=lazystr(f"{group}: {{title}}"),
        text=lazystr("{unit}"),
        context=in_words,
        url=lambda event: f"/book/{event.code}/",
        group=group,
        due=due,
        **more,
    )


NOTICES = {
    ("book", "slow"): told_of("slow"),
    ("book", "chase"): told_of("chase", still_true=still),
    ("book", "many"): told_of("crowd", still_true=still),
    ("book", "many_today"): told_of("crowd", urgent=True),
    ("book", "today"): told_of("chase", urgent=True),
    ("book", "alarm"): told_of("account"),
    ("book", "reply"): Notice(
        readers=told,
        title=lazystr("“{title}” has an answer"),
        text=lazystr("{unit} answered. Please rate."),
        context=in_words,
        url=lambda event: f"/book/{event.code}/",
        group="book",
    ),
    ("book", "small"): Notice(readers=told, title=_("Inbox"), text=lazystr(""), mail=False),
    ("book", "twice"): Notice(
        readers=lambda event: [*told(event), *told(event)],
        title=_("Inbox"),
        text=lazystr(""),
        mail=False,
    ),
    ("book", "quiet"): None,
    ("book", "broken"): Notice(readers=told, title=lazystr("{0}"), text=lazystr(""), group="book"),
}
