"""A suggestion goes back to its author to be completed, comes again, or is taken back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from events.actions.sweeping import one_by_one
from files.actions import attaching
from files.models import Attachment
from suggestions import clocks, policies
from suggestions.actions import following, merging, publishing
from suggestions.actions.enclosing import require_room
from suggestions.actions.submitting import Words
from suggestions.lifecycle import EXPIRE, RESUBMIT, SEND_BACK, WITHDRAW
from suggestions.models import Recommendation, Revision, Suggestion
from suggestions.texts import TEXTS
from textindex.actions.following import follow

if TYPE_CHECKING:
    from members.models import Organ, User


@transaction.atomic
def send_back(*, suggestion: Suggestion, missing: str, by: User, at: datetime) -> None:
    """Ask the author for what is missing. The review clock stops, theirs starts.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it does not wait for a review any more.
    """
    role = policies.require(by, SEND_BACK, suggestion)
    suggestion.move(SEND_BACK, by=by, at=at, role=role, remark=missing)
    clocks.turn(suggestion, SEND_BACK, by=by, at=at)


@transaction.atomic
def resubmit(
    *,
    suggestion: Suggestion,
    words: Words,
    place: Organ,
    by: User,
    at: datetime,
    key: uuid.UUID | None = None,
) -> None:
    """Send it again with other words, and with what hangs on `key`. The old text is kept; review
    and proposals begin anew.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: it was sent again, taken back or expired in the meantime.
        TooManyFiles: old and new together are too many.
    """
    role = policies.require(by, RESUBMIT, suggestion)
    before = Revision(
        suggestion=suggestion,
        title=suggestion.title,
        situation=suggestion.situation,
        ask=suggestion.ask,
        place_id=suggestion.place_id,
        at=at,
        by=by,
    )
    about: dict[str, Any] = {"kind": "suggestion", "code": suggestion.code}
    files = attaching.bind(key=key, by=by, at=at, **about) if key else 0
    if files:
        require_room(Attachment.objects.of(**about).count())
    suggestion.move(
        RESUBMIT,
        by=by,
        at=at,
        role=role,
        data={"files": files} if files else None,
        pending=("announce", "suggestions.route"),
        title=words.title,
        situation=words.situation,
        ask=words.ask,
        place=place,
        routed_at=None,
    )
    before.save(force_insert=True)
    follow(code=suggestion.code, kinds=TEXTS)
    Recommendation.objects.filter(suggestion=suggestion).delete()
    clocks.turn(suggestion, RESUBMIT, by=by, at=at)


@transaction.atomic
def withdraw(*, suggestion: Suggestion, by: User, at: datetime, reason: str = "") -> None:
    """Take it back, as its author may until it is assigned.

    Those merged into it are reviewed by themselves again: their authors took nothing back. What was
    published of it is recalled.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: it is with a unit by now, or has ended.
    """
    role = policies.require(by, WITHDRAW, suggestion)
    suggestion.move(WITHDRAW, by=by, at=at, role=role, remark=reason, closed_at=at, due_at=None)
    clocks.stop_before(suggestion, WITHDRAW, by=by, at=at)
    _nobody_reads_on(suggestion, at=at)


def expire_returned(*, at: datetime) -> int:
    """Withdraw what was not completed in time; how many that were."""
    over = Suggestion.objects.returned().filter(due_at__lt=at).order_by("due_at", "pk")
    keys = list(over.values_list("pk", flat=True))
    return one_by_one(keys, lambda pk: _expire(pk, at=at), what="the end of case")


@transaction.atomic
def _expire(pk: int, *, at: datetime) -> bool:
    """End one, unless it was completed or its date moved in the meantime."""
    over = Suggestion.objects.select_for_update(of=("self",), no_key=True).returned()
    suggestion = over.filter(due_at__lt=at).select_related("organ").filter(pk=pk).first()
    if suggestion is None:
        return False
    suggestion.move(EXPIRE, by=None, at=at, closed_at=at, due_at=None)
    clocks.stop_before(suggestion, EXPIRE, by=None, at=at)
    _nobody_reads_on(suggestion, at=at)
    return True


def _nobody_reads_on(suggestion: Suggestion, *, at: datetime) -> None:
    publishing.end(suggestion, at=at, pending=())
    following.end(suggestion, at=at)
    merging.split(main=suggestion, at=at)
