"""Messages from a CSV file become suggestions through the same action as in the browser.

The file is read as a stream. A row's key is made from the organ and the row's own id, so a
second run, or one after a break, adds nothing that is there already.
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from design.lines import one_line
from suggestions.actions import submitting
from suggestions.actions.submitting import AlreadySubmitted, Words
from suggestions.models import Suggestion
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH
from suggestions.places import Matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.models import Organ, User

NAMESPACE = uuid.UUID("5f0e1c36-6f5b-4b44-9b63-0d6f3b1d4c11")
ID_COLUMNS = ("id", "msg_id")
TEXT_COLUMNS = ("text", "body")


class BadFile(ValueError):
    """The file as a whole cannot be read: a column is missing, or it is no UTF-8 text."""


@dataclass(frozen=True)
class Message:
    """One row: its line in the file, its own id, title and text."""

    line: int
    ident: str
    title: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What became of a row: "added", "known" or "refused" with the reason."""

    message: Message
    result: str
    reason: str = ""
    code: str = ""


def read(lines: Iterable[str]) -> Iterator[Message]:
    """The messages of a CSV text, row by row.

    Raises:
        BadFile: there is no column for the id, the title or the text, or a row has no end.
    """
    reader = csv.DictReader(lines)
    try:
        ident, text = _columns(reader.fieldnames or ())
        for row in reader:
            yield Message(
                line=reader.line_num,
                ident=(row[ident] or "").strip(),
                title=one_line(row["title"] or ""),
                text=(row[text] or "").strip(),
            )
    except csv.Error as error:
        raise BadFile(f"after line {reader.line_num}: {error}") from error


def _columns(names: Sequence[str]) -> tuple[str, str]:
    ident = next((name for name in ID_COLUMNS if name in names), None)
    text = next((name for name in TEXT_COLUMNS if name in names), None)
    if not (ident and text and "title" in names):
        raise BadFile(_("The file needs the columns id (or msg_id), title and text (or body)."))
    return ident, text


def problem(message: Message) -> str:
    """Why a row cannot become a suggestion; "" if it can. The limits are those of the form."""
    if not message.ident:
        return _("no id")
    if not message.title:
        return _("no title")
    if len(message.title) > TITLE_LENGTH:
        return _("title longer than %(most)d characters") % {"most": TITLE_LENGTH}
    if not message.text:
        return _("no text")
    if len(message.text) > TEXT_LENGTH:
        return _("text longer than %(most)d characters") % {"most": TEXT_LENGTH}
    if "\0" in message.title + message.text:
        return _("a character that no text has")
    return ""


def submit_all(
    messages: Iterable[Message], *, organ: Organ, by: User, clock: Callable[[], datetime]
) -> Iterator[Outcome]:
    """Submit each message to the organ in `by`'s name, one transaction each, and tell of each."""
    for message in messages:
        yield _submit(message, organ=organ, by=by, at=clock())


def _submit(message: Message, *, organ: Organ, by: User, at: datetime) -> Outcome:
    reason = problem(message)
    if reason:
        return Outcome(message, "refused", reason)
    key = uuid.uuid5(NAMESPACE, f"{organ.code}:{message.ident}")
    known = Suggestion.objects.filter(author=by, submission_key=key).first()
    if known:
        return Outcome(message, "known", code=known.code)
    try:
        suggestion = submitting.submit(
            key=key,
            words=Words(message.title, message.text),
            place=organ,
            matter=Matter(organ, None),
            author_organ=organ.code,
            by=by,
            at=at,
        )
    except AlreadySubmitted as earlier:
        return Outcome(message, "known", code=earlier.suggestion.code)
    return Outcome(message, "added", code=suggestion.code)
