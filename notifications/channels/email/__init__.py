"""Mail, by whatever `MAILERS` in the settings says: a server, or a folder without one."""

from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.channels.email.transport import send
from notifications.registry import Channel, Reader

NAME = "email"


def takes(mail: bool, reader: Reader) -> bool:
    """Mail goes to those who have an address, about what is worth a mail."""
    if isinstance(reader, User):
        return mail and bool(reader.email)
    return mail and reader.channel == NAME


CHANNEL = Channel(name=NAME, label=_("Mail"), takes=takes, send=send, address_url="account_email")
