"""What a unit asks, and until when the office decides or the arbiter rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from suggestions.clocks import WORD_PHASES, Decision, open_of_works, word_dates
from suggestions.lifecycle import HELD, INSIDE, PAUSED, RULING, Work

if TYPE_CHECKING:
    from suggestions.models import Assignment


def ruling_dates(works: Iterable[Assignment]) -> dict[str, datetime]:
    """By when the arbiter rules on those works that wait for it, by the works' codes; a question
    only where one waits."""
    return word_dates(one for one in works if one.state == Work.DISPUTED)


def late_rulings(works: Any, at: datetime) -> Any:
    """Those of these works on which the arbiter should have ruled."""
    passed = open_of_works().filter(phase=RULING, due_at__lt=at)
    return works.disputed().filter(code__in=passed.values("code"))


def awaited(works: Iterable[Assignment]) -> Decision | None:
    """The decision on a unit's request that is due first; a question only where one waits."""
    here = list(works)
    asking = {one.code: one for one in here if _asked(one)}
    if not asking:
        return None
    phases = [phase for one in asking.values() if (phase := _asked(one))]
    running = open_of_works().filter(code__in=asking, phase__in=phases)
    found = running.select_related("policy")
    first = found.order_by("due_at", "pk").first()
    if first is None:
        return None
    work = asking[first.code]
    at_work = any(one.state in (*HELD, *INSIDE) and not one.is_co for one in here)
    return Decision(work, first, is_all=not (at_work or work.is_co))


def _asked(work: Assignment) -> str:
    """The clock against which what this unit asks is decided; "" where it asks nothing."""
    if work.state in PAUSED:
        return WORD_PHASES[work.state]
    waits = work.is_running and work.asked_for_time and work.asked_for_time.is_waiting
    return "extension_decision" if waits else ""
