"""Text messages, by whatever `SMS_URL` in the settings says: a gateway, or a folder without one.

They cost money and disturb: a code or an invitation somebody waits for goes out as a letter
(`notifications.actions.letters`); of notices only what a person asked to have this way.
"""

from django.utils.translation import gettext_lazy as _

from members.models import User
from members.numbers import may_be_texted
from notifications.channels.sms.gateway import is_there
from notifications.channels.sms.transport import send
from notifications.models.notification import SMS
from notifications.registry import Channel, Reader


def takes(mail: bool, reader: Reader) -> bool:
    """Text messages go to numbers of permitted countries, where there is a gateway."""
    if not mail or not is_there():
        return False
    return may_be_texted(reader.mobile) if isinstance(reader, User) else reader.channel == SMS


CHANNEL = Channel(
    name=SMS,
    label=_("Text message (SMS)"),
    takes=takes,
    send=send,
    address_url="members:mobile",
    asked_for=True,
    order=10,
)
