"""The light of a deadline: green in time, amber nearly due, red late, grey paused.

Amber from the moment when 80 % of the working days are used or two are left, red when overdue:
derived from dates each time it is asked, never stored.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.phases import amber_left
from design.pieces import Light
from workdays.arithmetic import (
    ONE_DAY,
    SHANGHAI,
    Calendar,
    due_moment,
    local_date,
    workdays_left,
)


def light(
    due_at: datetime,
    at: datetime,
    calendar: Calendar,
    started_at: datetime | None = None,
    paused: bool = False,
    stopped_at: datetime | None = None,
) -> Light:
    """Return the light of something due at ``due_at``, seen at ``at``, in the active language.

    Without ``started_at`` only the two working days make it amber. What was stopped keeps for
    good the light it had at that moment, green or red.
    """
    if stopped_at is not None:
        return _stopped(due_at, stopped_at, calendar)
    if paused:
        return Light("grey", _("paused"))
    words = time_left(due_at, at, calendar)
    due_on = local_date(due_at)
    if at > due_at:
        return Light("red", words, -workdays_left(local_date(at), due_on, calendar))
    total = workdays_left(local_date(started_at), due_on, calendar) if started_at else 0
    if workdays_left(local_date(at), due_on, calendar) <= amber_left(total):
        return Light("amber", words)
    return Light("green", _("in time · %(left)s") % {"left": words})


def end_of_amber(at: datetime, calendar: Calendar) -> datetime:
    """Return the moment before which a due moment is no longer green at ``at``, for a query: the
    `light` of what is due before it is amber or red, where no start is known."""
    day = local_date(at)
    while workdays_left(local_date(at), day + ONE_DAY, calendar) <= amber_left(0):
        day += ONE_DAY
    return due_moment(day + ONE_DAY, 0)


def time_left(due_at: datetime, at: datetime, calendar: Calendar) -> str:
    """Return "4 working days left", "due today" or "3 working days late", without a colour."""
    left = workdays_left(local_date(at), local_date(due_at), calendar)
    if at > due_at:
        return _late(left, due_at)
    if left == 0:
        return _("due today")
    words = ngettext("%(days)d working day left", "%(days)d working days left", left)
    return words % {"days": left}


def _late(left: int, due_at: datetime) -> str:
    if left == 0:
        return _("late since %(time)s today") % {"time": f"{due_at.astimezone(SHANGHAI):%H:%M}"}
    words = ngettext("%(days)d working day late", "%(days)d working days late", -left)
    return words % {"days": -left}


def _stopped(due_at: datetime, stopped_at: datetime, calendar: Calendar) -> Light:
    if stopped_at <= due_at:
        return Light("green", _("done in time"))
    late = -workdays_left(local_date(stopped_at), local_date(due_at), calendar)
    if late == 0:
        return Light("red", _("done late on the due day"), 0)
    words = ngettext("done %(days)d working day late", "done %(days)d working days late", late)
    return Light("red", words % {"days": late}, late)


def word(shown: Light) -> str:
    """What a light says without a count of days from today: for what is read later."""
    if shown.kind == "red" and shown.late is None:
        return shown.text
    words = {"green": _("in time"), "amber": _("nearly due"), "red": _("overdue")}
    return words.get(shown.kind) or shown.text
