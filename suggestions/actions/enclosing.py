"""Photos and files go with what people write on a case, in the transaction of the words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from files.actions import attaching
from suggestions.actions import drafting, handling, opinions
from suggestions.actions.handling import Talk
from suggestions.models import Assignment, Contact, DraftAnswer, Reply, enclosed
from suggestions.models.reply import ANSWER

if TYPE_CHECKING:
    from events.models import Event
    from members.models import User


class TooManyFiles(Exception):
    """More go along with an answer than with any form."""

    def __init__(self, most: int) -> None:
        words = _("At most %(count)d photos and files go along, those from before among them.")
        super().__init__(words % {"count": most})


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
        TooManyFiles: old and new together are too many.
    """
    before = came_back(assignment)
    done = drafting.answer(assignment=assignment, by=by, at=at, **said)
    kind, code = _place(done)
    along = 0
    if before:
        about: dict[str, Any] = {"kind": enclosed.DRAFT, "code": before.code}
        along += attaching.pass_on(**about, to=(kind, code), but=files.left_out, by=by, at=at)
    if files.key:
        along += attaching.bind(key=files.key, kind=kind, code=code, by=by, at=at)
    require_room(along)
    return done


def came_back(assignment: Assignment) -> DraftAnswer | None:
    """The answer of this round that came back last: its files go along with the next one."""
    back = DraftAnswer.objects.filter(assignment=assignment, round=assignment.round).came_back()
    return back.last()


def require_room(along: int) -> None:
    """Ask that no more files go along than with any form. Raises TooManyFiles."""
    if along > settings.UPLOAD_MAX_COUNT:
        raise TooManyFiles(settings.UPLOAD_MAX_COUNT)


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
def opinion(*, assignment: Assignment, text: str, files: Enclosed, by: User, at: datetime) -> Reply:
    """Give a co-handler's opinion with photos and files; see `opinions.give`."""
    given = opinions.give(assignment=assignment, text=text, by=by, at=at)
    if files.key:
        about = {"kind": enclosed.REPLY, "code": str(given.pk)}
        attaching.bind(key=files.key, **about, by=by, at=at)
    return given


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
