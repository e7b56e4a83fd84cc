"""Mail whose words are written beforehand, by the sign-in library."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from members.models import User
from notifications.models import Letter, Notification
from notifications.registry import ACCOUNT, Reader

USEFUL_FOR = timedelta(days=1)
"""How long a mail about an account is worth sending: what it holds runs out, or was asked anew."""


@transaction.atomic
def post(
    *, reader: Reader, code: str, step: str, subject: str, body: str, at: datetime
) -> Notification:
    """Leave a mail about an account to be sent; its words are deleted once it is on its way.

    Only rows are written: with the mail server or the broker down it goes out later.
    """
    notification = Notification.objects.create(
        key=f"letter-{uuid4().hex}",
        user=reader if isinstance(reader, User) else None,
        contact=None if isinstance(reader, User) else reader,
        channel="email",
        kind="account",
        code=code,
        step=step,
        group=ACCOUNT,
        urgent=True,
        created_at=at,
        not_after=at + USEFUL_FOR,
    )
    Letter.objects.create(notification=notification, subject=subject[:200], body=body)
    return notification
