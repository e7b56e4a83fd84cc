"""What is asked of whoever carries text messages; `docs/how-to/operate.md` has it for operators.

Two keep to it: a folder of files, outside production only, and a gateway over HTTPS. One test
module (`tests/notifications/channels/sms/test_gateway.py`) holds both, and any real one, to it.
"""

from typing import Protocol

from django.conf import settings

from notifications.channels.sms.folder import FolderGateway
from notifications.channels.sms.http import HttpGateway
from notifications.registry import Verdict


class Gateway(Protocol):
    """Carries text messages, one at a time."""

    def send(self, number: str, words: str, *, key: str) -> tuple[Verdict, str]:
        """Send words to a number (E.164). Sent again with the same key, it arrives once.

        Answers with a verdict and, unless it was sent, why: without number or words.
        """
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...


def is_there() -> bool:
    """Whether text messages can be sent at all: in production not without a gateway."""
    return bool(settings.SMS_ENABLED)


def current() -> Gateway:
    """Return the gateway that the settings name."""
    if settings.SMS_URL:
        return HttpGateway(
            url=settings.SMS_URL,
            key=settings.SMS_KEY,
            sender=settings.SMS_SENDER,
            timeout=settings.SMS_TIMEOUT,
        )
    return FolderGateway(settings.SMS_DIR, sender=settings.SMS_SENDER)
