"""The clocks of a case as its pages show them: which one runs, its light, what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commitments.lifecycle import CLOCKS as PROMISE_CLOCKS
from deadlines.actions import clocks
from deadlines.lights import light
from deadlines.models import DueDate
from design.pieces import Light
from suggestions.lifecycle import (
    CLOCKS,
    OPEN_STATES,
    UNIT_PHASES,
    State,
    Work,
    urgency_choices,
)
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from members.models import Organ, User
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Promised


@dataclass(frozen=True)
class Choice:
    """One urgency as the office chooses it: the working days it gives and the date that makes."""

    value: str
    label: str
    days: int
    due_at: datetime
    provisional: bool


def start_for_case(suggestion: Suggestion, phase: str, *, by: User | None, at: datetime) -> DueDate:
    """Start a clock of the office or the author on a suggestion."""
    return clocks.start(
        kind="suggestion",
        code=suggestion.code,
        phase=phase,
        organ=suggestion.organ,
        by=by,
        at=at,
        instrument=suggestion.instrument,
    )


def start_for_unit(assignment: Assignment, phase: str, *, by: User, at: datetime) -> DueDate:
    """Start a clock of the unit on its assignment."""
    suggestion = assignment.suggestion
    return clocks.start(
        kind="assignment",
        code=assignment.code,
        phase=phase,
        organ=suggestion.organ,
        by=by,
        at=at,
        instrument=suggestion.instrument,
        urgency=assignment.urgency,
    )


def stop(thing: Suggestion | Assignment, phase: str, *, by: User | None, at: datetime) -> None:
    """Stop the clock of a phase; one that does not run stays as it is."""
    kind = "assignment" if hasattr(thing, "suggestion_id") else "suggestion"
    clocks.stop(kind=kind, code=thing.code, phase=phase, by=by, at=at)


def running(suggestion: Suggestion, assignment: Assignment | None) -> DueDate | None:
    """The clock that the case waits for now; None when it waits for nobody."""
    if suggestion.state not in OPEN_STATES:
        return None
    phase = CLOCKS[State(suggestion.state)]
    thing = ("suggestion", suggestion.code)
    if promised := waiting_promise(suggestion):
        thing, phase = ("commitment", promised.code), PROMISE_CLOCKS[promised.state]
    if assignment and phase in UNIT_PHASES:
        thing = ("assignment", assignment.code)
    return DueDate.objects.open().of(*thing).filter(phase=phase).select_related("policy").first()


def waiting_promise(suggestion: Suggestion) -> Promised | None:
    """The promise that a followed case waits for now: of several the first due."""
    if suggestion.state != State.FOLLOWUP:
        return None
    waiting = [(one.due_at, one.code, one) for one in suggestion.promises() if one.due_at]
    return min(waiting)[-1] if waiting else None


def promise_light(promised: Promised, *, at: datetime, calendar: Calendar) -> Light:
    """The light of one promise; grey once it is settled."""
    if promised.due_at is None:
        return Light("grey", promised.word)
    return light(promised.due_at, at, calendar)


def case_light(
    suggestion: Suggestion, assignment: Assignment | None, *, at: datetime, calendar: Calendar
) -> Light:
    """The light of a case; after the answer it shows whether the answer came in time."""
    over = assignment and assignment.state == Work.DONE
    if assignment and assignment.delivered_at and (suggestion.state == State.CLOSED or not over):
        return light(assignment.due_at, at, calendar, stopped_at=assignment.delivered_at)
    if suggestion.due_at is None:
        return closed_light()
    started = assignment.assigned_at if assignment and not over else suggestion.submitted_at
    return light(suggestion.due_at, at, calendar, started_at=started)


def urgencies(organ: Organ, *, at: datetime, instrument: str = "micro") -> Iterable[Choice]:
    """What each urgency would mean if the case were assigned at `at`."""
    for value, label in urgency_choices():
        preview = clocks.preview(
            organ=organ, phase="handle", at=at, instrument=instrument, urgency=value
        )
        yield Choice(
            value=value,
            label=str(label),
            days=preview.policy.working_days,
            due_at=preview.due_at,
            provisional=preview.count.provisional,
        )


def closed_light() -> Light:
    """The light of a case that waits for nobody."""
    return Light("grey", _("closed"))
