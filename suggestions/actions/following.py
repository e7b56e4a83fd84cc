"""Letting somebody without an account follow one case by a code, and taking that back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from members.policies import require
from members.roles import Member
from suggestions import policies
from suggestions.lifecycle import END_FOLLOW, LET_FOLLOW, NotNow, State
from suggestions.models import QueryCode

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion


@transaction.atomic
def let(*, suggestion: Suggestion, by: User, at: datetime) -> QueryCode:
    """Make a code; the one before answers no more.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: the case was withdrawn, or is under seal.
    """
    role = policies.require(by, LET_FOLLOW, suggestion)
    suggestion.lock()
    if suggestion.state == State.WITHDRAWN:
        raise NotNow(_("A case that was taken back cannot be followed."))
    QueryCode.objects.open().filter(suggestion=suggestion).update(ended_at=at)
    made = QueryCode.fresh(suggestion=suggestion, made_by=by, made_at=at)
    made.save(force_insert=True)
    suggestion.record(LET_FOLLOW, by=by, at=at, role=role, pending=())
    return made


@transaction.atomic
def withdraw(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Take the code back: from this moment it answers as one that never was. Who handed it out
    can do so also when they are a member no more, or rest.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: there is none, or the case is under seal.
    """
    require(policies.is_author(by, suggestion), _("This step belongs to another desk."))
    suggestion.lock()
    if not _end(suggestion, at=at):
        raise NotNow(_("There is no code any more."))
    suggestion.record(END_FOLLOW, by=by, at=at, role=Member.key, pending=())


def end(suggestion: Suggestion, *, at: datetime) -> None:
    """Let the code die with an act whose own line says why; nothing where there is none."""
    if _end(suggestion, at=at):
        suggestion.record(END_FOLLOW, by=None, at=at, pending=())


def _end(suggestion: Suggestion, *, at: datetime) -> bool:
    there = QueryCode.objects.open().filter(suggestion=suggestion)
    return bool(there.update(ended_at=at))
