"""When a calendar that comes out later moves a due date, the lists' copy of it moves too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions.lifecycle import CLOCKS
from suggestions.models import Assignment, Suggestion

if TYPE_CHECKING:
    from events.models import Event


@transaction.atomic
def follow_due_date(*, event: Event) -> None:
    """Copy the new date of a `due_moved` event to its case, if that clock is the one that runs.

    Doing it again changes nothing: the date comes from the event itself.
    """
    phase, due_at = event.data["phase"], datetime.fromisoformat(event.data["to"])
    states = [state.value for state, clock in CLOCKS.items() if clock == phase]
    cases = Suggestion.objects.filter(state__in=states)
    if event.kind == "assignment" and phase == "handle":
        Assignment.objects.held().filter(code=event.code).update(due_at=due_at)
        cases.filter(assignments__code=event.code).update(due_at=due_at)
    elif event.kind == "suggestion":
        cases.filter(code=event.code).update(due_at=due_at)
