"""Mails and text messages whose words are written beforehand: they hold a code or a link."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from members.models import User
from notifications.models import Letter, Notification
from notifications.registry import ACCOUNT, Reader

USEFUL_FOR = timedelta(days=1)
"""How long a mail about an account is worth sending: what it holds runs out, or was asked anew."""

KEY = "letter-"
"""What the key of such a notification begins with."""


@transaction.atomic
def post(
    *,
    reader: Reader,
    code: str,
    step: str,
    subject: str,
    body: str,
    at: datetime,
    channel: str = "email",
    useful_for: timedelta = USEFUL_FOR,
) -> Notification:
    """Leave a mail or text message about an account to be sent by `channel`.

    Its words are deleted once it is on its way. Only rows are written: with the mail server or the
    broker down it goes out later, but not after `useful_for`. A text message has no subject.
    """
    notification = Notification.objects.create(
        key=f"{KEY}{uuid4().hex}",
        user=reader if isinstance(reader, User) else None,
        contact=None if isinstance(reader, User) else reader,
        channel=channel,
        kind="account",
        code=code,
        step=step,
        group=ACCOUNT,
        urgent=True,
        created_at=at,
        not_after=at + useful_for,
    )
    Letter.objects.create(notification=notification, subject=subject[:200], body=body)
    return notification


def has_lost_words(line: Notification) -> bool:
    """Tell whether this was to be a letter, and there is none: a backup holds no letters."""
    return line.key.startswith(KEY) and not hasattr(line, "letter")
