"""From a line to the words of a text message, and on to the gateway."""

from collections.abc import Generator, Sequence

from django.conf import settings
from django.urls import reverse

from design.lines import one_line
from events.models.pending import cause
from members.numbers import may_be_texted
from notifications.channels.email import digest
from notifications.channels.email.transport import message_id
from notifications.channels.sms.gateway import Gateway, current, is_there
from notifications.models import Notification
from notifications.models.notification import DIGEST
from notifications.registry import Outcome, Verdict, words


def send(batch: Sequence[Notification]) -> Generator[Outcome]:
    """Send a batch, one message after the other."""
    if not is_there():
        yield from (Outcome(line, Verdict.REFUSED, "no gateway") for line in batch)
        return
    gateway = current()
    try:
        for line in batch:
            yield _send(gateway, line)
    finally:
        gateway.close()


def _send(gateway: Gateway, line: Notification) -> Outcome:
    if not line.address:  # given up since the line was written
        return Outcome(line, Verdict.REFUSED, "no number")
    if not may_be_texted(line.address):
        return Outcome(line, Verdict.REFUSED, "country")
    try:
        said = written(line)
    except Exception as error:
        return Outcome(line, Verdict.LATER, cause(error))
    verdict, why = gateway.send(line.address, said, key=message_id(line).strip("<>"))
    return Outcome(line, verdict, why)


def written(line: Notification) -> str:
    """Write the words for a line, in the reader's language: one line, and the way to the page."""
    letter = getattr(line, "letter", None)
    if letter is not None:
        return letter.body
    if line.kind == DIGEST:
        title, path = digest.composed(line)[0], reverse("notifications:inbox")
    else:
        title, path = one_line(words(line, line.language).title), line.url
    return f"{title} {settings.SITE_URL}{path}" if path else title
