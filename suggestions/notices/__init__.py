"""Who is told what after each step. Silence is written down too.

A single rating is never told to a unit, so the steps that close a case are silent towards it.
"""

from notifications.registry import Notice
from suggestions.notices.promises import PROMISES
from suggestions.notices.review import REVIEW
from suggestions.notices.straight import STRAIGHT
from suggestions.notices.units import UNITS

NOTICES: dict[tuple[str, str], Notice | None] = {**STRAIGHT, **UNITS, **REVIEW, **PROMISES}
