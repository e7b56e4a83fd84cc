"""A closed case is opened again where a new fact has come to light."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, policies
from suggestions.lifecycle import REOPEN, NotNow
from suggestions.models import Suggestion

if TYPE_CHECKING:
    from members.models import User

# Calendar days after its closing. Source: the platform's domain rules, micro-suggestions.
LONGEST = timedelta(days=60)


@transaction.atomic
def reopen(*, suggestion: Suggestion, fact: str, by: User, at: datetime) -> None:
    """Open it again for a new fact; it waits to be assigned, what was done stays in the file.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: it is not closed, or was closed more than 60 days ago.
    """
    role = policies.require(by, REOPEN, suggestion)
    if not within_reach(suggestion, at=at):
        raise NotNow(_("A case can be reopened within 60 days of its closing."))
    due = clocks.start_for_case(suggestion, "assign", by=by, at=at)
    changes: dict[str, Any] = {"closed_at": None, "unit": None, "due_at": due.due_at}
    suggestion.move(REOPEN, by=by, at=at, role=role, remark=fact, **changes)


def within_reach(suggestion: Suggestion, *, at: datetime) -> bool:
    """Whether it was closed no longer ago than a case can be reopened."""
    closed = suggestion.closed_at
    return closed is None or at <= closed + LONGEST
