"""The mail server of the drills: it can be away, slow, or unwilling."""

import asyncio
import random

from tests.notifications.sink import Sink
from tests.served.postbox import Postbox

NOT_NOW = "451 4.3.2 not now"


class Mailbox(Postbox):
    """`refuses`: the share of mails it wants later. `late`: the share that it takes but says so
    only after `too_long` seconds, when nobody listens any more."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses = self.late = 0.0
        self.too_long = 0.0
        self.refused = 0
        self.dice = random.Random(1)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.dice.random() < self.refuses:
            self.refused += 1
            return NOT_NOW
        answer = await Sink.handle_DATA(self, server, session, envelope)
        await asyncio.sleep(self.too_long if self.dice.random() < self.late else self.pause)
        return answer
