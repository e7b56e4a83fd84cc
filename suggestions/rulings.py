"""Until when the arbiter rules on what unit and office do not agree on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from deadlines.models import DueDate
from suggestions.lifecycle import RULING, Work

if TYPE_CHECKING:
    from suggestions.models import Assignment


def ruling_dates(works: Iterable[Assignment]) -> dict[str, datetime]:
    """By when the arbiter rules on those works that wait for it, by the works' codes; a question
    only where one waits."""
    codes = [one.code for one in works if one.state == Work.DISPUTED]
    if not codes:
        return {}
    return dict(_open().filter(code__in=codes).values_list("code", "due_at"))


def late_rulings(works: Any, at: datetime) -> Any:
    """Those of these works on which the arbiter should have ruled."""
    passed = _open().filter(due_at__lt=at)
    return works.disputed().filter(code__in=passed.values("code"))


def _open() -> Any:
    return DueDate.objects.open().filter(kind="assignment", phase=RULING)
