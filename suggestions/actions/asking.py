"""Once the answer is there: those who wanted something are asked for a word, and the offices
through whose hands the case went are told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from events.models import Event
from suggestions.lifecycle import TELL_SENDER, Work
from suggestions.models import Assignment, Rating
from suggestions.raters import raters

if TYPE_CHECKING:
    from suggestions.models import Suggestion


def ask(suggestion: Suggestion, *, at: datetime) -> None:
    """Ask each rater for a word on each answer of its latest round. Asked before, they stay so.

    An answer from another channel, which no unit gave, is rated as the case's own.
    """
    works = list(Assignment.objects.current().filter(suggestion=suggestion, state=Work.DELIVERED))
    answers: list[tuple[int | None, int]] = [(work.pk, work.round) for work in works]
    rows = [
        Rating(suggestion=suggestion, rater_id=rater, assignment_id=answer, round=number)
        for rater in raters(suggestion, at)
        for answer, number in answers or [(None, 0)]
    ]
    Rating.objects.bulk_create(rows, ignore_conflicts=True)


def tell_senders(suggestion: Suggestion, *, at: datetime) -> None:
    """Tell the offices that passed the case on what became of it: once, with the first answer."""
    told = Event.objects.of("suggestion", suggestion.code).filter(step=TELL_SENDER.name)
    if suggestion.transfers.exists() and not told.exists():
        suggestion.record(TELL_SENDER, by=None, at=at)
