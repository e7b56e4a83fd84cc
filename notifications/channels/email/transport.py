"""Handing mails to the server, and understanding its answer."""

import hashlib
import re
import smtplib
from collections.abc import Generator, Sequence
from contextlib import suppress
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from design.lines import one_line
from events.models.pending import cause
from notifications.channels.email import digest
from notifications.models import Notification
from notifications.models.notification import DIGEST
from notifications.registry import Outcome, Verdict, words

ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
TRY_LATER = 421


def send(batch: Sequence[Notification]) -> Generator[Outcome]:
    """Send a batch over one connection; a broken one is opened anew for the next mail."""
    server = mailers.create_connection("default")
    try:
        for line in batch:
            yield _send(server, line)
    finally:
        _close(server)


def _send(server: BaseEmailBackend, line: Notification) -> Outcome:
    if not line.address:  # given up since the line was written
        return Outcome(line, Verdict.REFUSED, "no address")
    try:
        mail = written(line)
    except Exception as error:
        return Outcome(line, Verdict.LATER, cause(error))
    try:
        server.open()
    except OSError as error:
        _close(server)
        return Outcome(line, Verdict.UNREACHABLE, _said(error))
    try:
        server.send_messages([mail])
    except (smtplib.SMTPNotSupportedError, ValueError) as error:  # no address mail can go to
        return Outcome(line, Verdict.REFUSED, cause(error))
    except OSError as error:
        if _answer(error)[0] in {0, TRY_LATER}:
            _close(server)
        return Outcome(line, _verdict(error), _said(error))
    return Outcome(line, Verdict.SENT)


def written(line: Notification) -> EmailMessage:
    """Write the mail for a line, in the reader's language."""
    letter = getattr(line, "letter", None)
    if letter is not None:
        subject, body = letter.subject, letter.body
    elif line.kind == DIGEST:
        subject, body = digest.composed(line)
    else:
        subject, body = _composed(line)
    headers = {"Message-ID": message_id(line), "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[line.address], headers=headers)


def _composed(line: Notification) -> tuple[str, str]:
    told = words(line, line.language)
    link = f"{settings.SITE_URL}{line.url}" if line.url else ""
    with translation.override(line.language):
        body = render_to_string(
            "notifications/email/notice.txt",
            {"words": told, "link": link, "site": settings.SITE_URL},
        )
    # A title that was stored with a line break would be no header, and the mail lost.
    return one_line(told.title), body


def message_id(line: Notification) -> str:
    """Return the same id for the same occasion and reader, however often it is sent."""
    reader = f"user-{line.user_id}" if line.user_id else f"contact-{line.contact_id}"
    digest = hashlib.sha256(f"{line.key}/{reader}".encode()).hexdigest()
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{digest[:40]}@{sender.rpartition('@')[2] or 'localhost'}>"


def _verdict(error: OSError) -> Verdict:
    return Verdict.REFUSED if 500 <= _answer(error)[0] < 600 else Verdict.LATER


def _said(error: OSError) -> str:
    """Say what the server answered by its codes alone: its words may hold the address."""
    code, text = _answer(error)
    if not code:
        return cause(error)
    enhanced = ENHANCED.search(text)
    return f"{code} {enhanced.group().decode()}" if enhanced else str(code)


def _answer(error: OSError) -> tuple[int, bytes]:
    """Return the code and words of the server's answer; 0 where there was none."""
    answer: tuple[int, bytes | str]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        answer = (error.smtp_code, error.smtp_error)
    else:
        return 0, b""
    code, text = answer
    return code, text if isinstance(text, bytes) else str(text).encode()


def _close(server: BaseEmailBackend) -> None:
    with suppress(OSError):
        server.close()
