"""The office takes back what it has just decided, as long as nobody has learnt of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import clocks as any_clocks
from events.models import Event
from notifications.actions import withdrawal
from suggestions import policies
from suggestions.actions import urging
from suggestions.lifecycle import (
    ACCEPT,
    ASSIGN,
    CANCEL,
    DECLINE,
    HAND_OVER,
    SPLIT,
    UNASSIGN,
    UNDO,
    UNDOABLE,
    URGE,
    NotNow,
    State,
    Step,
    clocks_of,
    undo_window,
)
from suggestions.models import Assignment, Decline, Suggestion

if TYPE_CHECKING:
    from members.models import User

MOST_LINES = 100
UNDO_OFFER = "undo"
"""Under which a session keeps what its browser may still undo: codes, and until when."""


@dataclass(frozen=True)
class Kept:
    """A case that stays as it was decided, and why in words."""

    suggestion: Suggestion
    why: str


def until(at: datetime) -> datetime | None:
    """Until when what is decided now can be undone; None where nothing can."""
    return at + undo_window() if undo_window() else None


@transaction.atomic
def undo(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Let the case go on as if the office's last act had not been; the ledger keeps both.

    Its state and its clocks are those from before, an assignment of that act falls away without a
    date, and its notices are gone. Nobody is told, for nobody has noticed.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: the time is over, somebody has read of it or acted since, or it is no such act.
    """
    role = policies.require(by, UNDO, suggestion)
    suggestion.lock()
    act = _last_act(suggestion)
    if {event.step for event in act} == {URGE.name}:
        _require_the_minute(act, at=at)
        urging.take_back(suggestion, act, by=by, at=at, role=role)
        return
    step = _way_back(suggestion, act, at=at)
    when = act[0].at
    if not withdrawal.take_back([event.pk for event in act], at=at):
        raise NotNow(_("Somebody has read of it already, so it stands."))
    before = clocks_of(State.ACCEPTED if step is UNASSIGN else State.SUBMITTED)
    due = any_clocks.take_back(kind="suggestion", code=suggestion.code, at=when, phases=before)
    if due is None:
        raise NotNow(_("It follows a unit that gave the case up. Please take it back instead."))
    data = {"lines": [event.pk for event in act]}
    back: dict[str, Any] = {"unit": None, "due_at": due.due_at, "closed_at": None}
    suggestion.move(step, by=by, at=at, role=role, data=data, pending=(), **back)
    _drop_works(suggestion, when, at=at)
    Decline.objects.filter(suggestion=suggestion, at=when).delete()


def _last_act(suggestion: Suggestion) -> list[Event]:
    """The newest lines of the case that belong to one act of one person, the newest first."""
    events = list(Event.objects.of("suggestion", suggestion.code)[:MOST_LINES])
    newest = events[0]
    together = takewhile(lambda one: (one.at, one.actor) == (newest.at, newest.actor), events)
    return [one for one in together if one.actor]


def _way_back(suggestion: Suggestion, act: Sequence[Event], *, at: datetime) -> Step:
    """The step that undoes these lines: to the review, or to where it waits to be assigned."""
    steps = {event.step for event in act}
    if not steps & {row.name for row in UNDOABLE}:
        raise NotNow(_("Somebody has acted on it since, so it stands."))
    if steps - {row.name for row in (*UNDOABLE, HAND_OVER)}:
        raise NotNow(_("Somebody has acted on it since, so it stands."))
    _require_the_minute(act, at=at)
    if DECLINE.name in steps and _has_split(suggestion, act[0].at):
        raise NotNow(_("Others that were merged into it are reviewed again, so it stands."))
    return UNASSIGN if ASSIGN.name in steps and ACCEPT.name not in steps else UNDO


def _require_the_minute(act: Sequence[Event], *, at: datetime) -> None:
    if at - act[0].at > undo_window():
        raise NotNow(_("The minute for undoing it is over."))


def _has_split(suggestion: Suggestion, at: datetime) -> bool:
    """Whether others left the case with that act."""
    left = Event.objects.filter(kind="suggestion", step=SPLIT.name, organ=suggestion.organ_id)
    newest = left.order_by("-id").filter(at=at)
    return any(event.data.get("from") == suggestion.code for event in newest[:MOST_LINES])


def _drop_works(suggestion: Suggestion, when: datetime, *, at: datetime) -> None:
    """The assignments of that act: no page shows them, and no clock of theirs was ever there."""
    works = Assignment.objects.filter(suggestion=suggestion, assigned_at=when)
    for work in works.in_force().select_related("suggestion"):
        work.move(CANCEL, by=None, at=at, undone_at=at)
        any_clocks.take_back(kind="assignment", code=work.code, at=when)


def undo_many(
    *, suggestions: Sequence[Suggestion], by: User, at: datetime
) -> tuple[list[Suggestion], list[Kept]]:
    """Undo what was done with several in one act: those undone, and those that could not be.

    Raises:
        PermissionDenied: `by` has no seat in the office of one of them; those before it are done.
    """
    done: list[Suggestion] = []
    kept: list[Kept] = []
    for suggestion in suggestions:
        try:
            undo(suggestion=suggestion, by=by, at=at)
        except NotNow as refusal:
            kept.append(Kept(suggestion, str(refusal)))
        else:
            done.append(suggestion)
    return done, kept
