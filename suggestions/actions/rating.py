"""The proposer's word on the answer, and what happens when it does not come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from deadlines.actions import clocks
from suggestions import policies
from suggestions.lifecycle import FINISH, LAPSE, RATE, NotNow, State
from suggestions.models import Rating, Suggestion

if TYPE_CHECKING:
    from members.models import User

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
    policies.require(by, RATE, suggestion)
    suggestion.move(RATE, by=by, at=at, closed_at=at, due_at=None)
    _finish(suggestion, by=by, at=at)
    return Rating.objects.create(
        suggestion=suggestion,
        rater=by,
        attitude=attitude,
        result=result,
        comment=comment,
        rated_at=at,
    )


def close_windows(*, at: datetime) -> int:
    """Close the cases whose rating window is over as "not rated"; how many that were.

    Each in a transaction of its own, so that one that cannot be closed holds up no other.
    """
    over = Suggestion.objects.filter(state=State.REPLIED.value, due_at__lt=at)
    closed = 0
    for suggestion in over.order_by("due_at")[:BATCH]:
        closed += _lapse(suggestion, at=at)
    return closed


def _lapse(suggestion: Suggestion, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            suggestion.move(LAPSE, by=None, at=at, closed_at=at, due_at=None)
            _finish(suggestion, by=None, at=at)
            Rating.objects.create(
                suggestion=suggestion,
                rater_id=suggestion.author_id,
                attitude="not_rated",
                result="not_rated",
                rated_at=at,
            )
    except NotNow:
        return False
    return True


def _finish(suggestion: Suggestion, *, by: User | None, at: datetime) -> None:
    for assignment in suggestion.assignments.all():
        assignment.move(FINISH)
    clocks.stop(kind="suggestion", code=suggestion.code, phase="rate", by=by, at=at)
