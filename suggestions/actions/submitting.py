"""What a member does before anybody else is concerned: write, keep a draft, submit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from files.actions import attaching
from members.roles import Member
from suggestions import clocks, policies
from suggestions.actions import cosigning
from suggestions.lifecycle import SUBMIT
from suggestions.models import Category, Draft, Suggestion
from suggestions.texts import CASE
from textindex.actions.following import follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import Organ, User
    from suggestions.places import Matter

INSTRUMENT = "micro"


@dataclass(frozen=True)
class Words:
    """What the member says: the subject line, what is the matter, what should be done."""

    title: str
    situation: str
    ask: str = ""


class AlreadySubmitted(Exception):
    """Another text was sent under this key before; ``suggestion`` is what became of it."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__(suggestion.code)
        self.suggestion = suggestion


def keep_draft(
    *, key: uuid.UUID, by: User, at: datetime, **fields: str | list[str]
) -> Draft | None:
    """Keep what was typed so far. None: this text was sent in the meantime, nothing is kept."""
    if _is_sent(key, by):
        return None
    with transaction.atomic():
        draft, _created = Draft.objects.update_or_create(
            author=by, defaults={**fields, "key": key, "saved_at": at}
        )
        # Asked once more: the write has waited for a submission that was just being made.
        if not _is_sent(key, by):
            return draft
        draft.delete()
        return None


def _is_sent(key: uuid.UUID, by: User) -> bool:
    return Suggestion.sealed_too.filter(author=by, submission_key=key).exists()


@transaction.atomic
def discard_draft(*, by: User, at: datetime) -> None:
    """Throw away what was typed and not sent, with the files that hang on it."""
    for draft in Draft.objects.filter(author=by):
        attaching.drop(key=draft.key, by=by, at=at)
        draft.delete()


@transaction.atomic
def submit(
    *,
    key: uuid.UUID,
    words: Words,
    place: Organ,
    matter: Matter,
    author_organ: str,
    by: User,
    at: datetime,
    wish: str = "members",
    people: Sequence[User] = (),
    category: str = "",
    proposed_category: str = "",
) -> Suggestion:
    """Hand a suggestion to the office of the organ whose matter it is. The review clock starts.

    Sent twice under one key with the same words, it is one suggestion: the first is returned.
    The files that hang on the key belong to it from then on.

    Args:
        key: made with the draft; one key is one suggestion.
        place: where the matter is.
        matter: whose matter it is, as proposed or as the author chose.
        author_organ: code of the organ in which the author is a member.
        wish: who may know of it, one of `lifecycle.WISHES`.
        category: what it is about, as the author chose; with none, `proposed_category` holds.
        people: members whom the author asks to co-sign.

    Raises:
        PermissionDenied: the author is no member of `author_organ`.
        AlreadySubmitted: other words were sent under this key before.
    """
    policies.require_membership(by, author_organ)
    suggestion = Suggestion(
        code=Suggestion.next_code(at),
        instrument=INSTRUMENT,
        title=words.title,
        situation=words.situation,
        ask=words.ask,
        place=place,
        organ=matter.organ,
        organ_chosen_by_author=matter.proposal is None,
        author=by,
        author_organ_id=author_organ,
        submission_key=key,
        submitted_at=at,
        wish=wish,
        category=Category.objects.filter(pk=category or proposed_category).first(),
        category_chosen_by_author=bool(category),
    )
    try:
        with transaction.atomic():
            suggestion.due_at = clocks.start_for_case(suggestion, "review", by=by, at=at).due_at
            suggestion.save(force_insert=True)
    except IntegrityError:
        first = Suggestion.sealed_too.filter(author=by, submission_key=key).first()
        if first is None:
            raise
        return _same_words(first, words)
    follow(code=suggestion.code, kinds=[CASE])
    files = attaching.bind(key=key, kind="suggestion", code=suggestion.code, by=by, at=at)
    suggestion.record(
        SUBMIT,
        by=by,
        at=at,
        role=Member.key,
        data={"files": files} if files else None,
        pending=("announce", "suggestions.route"),
    )
    Draft.objects.filter(author=by, key=key).delete()
    cosigning.ask(suggestion=suggestion, people=people, by=by, at=at)
    return suggestion


def _same_words(first: Suggestion, words: Words) -> Suggestion:
    if (first.title, first.situation, first.ask) != (words.title, words.situation, words.ask):
        raise AlreadySubmitted(first)
    return first
