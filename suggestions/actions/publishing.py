"""Publishing a case in words that the office has looked over, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import policies
from suggestions.lifecycle import PUBLISH, UNPUBLISH, NotNow
from suggestions.models import Publication, Reply
from suggestions.models.publication import PUBLISHED, RECALLED
from suggestions.texts import PUBLIC
from textindex.actions.following import follow

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion


@dataclass(frozen=True)
class PublicWords:
    """What everybody will read; `author_line` is "" where the author is not named.

    `answers`: where several answered, whose words are which, each by its `Reply.called`.
    """

    title: str
    text: str
    answer: str = ""
    author_line: str = ""
    answers: tuple[tuple[str, str], ...] = ()


class AnswersChanged(NotNow):
    """Other answers stand there now than were seen when the words were looked over."""


@transaction.atomic
def publish(
    *,
    suggestion: Suggestion,
    words: PublicWords,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> Publication:
    """Show these words to everybody; done again, they take the place of those before.

    ``seen``: the `marks` of the answers that were looked over; None where nobody asks.

    Raises:
        AnswersChanged: an answer has come or gone, or was given anew or corrected, since.
        PermissionDenied: `by` has no seat in the office of the organ in charge, or the author does
            not wish it.
        NotNow: the case is under seal, or its author has taken it back.
    """
    role = policies.require(by, PUBLISH, suggestion)
    suggestion.lock()
    if suggestion.wish != "public":
        raise PermissionDenied(_("The author has not agreed to publication."))
    if not suggestion.may_be_published:
        raise NotNow(_("Its author has taken it back."))
    if seen is not None and seen != marks(Reply.objects.last_answers_to(suggestion)):
        raise AnswersChanged(_("The answers have changed while this page was open."))
    publication, _is_new = Publication.objects.update_or_create(
        suggestion=suggestion,
        defaults={
            "state": PUBLISHED,
            "title": words.title,
            "text": words.text,
            "answer": words.answer,
            "answers": words.answers,
            "author_line": words.author_line,
            "decided_by": by,
            "published_at": at,
            "recalled_at": None,
        },
    )
    follow(code=suggestion.code, kinds=[PUBLIC])
    suggestion.record(PUBLISH, by=by, at=at, role=role)
    return publication


def marks(replies: list[Reply]) -> str:
    """What stands for just these answers."""
    return " ".join(reply.mark for reply in replies)


@transaction.atomic
def recall(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Take it back: from this moment nobody finds it.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is not published, or under seal.
    """
    role = policies.require(by, UNPUBLISH, suggestion)
    suggestion.lock()
    if not _hide(suggestion, at=at):
        raise NotNow(_("It is not published."))
    suggestion.record(UNPUBLISH, by=by, at=at, role=role)


def end(suggestion: Suggestion, *, at: datetime, pending: tuple[str, ...] = ("announce",)) -> None:
    """Nobody finds it any more after an act whose own line says why; silent where it was not out.

    What its author takes back is not public any longer. Nor is what goes to another organ, whose
    office is in charge then: what it publishes it has looked over itself.
    """
    if _hide(suggestion, at=at):
        suggestion.record(UNPUBLISH, by=None, at=at, pending=pending)


def _hide(suggestion: Suggestion, *, at: datetime) -> bool:
    shown = Publication.objects.filter(suggestion=suggestion, state=PUBLISHED)
    is_hidden = bool(shown.update(state=RECALLED, recalled_at=at))
    if is_hidden:
        follow(code=suggestion.code, kinds=[PUBLIC])
    return is_hidden
