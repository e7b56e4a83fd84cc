"""The proposer's word on the answer, and what happens when it does not come."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

from suggestions import clocks, policies
from suggestions.lifecycle import CLOSE, FINISH, LAPSE, RATE
from suggestions.models import Rating, Suggestion

if TYPE_CHECKING:
    from members.models import User

logger = logging.getLogger(__name__)

BATCH = 200


@transaction.atomic
def rate(
    *,
    suggestion: Suggestion,
    attitude: str,
    result: str,
    by: User,
    at: datetime,
    comment: str = "",
) -> Rating:
    """Rate attitude and result apart; the case is closed then. The ledger keeps no value.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: the window has closed, or it was rated already.
    """
    role = policies.require(by, RATE, suggestion)
    suggestion.move(RATE, by=by, at=at, role=role)
    given = Rating.objects.create(
        suggestion=suggestion,
        rater=by,
        attitude=attitude,
        result=result,
        comment=comment,
        rated_at=at,
    )
    suggestion.move(CLOSE, by=None, at=at, closed_at=at, due_at=None)
    _finish(suggestion, by=by, at=at)
    return given


def close_windows(*, at: datetime) -> int:
    """Close the cases whose rating window is over as "not rated"; how many that were.

    Each in a transaction of its own: one that cannot be closed is logged and holds up no other.
    """
    over = Suggestion.objects.to_rate().filter(due_at__lt=at).order_by("due_at", "pk")
    closed = 0
    for suggestion in over[:BATCH]:
        try:
            closed += _lapse(suggestion.pk, at=at)
        except DatabaseError:
            logger.exception("the rating window of %s does not close", suggestion.code)
    return closed


@transaction.atomic
def _lapse(pk: int, *, at: datetime) -> bool:
    """Close one case, unless it was rated or its window moved in the meantime."""
    over = Suggestion.objects.select_for_update(of=("self",)).to_rate().filter(due_at__lt=at)
    suggestion = over.select_related("organ").filter(pk=pk).first()
    if suggestion is None:
        return False
    suggestion.move(LAPSE, by=None, at=at, closed_at=at, due_at=None)
    _finish(suggestion, by=None, at=at)
    Rating.objects.create(
        suggestion=suggestion,
        rater_id=suggestion.author_id,
        attitude="not_rated",
        result="not_rated",
        rated_at=at,
    )
    return True


def _finish(suggestion: Suggestion, *, by: User | None, at: datetime) -> None:
    for assignment in suggestion.assignments.filter(state__in=FINISH.sources):
        assignment.move(FINISH, by=by, at=at)
    clocks.stop(suggestion, "rate", by=by, at=at)
