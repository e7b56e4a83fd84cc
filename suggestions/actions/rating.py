"""The word of those who asked on the answers, and what happens when it does not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.models import Commitment
from events.actions.sweeping import one_by_one
from suggestions import clocks, policies
from suggestions.lifecycle import CLOSE, FINISH, FOLLOW, LAPSE, RATE, NotNow, Step
from suggestions.models import Assignment, Rating, Suggestion

if TYPE_CHECKING:
    from members.models import User

NOT_RATED = {"attitude": "not_rated", "result": "not_rated"}


@dataclass(frozen=True)
class Word:
    """What somebody says of one answer: attitude and result apart.

    ``assignment``: whose answer; None says the same of every answer there is.
    """

    attitude: str
    result: str
    comment: str = ""
    assignment: int | None = None


@transaction.atomic
def rate(
    *,
    suggestion: Suggestion,
    attitude: str,
    result: str,
    by: User,
    at: datetime,
    comment: str = "",
) -> None:
    """Rate the answer; where there are several, each of them alike. See `rate_answers`."""
    word = Word(attitude, result, comment)
    rate_answers(suggestion=suggestion, words=[word], by=by, at=at)


@transaction.atomic
def rate_answers(*, suggestion: Suggestion, words: Sequence[Word], by: User, at: datetime) -> None:
    """Say a word on one or more answers; the case is settled with the last word of the last rater.

    The ledger keeps no value.

    Raises:
        PermissionDenied: `by` was not asked.
        NotNow: the window has closed, or `by` has rated already.
    """
    role = policies.require_rater(by, suggestion)
    suggestion.move(RATE, by=by, at=at, role=role)
    for word in words:
        asked = Rating.objects.asked().filter(suggestion=suggestion, rater=by)
        if word.assignment is not None:
            asked = asked.filter(assignment=word.assignment)
        said = {"attitude": word.attitude, "result": word.result, "comment": word.comment}
        if not asked.update(**said, rated_at=at):
            raise NotNow(_("You have rated this answer already."))
    if not Rating.objects.asked().filter(suggestion=suggestion).exists():
        settle(suggestion, CLOSE, at=at)


def close_windows(*, at: datetime) -> int:
    """Settle the cases whose rating window is over; how many that were."""
    over = Suggestion.objects.to_rate().filter(due_at__lt=at).order_by("due_at", "pk")
    keys = list(over.values_list("pk", flat=True))
    return one_by_one(keys, lambda pk: _lapse(pk, at=at), what="the rating window of case")


@transaction.atomic
def _lapse(pk: int, *, at: datetime) -> bool:
    """Settle one case, unless it was rated or its window moved in the meantime.

    Who said nothing counts as "not rated".
    """
    over = Suggestion.objects.select_for_update(of=("self",)).to_rate().filter(due_at__lt=at)
    suggestion = over.select_related("organ").filter(pk=pk).first()
    if suggestion is None:
        return False
    Rating.objects.asked().filter(suggestion=suggestion).update(**NOT_RATED, rated_at=at)
    settle(suggestion, LAPSE, at=at)
    return True


def settle(suggestion: Suggestion, closing: Step, *, at: datetime) -> None:
    """End the rating: follow the promise that waits first, or close by that step."""
    promises = Commitment.objects.about("suggestion", suggestion.code).unsettled()
    first = promises.select_related("holder").first_to_wait_for()
    finished = Assignment.objects.filter(suggestion=suggestion, state__in=FINISH.sources)
    works = list(finished.order_by("pk"))
    data: dict[str, Any] = {"finished": [work.code for work in works]}
    if first is None:
        suggestion.move(closing, by=None, at=at, data=data, closed_at=at, due_at=None)
    else:
        changes: dict[str, Any] = {"unit": first.holder, "due_at": first.held_to}
        data["from_unit"] = suggestion.unit.code if suggestion.unit else ""
        data["unit"] = first.holder.code if first.holder else ""
        suggestion.move(FOLLOW, by=None, at=at, data=data, **changes)
    for work in works:
        work.move(FINISH, by=None, at=at)
    clocks.stop(suggestion, "rate", by=None, at=at)
