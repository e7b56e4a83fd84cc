"""Who has just rated takes the rating back, as long as nobody has learnt what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as any_clocks
from departments.models import Department
from events.models import Event
from notifications.actions import withdrawal
from suggestions import policies
from suggestions.lifecycle import (
    FOLLOW,
    RATE,
    RATING_ACT,
    UNFINISH,
    UNRATE,
    NotNow,
    Part,
    State,
    clocks_of,
    undo_window,
)
from suggestions.models import Assignment, Rating, Suggestion

if TYPE_CHECKING:
    from members.models import User

MOST_LINES = 10
ASKED: dict[str, Any] = {"attitude": "", "result": "", "comment": "", "rated_at": None}


@transaction.atomic
def unrate(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Ask `by` for the rating anew, as if it had not been given; the ledger keeps both lines.

    Where it was the last one, the case waits for ratings again with the date it had, and its
    answers are no longer done.

    Raises:
        PermissionDenied: `by` was not asked.
        NotNow: the minute or the rating's own date is over, somebody has acted since or has read
            what came of it, or the last act on the case was no rating by `by`.
    """
    role = policies.require_rater(by, suggestion)
    suggestion.lock()
    act = _last_rating(suggestion, by)
    if not act:
        raise NotNow(_("Somebody has acted on it since, so it stands."))
    when = act[0].at
    if at - when > undo_window():
        raise NotNow(_("The minute for taking it back is over."))
    lines = [event.pk for event in act]
    if not withdrawal.take_back(lines, at=at):
        raise NotNow(_("Somebody has read of it already, so it stands."))
    changes = {} if suggestion.state == State.REPLIED else _before(suggestion, act)
    if (changes.get("due_at") or suggestion.due_at or at) < at:
        raise NotNow(_("The time for rating is over, so it stands."))
    suggestion.move(UNRATE, by=by, at=at, role=role, data={"lines": lines}, pending=(), **changes)
    Rating.objects.filter(suggestion=suggestion, rater=by, rated_at=when).update(**ASKED)


def is_taken_back(suggestion: Suggestion, by: User) -> bool:
    """Whether the last act on the case is that `by` took the rating back: a second tap finds it."""
    last = Event.objects.of("suggestion", suggestion.code).first()
    return last is not None and (last.step, last.actor) == (UNRATE.name, by.code)


def _last_rating(suggestion: Suggestion, by: User) -> list[Event]:
    """The newest lines of the case, if they are a rating by `by` and what followed from it."""
    events = list(Event.objects.of("suggestion", suggestion.code)[:MOST_LINES])
    act = list(takewhile(lambda one: one.at == events[0].at, events))
    rated = {one.actor for one in act if one.step == RATE.name}
    known = {step.name for step in RATING_ACT}
    return act if rated == {by.code} and known.issuperset(one.step for one in act) else []


def _before(suggestion: Suggestion, act: Sequence[Event]) -> dict[str, Any]:
    """What the case had in its columns before the last rating settled it; its clock runs on."""
    settled = next((one for one in act if "finished" in one.data), None)
    if settled is None:
        raise NotNow(_("Somebody has acted on it since, so it stands."))
    for work in Assignment.objects.filter(code__in=settled.data["finished"]):
        work.move(UNFINISH[Part(work.part)], by=None, at=settled.at)
    phases = clocks_of(State.REPLIED)
    due = any_clocks.take_back(
        kind="suggestion", code=suggestion.code, at=settled.at, phases=phases
    )
    changes: dict[str, Any] = {"due_at": due.due_at if due else None, "closed_at": None}
    if settled.step == FOLLOW.name:
        changes["unit"] = Department.objects.filter(code=settled.data["from_unit"]).first()
    return changes
