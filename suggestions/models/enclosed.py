"""Photos and files that go with what people write on a case, read along with the words.

They hang on the key of the row that holds the words: an answer, a talk, a line of the ledger. An
answer on its way has a code of its own, on which its files hang until it is delivered.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from events.models import Event
from files.models import listed_by_key
from suggestions.models.contact import Contact
from suggestions.models.reply import Reply

REPLY, DRAFT, TALK, WORDS = "reply", "draft", "contact", "words"
"""Kinds: a delivered answer, one on its way, a talk that was noted down, words in the ledger."""


def lines(code: str) -> QuerySet[Event]:
    """The ledger's lines of one case, the newest first, with their words and the files of those."""
    return Event.objects.of("suggestion", code).annotate(attached=listed_by_key(WORDS))


def talks() -> Prefetch[str]:
    """The talks of assignments, each with its files."""
    return Prefetch("contacts", Contact.objects.annotate(attached=listed_by_key(TALK)))


def answers() -> Prefetch[str]:
    """The answers and opinions of assignments, each with its files."""
    return Prefetch("replies", Reply.objects.annotate(attached=listed_by_key(REPLY)))


# A key that says whose answer its form is for: a mark of the house, the round, the assignment, and
# which of the answers on their way came back before.
MARK = 0x7A68_7861_6E73
VERSION, VARIANT = 8, 2
ROUNDS, DRAFTS = 1 << 12, 1 << 8


def key_of(work: int, round_: int, draft: str) -> UUID:
    """The key on which the files of an answer hang until it is sent: the same whenever its form is
    opened, another one for the next answer. ``draft`` is the code of what came back before."""
    number = int(draft.rpartition("-d")[2] or 0) % DRAFTS
    head = (MARK << 16) | (VERSION << 12) | (round_ % ROUNDS)
    return UUID(int=(head << 64) | (VARIANT << 62) | (work * DRAFTS + number))


def work_of(key: UUID) -> tuple[int, int] | None:
    """The assignment for whose answer a form of that key is, and its round; None for any other."""
    if key.int >> 80 != MARK or key.version != VERSION:
        return None
    return (key.int & ((1 << 62) - 1)) // DRAFTS, (key.int >> 64) % ROUNDS
