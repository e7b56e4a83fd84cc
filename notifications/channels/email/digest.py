"""A mail of several lines in words: one entry for each thing, with the latest word about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from notifications.models import Notification, State
from notifications.models.notification import DAILY
from notifications.registry import Words, words

MOST = 50
"""How many entries a mail holds; the inbox has all of them."""

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said about one thing, and how many earlier words that takes in."""

    words: Words
    link: str
    due_at: datetime | None
    earlier: int


def composed(mail: Notification) -> tuple[str, str]:
    """Return subject and body of a mail of several lines, in the reader's language."""
    lines = mail.lines.filter(state=State.BUNDLED).order_by("id")
    entries = entries_of(lines, mail.language)
    with translation.override(mail.language):
        subject = _subject(mail.step, len(entries))
        body = render_to_string(
            "notifications/email/digest.txt",
            {
                "entries": entries[:MOST],
                "more": max(len(entries) - MOST, 0),
                "daily": mail.step == DAILY,
                "site": settings.SITE_URL,
                "inbox": f"{settings.SITE_URL}{reverse('notifications:inbox')}",
                "choices": f"{settings.SITE_URL}{reverse('notifications:preferences')}",
            },
        )
    return subject, body


def _subject(step: str, count: int) -> str:
    if step == DAILY:
        words = ngettext(
            "Your day on CPPCC Cloud: %(count)d matter",
            "Your day on CPPCC Cloud: %(count)d matters",
            count,
        )
    else:
        words = ngettext(
            "Reminders on CPPCC Cloud: %(count)d matter",
            "Reminders on CPPCC Cloud: %(count)d matters",
            count,
        )
    return words % {"count": count}


def entries_of(lines: Iterable[Notification], language: str) -> list[Entry]:
    """Return the lines, in the order they were written, as one entry a page; oldest date first."""
    things: dict[str, list[Notification]] = {}
    for line in lines:
        things.setdefault(line.url or f"{line.kind} {line.code}", []).append(line)
    entries = [_entry(some, language) for some in things.values()]
    return sorted(entries, key=lambda entry: entry.due_at or LAST)


def _entry(lines: list[Notification], language: str) -> Entry:
    latest = lines[-1]
    link = f"{settings.SITE_URL}{latest.url}" if latest.url else ""
    return Entry(words(latest, language), link, latest.due_at, len(lines) - 1)
