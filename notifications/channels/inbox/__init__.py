"""The inbox on the site: being written is being delivered."""

from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.models.notification import INBOX
from notifications.registry import Channel, Reader


def takes(mail: bool, reader: Reader) -> bool:
    """Whoever has an account has an inbox, and it holds everything."""
    return isinstance(reader, User)


CHANNEL = Channel(name=INBOX, label=_("Inbox"), takes=takes)
