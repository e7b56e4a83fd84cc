"""A desk's own notes on a case: never shown to another desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from suggestions import policies
from suggestions.models import Note

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion


@transaction.atomic
def note(*, suggestion: Suggestion, text: str, by: User, at: datetime) -> Note:
    """Write a note for those who sit at the same desk: of the office, else of one's unit.

    Raises:
        PermissionDenied: `by` sits at neither.
        NotNow: the case is under seal.
    """
    desk = policies.note_desk(by, suggestion)
    suggestion.lock()
    return Note.objects.create(
        suggestion=suggestion,
        department_id=desk if isinstance(desk, int) else None,
        organ_id=None if isinstance(desk, int) else desk,
        author=by,
        text=text,
        at=at,
    )
