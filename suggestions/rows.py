"""One row of a desk's list: its light, its state and its next act, for the page and the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from deadlines.lights import light
from design.pieces import Light
from suggestions.clocks import PRESSING, closed_light, paused_light
from suggestions.lifecycle import ACCEPT, STATE_LABELS, TO_ASSIGN, URGE, State
from suggestions.models import Assignment, Suggestion
from suggestions.story import asked_way, office_way, promise_way, unit_way
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from commitments.models import Commitment
    from departments.models import Department


# What can be done with several cases of the office's desk at once.
ASSIGN_PICK, ACCEPT_PICK, URGE_PICK = "assign", "accept", "urge"


@dataclass(frozen=True)
class Row:
    """One case in a list: its light, its state and its next act in words beside the case itself.

    `verb` is "" where this desk has nothing to do; `url` is where it leads.
    """

    thing: Any
    suggestion: Suggestion
    light: Light
    state: str | Promise
    proposed: str = ""
    verb: str = ""
    url: str = ""
    until: datetime | None = None
    picks: tuple[str, ...] = ()

    @property
    def can_pick(self) -> bool:
        """Whether something can be done with it together with others."""
        return bool(self.picks)

    @property
    def unit(self) -> Department | None:
        """Whose part it is: of a case the unit that has it, of a promise its holder."""
        if self.thing is self.suggestion:
            return self.suggestion.unit
        unit: Department | None = getattr(self.thing, "department", None) or self.thing.holder
        return unit


def case_row(
    suggestion: Suggestion,
    at: datetime,
    calendar: Calendar,
    *,
    proposed: bool = False,
    acts: bool = True,
) -> Row:
    """A case, for its author or its office; ``proposed``: with what the office does next.

    Without ``acts``: another office has it, and nothing is to be done from here.
    """
    best = (
        [one.department.short_name for one in suggestion.recommendations.all()] if proposed else []
    )
    verb, url = office_way(suggestion) if acts else ("", "")
    if proposed and not verb:
        verb, url = asked_way(suggestion)
    until = getattr(suggestion, "appeal_until", None)
    due_at = suggestion.due_at or until
    shown = light(due_at, at, calendar) if due_at else closed_light()
    return Row(
        thing=suggestion,
        suggestion=suggestion,
        light=shown,
        state=STATE_LABELS[State(suggestion.state)],
        proposed=best[0] if best else "",
        verb=verb,
        url=url,
        until=until,
        picks=_picks(suggestion, shown) if proposed else (),
    )


def _picks(suggestion: Suggestion, shown: Light) -> tuple[str, ...]:
    """What the office can do with the case together with others; the desk's words for each."""
    may = {
        ASSIGN_PICK: suggestion.state in TO_ASSIGN,
        ACCEPT_PICK: ACCEPT.starts_from(suggestion.state),
        URGE_PICK: URGE.starts_from(suggestion.state) and shown.kind in PRESSING,
    }
    return tuple(name for name, here in may.items() if here)


def work_row(
    assignment: Assignment,
    at: datetime,
    calendar: Calendar,
    *,
    verb: str | None = None,
    signs: bool = False,
) -> Row:
    """One unit's part of a case; ``verb``: what is said instead of what its unit does next.

    ``signs``: the reader heads the unit, so that the next word on its answer may be theirs.
    """
    paused = assignment.is_running and assignment.suggestion.state == State.ON_HOLD
    shown = light(assignment.due_at, at, calendar, stopped_at=assignment.delivered_at)
    if verb is None:
        verb, url = unit_way(assignment, signs=signs)
    else:
        url = ""
    return Row(
        thing=assignment,
        suggestion=assignment.suggestion,
        light=paused_light() if paused else shown,
        state=assignment.get_state_display(),
        verb=verb,
        url=url,
    )


def promise_rows(promises: Iterable[Commitment], at: datetime, calendar: Calendar) -> list[Row]:
    """What units have promised, each with its case; of a sealed case nothing is said."""
    made = [(one, *promise_way(one)) for one in promises]
    cases = (
        Suggestion.objects.for_rows()
        .select_related("author")
        .filter(code__in=[one.about for one, *_way in made])
    )
    found = {one.code: one for one in cases}
    return [
        Row(
            thing=one,
            suggestion=found[one.about],
            light=light(one.due_at, at, calendar) if one.due_at else closed_light(),
            state=one.get_state_display(),
            verb=verb,
            url=url,
        )
        for one, verb, url in made
        if one.about in found
    ]
