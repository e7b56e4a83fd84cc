"""Photos and files go with what people write on a case, in the transaction of the words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from files.actions import attaching
from suggestions.actions import drafting, handling
from suggestions.actions.handling import Talk
from suggestions.models import Assignment, Contact, DraftAnswer, Reply, enclosed
from suggestions.models.reply import ANSWER

if TYPE_CHECKING:
    from events.models import Event
    from members.models import User


@dataclass(frozen=True)
class Enclosed:
    """What goes along: all that hangs on a key, and of what went with an answer that came back
    everything but these codes."""

    key: uuid.UUID | None = None
    left_out: Collection[str] = ()


@transaction.atomic
def answer(
    *, assignment: Assignment, files: Enclosed, by: User, at: datetime, **said: Any
) -> Reply | DraftAnswer:
    """Answer with photos and files; on their way they are read by whoever reads the answer there.

    What went with an answer of this round that came back goes along again, but for what is left
    out: that stays with the text that came back.

    Raises:
        PermissionDenied, NotNow, OpinionsMissing, NoContact: as `drafting.answer`.
    """
    back = DraftAnswer.objects.filter(assignment=assignment, round=assignment.round).came_back()
    before = back.last()
    done = drafting.answer(assignment=assignment, by=by, at=at, **said)
    kind, code = _place(done)
    if before:
        about: dict[str, Any] = {"kind": enclosed.DRAFT, "code": before.code}
        attaching.pass_on(**about, to=(kind, code), but=files.left_out, by=by, at=at)
    if files.key:
        attaching.bind(key=files.key, kind=kind, code=code, by=by, at=at)
    return done


@transaction.atomic
def words(
    act: Callable[..., Event | None], *, files: Enclosed, by: User, at: datetime, **said: Any
) -> None:
    """Do an act whose words stand in the ledger, with photos and files beside them.

    Of an act that was done before, under the same key, nothing more is kept.

    Raises: what the act does.
    """
    line = act(by=by, at=at, **said)
    if line and files.key:
        about = {"kind": enclosed.WORDS, "code": str(line.pk)}
        attaching.bind(key=files.key, **about, by=by, at=at)


@transaction.atomic
def talk(*, assignment: Assignment, talk: Talk, files: Enclosed, by: User, at: datetime) -> Contact:
    """Record a talk with the proposer, with photos and files of it; see `handling.contact`."""
    noted = handling.contact(assignment=assignment, talk=talk, by=by, at=at)
    if files.key:
        about = {"kind": enclosed.TALK, "code": str(noted.pk)}
        attaching.bind(key=files.key, **about, by=by, at=at)
    return noted


def _place(done: Reply | DraftAnswer) -> tuple[str, str]:
    """On what the files of an answer hang: on itself once it is delivered."""
    if isinstance(done, DraftAnswer):
        if done.delivered_at is None:
            return enclosed.DRAFT, done.code
        given = {"assignment": done.assignment_id, "round": done.round, "kind": ANSWER}
        done = Reply.objects.get(**given)
    return enclosed.REPLY, str(done.pk)
