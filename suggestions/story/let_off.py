"""The units that a case was taken from again: said wherever the next one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from design.dates import day
from design.lines import one_line
from events.models import Event
from suggestions.lifecycle import RECALL
from suggestions.models import Assignment

if TYPE_CHECKING:
    from suggestions.models import Suggestion

LONGEST_REASON = 80


def let_off(suggestion: Suggestion) -> list[str]:
    """A line for each unit that gave the case back or was relieved of it, with when and why."""
    named = suggestion.assignments.let_off().select_related("department", "return_request")
    gone = list(named.order_by("id"))
    if all(_returned(one) for one in gone):
        return [_line(one, "") for one in gone]
    events = Event.objects.of("suggestion", suggestion.code).filter(step=RECALL.name)
    why = {event.data.get("assignment"): event.words for event in events}
    return [_line(one, why.get(one.code, "")) for one in gone]


def _returned(work: Assignment) -> bool:
    """Whether its unit was right that it is another's."""
    return work.asked_back is not None and work.asked_back.was_granted


def _line(work: Any, taken: str) -> str:
    asked, returned = work.asked_back, _returned(work)
    reason = one_line(asked.reason if asked and returned else taken)
    words = {
        "unit": work.department.name,
        "day": day(work.let_off_at),
        "why": Truncator(reason).chars(LONGEST_REASON),
    }
    if returned:
        return _("%(unit)s: returned on %(day)s: “%(why)s”") % words
    if reason:
        return _("%(unit)s: taken away on %(day)s: “%(why)s”") % words
    return _("%(unit)s: taken away on %(day)s") % words
