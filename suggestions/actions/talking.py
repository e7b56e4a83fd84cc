"""What author, units and office tell each other on the case. Nothing moves, no clock is touched.

The words are the remark of the ledger's line: they stand in the file for all who may open the case.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from suggestions import policies
from suggestions.lifecycle import SAY, SAY_OFFICE, SAY_UNIT, Desk, NotNow, Step
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Assignment

# The step by which each desk speaks; a fact is the author's alone.
SPEAKS: dict[Desk, Step] = {
    Desk.MEMBER: SAY,
    Desk.OFFICE: SAY_OFFICE,
    Desk.DEPARTMENT: SAY_UNIT,
}


@transaction.atomic
def say(
    *,
    suggestion: Suggestion,
    step: Step,
    text: str,
    key: uuid.UUID,
    by: User,
    at: datetime,
    assignment: Assignment | None = None,
) -> Event | None:
    """Write a message, or a new fact, into the case. Sent twice under one key it stands there once.

    ``assignment`` is that of the unit which speaks. Return the line, None for the second time.

    Raises:
        PermissionDenied: `by` does not sit at the step's desk.
        NotNow: the case has ended or is under seal, or for a fact: it is answered.
    """
    role = policies.require(by, step, suggestion, assignment)
    suggestion.lock()
    if _said(suggestion, step, key):
        return None
    data = {"key": str(key)}
    if assignment and step is SAY_UNIT:
        if not policies.still_speaks(suggestion, assignment):
            raise NotNow(_("This case has ended; nothing is added to it any more."))
        return assignment.move(step, by=by, at=at, role=role, data=data, remark=text)
    return suggestion.move(step, by=by, at=at, role=role, data=data, remark=text)


def _said(suggestion: Suggestion, step: Step, key: uuid.UUID) -> bool:
    lines = Event.objects.filter(kind="suggestion", code=suggestion.code, step=step.name)
    return lines.filter(data__key=str(key)).exists()
