"""The office reminds the units of a case (催办): a friendly word, once a working day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.lights import light
from notifications.actions import withdrawal
from suggestions import clocks, policies, promised
from suggestions.lifecycle import HELD, INSIDE, PAUSED, UNURGE, URGE, NotNow, State
from suggestions.models import Assignment, Urge
from workdays import calendar
from workdays.arithmetic import local_date, workday_from

if TYPE_CHECKING:
    from events.models import Event
    from members.models import User
    from suggestions.models import Suggestion


class RemindedToday(NotNow):
    """A case is reminded of once a working day."""

    def __init__(self) -> None:
        super().__init__(_("It was reminded of today already; again on the next working day."))


class TimeLeft(NotNow):
    """No unit of the case is late or nearly due."""

    def __init__(self) -> None:
        super().__init__(_("Its units still have time: none is late or nearly due."))


class WithOthers(TimeLeft):
    """No unit has the next word on the case."""

    def __init__(self) -> None:
        NotNow.__init__(self, _("Office or arbiter decide first: no unit has the next word on it."))


@dataclass(frozen=True)
class Reminded:
    """A unit that is reminded, and of which date: that of its answer, or of what it promised."""

    work: Assignment
    due_at: datetime


def to_remind(suggestion: Suggestion, *, at: datetime) -> list[Reminded]:
    """The units for whom the case waits and whose date is near or over, the earliest first."""
    known = calendar.current()
    here = Assignment.objects.filter(suggestion=suggestion).select_related("department")
    if suggestion.state in (State.REPLIED, State.FOLLOWUP):
        return _to_keep(here.filter(state__in=promised.ANSWERED), at=at)
    works = here.filter(state__in=(*HELD, *INSIDE)).order_by("due_at", "id")
    return [
        Reminded(one, one.due_at) for one in works if clocks.is_pressing(one, at=at, calendar=known)
    ]


def _to_keep(works: Iterable[Assignment], *, at: datetime) -> list[Reminded]:
    """Of units that have answered those whose promise is nearly due, or late."""
    known, here = calendar.current(), list(works)
    made = promised.of_works(here)
    owed = [one for one in here if one.pk in made and made[one.pk].is_owed]
    pressing = []
    for one in owed:
        by = made[one.pk].held_to or at
        if made[one.pk].is_late(at) or light(by, at, known).kind in clocks.PRESSING:
            pressing.append(Reminded(one, by))
    return sorted(pressing, key=lambda one: (one.due_at, one.work.pk))


def _nobody(suggestion: Suggestion) -> TimeLeft:
    """Why there is no unit to remind."""
    works = Assignment.objects.filter(suggestion=suggestion)
    is_paused = works.filter(state__in=PAUSED).exists()
    at_work = works.filter(state__in=(*HELD, *INSIDE)).exists()
    return WithOthers() if is_paused and not at_work else TimeLeft()


def working_day(at: datetime) -> date:
    """The working day to which a moment belongs; a rest day belongs to the one that follows."""
    return workday_from(local_date(at), calendar.current())


def why_not(suggestion: Suggestion, works: Sequence[Reminded], *, at: datetime) -> str:
    """Why these units of a case cannot be reminded now, in words; "" where they can."""
    if not works:
        return str(_nobody(suggestion))
    today = Urge.objects.filter(suggestion=suggestion, day=working_day(at), undone_at=None)
    return str(RemindedToday()) if today.exists() else ""


@transaction.atomic
def urge(*, suggestion: Suggestion, by: User, at: datetime) -> Urge:
    """Remind the units of a case that are late or nearly due; no date and no state moves.

    Raises:
        PermissionDenied: `by` has no seat in the office of the organ in charge.
        NotNow: no unit works on it now.
        TimeLeft: none of its units is late or nearly due.
        RemindedToday: that was done on this working day already.
    """
    role = policies.require(by, URGE, suggestion)
    suggestion.lock()
    works = to_remind(suggestion, at=at)
    day = working_day(at)
    if URGE.starts_from(suggestion.state) and not works:
        raise _nobody(suggestion)
    if Urge.objects.filter(suggestion=suggestion, day=day, undone_at=None).exists():
        raise RemindedToday
    data: dict[str, object] = {
        "units": [one.work.department.code for one in works],
        "assignments": [one.work.code for one in works],
        "due": works[0].due_at.isoformat() if works else "",
    }
    if len(works) == 1:
        data |= {"unit": works[0].work.department.code, "assignment": works[0].work.code}
    suggestion.move(URGE, by=by, at=at, role=role, data=data)
    return Urge.objects.create(suggestion=suggestion, day=day, by=by, at=at)


def take_back(
    suggestion: Suggestion, act: Sequence[Event], *, by: User, at: datetime, role: str
) -> None:
    """Undo a reminder of which nobody has read: it may be sent again. The case is locked.

    Raises:
        NotNow: somebody has read it, or the case has moved on.
    """
    lines = [event.pk for event in act]
    if not withdrawal.take_back(lines, at=at):
        raise NotNow(_("Somebody has read of it already, so it stands."))
    suggestion.move(UNURGE, by=by, at=at, role=role, data={"lines": lines}, pending=())
    Urge.objects.filter(suggestion=suggestion, at=act[0].at).update(undone_at=at)
