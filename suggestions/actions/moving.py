"""When a calendar that comes out later moves a due date, the lists' copy of it moves too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commitments.actions import keeping
from deadlines.models import DueDate
from suggestions.actions import progress
from suggestions.lifecycle import CLOCKS, UNIT_PHASES, clocks_of
from suggestions.models import Assignment, Decline, Suggestion

if TYPE_CHECKING:
    from events.models import Event


@transaction.atomic
def follow_due_date(*, event: Event) -> None:
    """Copy the date of the clock that a `due_moved` event speaks of, if it still runs.

    The event only says where to look: two of them in the wrong order leave the right date. Also
    that of a sealed case moves: its clocks go on.
    """
    phase = event.data["phase"]
    clock = DueDate.objects.open().of(event.kind, event.code).filter(phase=phase).first()
    if clock is None:
        return
    if event.kind == "commitment":
        keeping.move_date(code=event.code, due_at=clock.due_at)
        return
    states = [state.value for state in CLOCKS if phase in clocks_of(state)]
    cases = Suggestion.sealed_too.filter(state__in=states)
    if phase == "appeal":
        Decline.objects.filter(suggestion__code=event.code, appealed_at=None).exclude(
            appeal_until=None
        ).update(appeal_until=clock.due_at)
    elif event.kind == "suggestion":
        cases.filter(code=event.code).update(due_at=clock.due_at)
    elif phase in UNIT_PHASES:
        Assignment.objects.running().filter(code=event.code).update(due_at=clock.due_at)
        progress.show(Suggestion.sealed_too.get(assignments__code=event.code))
