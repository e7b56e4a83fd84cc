"""A mail server in this process, for a site that is served beside it."""

import asyncio
from collections import Counter
from email import message_from_bytes, policy

from tests.notifications.sink import Sink


class Postbox(Sink):
    """Keeps the mails it takes, and the id of every mail it was ever offered.

    `answer` is what it says to all; `pause` is how many seconds it takes over each mail.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer = "250 OK"
        self.pause = 0.0
        self.offered: list[str] = []

    @property
    def url(self) -> str:
        """The setting EMAIL_URL that leads here."""
        return f"smtp://127.0.0.1:{self.port}"

    def arrived(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.offered.append(str(mail["Message-ID"]))
        await asyncio.sleep(self.pause)
        if not self.answer.startswith("250"):
            return self.answer
        return await super().handle_DATA(server, session, envelope)
