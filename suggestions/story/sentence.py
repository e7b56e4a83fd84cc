"""The sentence of a case: who has it, until when, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.lifecycle import State as Promise
from deadlines.lights import time_left
from design.dates import day, gap, is_on_paper
from suggestions.lifecycle import Desk, State
from suggestions.story import outcomes
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from suggestions.clocks import Decision
    from suggestions.models import Suggestion
    from suggestions.models.aside import Promised


def sentence(
    suggestion: Suggestion,
    *,
    at: datetime,
    calendar: Calendar,
    reader: Desk,
    promise: Promised | None = None,
    decision: Decision | None = None,
    bare: bool = False,
) -> SafeString:
    """Who has it, until when, what happens next, as one line of HTML for that reader.

    ``promise``: what a followed case waits for now; ``decision``: what the office has to decide;
    ``bare``: without what only those who handle it or wrote it read, such as another case's code.
    """
    state = State(suggestion.state)
    unit = outcomes.who_has_it(suggestion)
    more = "" if bare else outcomes.more(suggestion, at=at, reader=reader)
    office = suggestion.organ.office_name
    if suggestion.due_at is None:
        since = day(suggestion.closed_at)
        ended = format_html(_ENDED[state](), unit=unit, office=office, day=since)
        return _after(ended, more)
    words = _LATE if at > suggestion.due_at else _NOW
    stage = promise.state if promise and promise.state in _PROMISE else None
    due_at = (stage and promise and promise.due_at) or suggestion.due_at
    now = format_html(
        _form(_PROMISE[stage]() if stage else words[state]()),
        unit=unit,
        office=office,
        day=day(due_at),
        left=time_left(due_at, at, calendar),
    )
    if decision and decision.is_ruling and state != State.ON_HOLD:
        return _after(_asked(decision, office, at=at, calendar=calendar), more)
    if decision:
        return _after(_after(now, more), _asked(decision, office, at=at, calendar=calendar))
    if promise and promise.is_late(at) and not stage:
        return _after(_after(now, more), _mending())
    following = _next_of_promise(stage, reader) if stage else _next(state, reader)
    return _after(_after(now, more), following)


def _asked(decision: Decision, office: object, *, at: datetime, calendar: Calendar) -> SafeString:
    words = {
        "return_decision": _(
            "<strong>{unit}</strong> asks to give it back; <strong>{office}</strong> decides by "
            "<strong>{day}</strong> ({left})."
        ),
        "extension_decision": _(
            "<strong>{unit}</strong> asks for more time; <strong>{office}</strong> decides by "
            "<strong>{day}</strong> ({left})."
        ),
        "dispute": _(
            "<strong>{unit}</strong> and <strong>{office}</strong> do not agree whose matter it "
            "is; the arbiter rules by <strong>{day}</strong> ({left})."
        ),
    }
    return format_html(
        _form(words[decision.phase]),
        unit=decision.work.department.name,
        office=office,
        day=day(decision.due_at),
        left=time_left(decision.due_at, at, calendar),
    )


LEFT = re.compile(r"\s*[(（]\{left\}[)）]")


def _form(words: str) -> str:
    """What is to be filled in; on paper without the days that are left: tomorrow they are fewer."""
    return LEFT.sub("", words) if is_on_paper() else words


def _after(first: SafeString, second: SafeString | str) -> SafeString:
    if not second:
        return first
    return format_html("{}{}{}", first, gap(), second)


_ENDED: dict[State, Callable[[], str]] = {
    State.CLOSED: lambda: _(
        "<strong>{unit}</strong> has answered; the case is closed since {day}."
    ),
    State.DECLINED: lambda: _("<strong>{office}</strong> declined it on {day}."),
    State.MERGED: lambda: _(
        "<strong>{office}</strong> merged it on {day} with another suggestion on the same matter; "
        "the answer to that one is the answer to this one."
    ),
    State.DIVERTED: lambda: _(
        "<strong>{office}</strong> passed it on as information on {day}; nobody has to answer it."
    ),
    State.WITHDRAWN: lambda: _("It was withdrawn on {day}."),
}

_NOW: dict[State, Callable[[], str]] = {
    State.SUBMITTED: lambda: _(
        "<strong>{unit}</strong> is reviewing it and decides by <strong>{day}</strong> ({left})."
    ),
    State.RETURNED: lambda: _(
        "<strong>{office}</strong> has sent it back; its author completes it by "
        "<strong>{day}</strong> ({left})."
    ),
    State.ACCEPTED: lambda: _(
        "<strong>{unit}</strong> has accepted it and hands it to a unit by "
        "<strong>{day}</strong> ({left})."
    ),
    State.HANDED_OFF: lambda: _(
        "<strong>{office}</strong> has handed it to another channel and asks there how it stands "
        "by <strong>{day}</strong> ({left})."
    ),
    State.ASSIGNED: lambda: _(
        "<strong>{unit}</strong> has been given it and answers by <strong>{day}</strong> ({left})."
    ),
    State.REASSIGNING: lambda: _(
        "<strong>{office}</strong> has taken it back and gives it to another unit by "
        "<strong>{day}</strong> ({left})."
    ),
    State.IN_HANDLING: lambda: _(
        "<strong>{unit}</strong> is handling it and answers by <strong>{day}</strong> ({left})."
    ),
    State.ON_HOLD: lambda: _(
        "<strong>{office}</strong> has put it on hold until <strong>{day}</strong> ({left})."
    ),
    State.REPLIED: lambda: _(
        "<strong>{unit}</strong> has answered. The rating window is open until "
        "<strong>{day}</strong> ({left})."
    ),
    State.REWORK: lambda: _(
        "<strong>{unit}</strong> is handling it again and answers by "
        "<strong>{day}</strong> ({left})."
    ),
    State.FOLLOWUP: lambda: _(
        "<strong>{unit}</strong> has promised it by <strong>{day}</strong> ({left})."
    ),
}


# A followed case whose unit has reported, or has to give a new date.
_PROMISE: dict[Promise, Callable[[], str]] = {
    Promise.REPORTED: lambda: _(
        "<strong>{unit}</strong> has reported on its promise. The report can be confirmed or "
        "contradicted until <strong>{day}</strong> ({left})."
    ),
    Promise.NOT_KEPT: lambda: _(
        "The promise was not kept. <strong>{unit}</strong> gives a new date by "
        "<strong>{day}</strong> ({left})."
    ),
}


def _next_of_promise(stage: Promise, reader: Desk) -> str:
    if stage is Promise.NOT_KEPT:
        return _("Then that date is followed.")
    if reader is Desk.MEMBER:
        return _("Please say whether it was kept.")
    return _("The author says whether it was kept.")


def _mending() -> str:
    return _("Now it reports what became of it, or gives a new date with the reason.")


def _late_decision() -> str:
    return _(
        "<strong>{unit}</strong> has it; its decision was due by <strong>{day}</strong> ({left})."
    )


def _late_answer() -> str:
    return _(
        "<strong>{unit}</strong> has it; the answer was due by <strong>{day}</strong> ({left})."
    )


_LATE: dict[State, Callable[[], str]] = {
    **_NOW,
    State.SUBMITTED: _late_decision,
    State.ACCEPTED: _late_decision,
    State.REASSIGNING: _late_decision,
    State.ASSIGNED: _late_answer,
    State.IN_HANDLING: _late_answer,
    State.REWORK: _late_answer,
    State.FOLLOWUP: lambda: _(
        "<strong>{unit}</strong> promised it by <strong>{day}</strong> ({left})."
    ),
}


def _next(state: State, reader: Desk) -> str:
    """What happens after that, as this reader would say it."""
    mine = reader is Desk.MEMBER
    if state in (State.SUBMITTED, State.ACCEPTED, State.REASSIGNING):
        return _("Then a unit handles it and answers.")
    if state is State.RETURNED:
        return _("Then you send it again.") if mine else _("Then it is reviewed again.")
    if state is State.ON_HOLD:
        return _("Then the unit goes on.")
    if state is State.REPLIED:
        return _("Please rate it.") if mine else _("The author rates it.")
    if state is State.FOLLOWUP:
        return _("Then you say whether it was kept.") if mine else _("Then the author confirms it.")
    if state is State.HANDED_OFF:
        return _("Its answer stands here once it came.")
    return _("Then you rate.") if mine else _("Then the author rates.")
