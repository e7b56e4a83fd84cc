from datetime import datetime

from django import template

from deadlines.explain import Explainable, Explanation
from deadlines.explain import explain as sum_of
from deadlines.lights import light
from deadlines.models import DueDate
from design.pieces import Light
from workdays import calendar, clock

register = template.Library()


@register.simple_tag
def explain(due: Explainable) -> Explanation:
    """Return the sum behind a due date (or a preview): {% explain due as sum %}."""
    return sum_of(due)


@register.simple_tag
def light_of(due: DueDate, at: datetime | None = None) -> Light:
    """Return a due date's light as of now: {% light_of due as lamp %}{% light lamp %}."""
    return light(
        due.due_at,
        at or clock.now(),
        calendar.current(),
        started_at=due.started_at,
        stopped_at=due.stopped_at,
    )
