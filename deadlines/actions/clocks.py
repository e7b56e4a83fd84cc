"""Starting and stopping the clock of a phase, and all else that may be done to it (`moves`).

A due date is computed once, when its clock starts, and kept with the policy's version: no edit,
comment, return or later version of the rule resets it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from deadlines.actions.moves import (
    NoClock,
    Refused,
    carry,
    code_of,
    extend,
    pause,
    reopen,
    resume,
    set_due,
    take_back,
)
from deadlines.explain import basis, basis_of_given
from deadlines.models import DeadlinePolicy, DueDate
from deadlines.policies import policies_for
from members.models import Organ, User
from workdays import calendar
from workdays.arithmetic import Count, add_workdays, due_moment, local_date, workdays_left

__all__ = [
    "NoClock",
    "NoPolicy",
    "Preview",
    "Refused",
    "carry",
    "extend",
    "pause",
    "preview",
    "previews",
    "reopen",
    "resume",
    "set_due",
    "start",
    "start_on",
    "stop",
    "take_back",
]


class NoPolicy(LookupError):
    """Nobody ever said how long this phase may take: a phase without a preset."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What `start` would decide; can be shown and explained like the due date itself."""

    policy: DeadlinePolicy
    count: Count
    due_at: datetime

    @property
    def basis(self) -> Mapping[str, Any]:
        """The sum, as it would be kept."""
        return basis(self.policy, self.count)

    @property
    def provisional(self) -> bool:
        """Whether it passes a year without a notice."""
        return self.count.provisional

    @property
    def original_due_at(self) -> None:
        """A preview was never moved."""
        return

    @property
    def changes(self) -> tuple[Mapping[str, str], ...]:
        """A preview was never changed."""
        return ()

    @property
    def paused_at(self) -> None:
        """A preview is not held."""
        return


def preview(
    *,
    organ: Organ,
    phase: str,
    at: datetime,
    instrument: str = "micro",
    urgency: str = "ordinary",
) -> Preview:
    """Return the policy and the due date of a clock started at ``at``. One query, no write.

    Raises:
        NoPolicy: no rule and no preset exists for the phase.
    """
    found = previews(
        organ=organ, phases=(phase,), at=at, instrument=instrument, urgencies=(urgency,)
    )
    return found[phase, urgency]


def previews(
    *,
    organ: Organ,
    phases: Sequence[str],
    at: datetime,
    instrument: str = "micro",
    urgencies: Sequence[str] = ("ordinary",),
) -> dict[tuple[str, str], Preview]:
    """Return `preview` for several phases and urgencies at once. One query, no write.

    Raises:
        NoPolicy: no rule and no preset exists for one of them.
    """
    day, known = local_date(at), calendar.current()
    rules = policies_for(
        organ=organ.pk, phases=phases, instrument=instrument, urgencies=urgencies, day=day
    )
    found = {}
    for phase, urgency in product(phases, urgencies):
        policy = rules.get((phase, urgency))
        if policy is None:
            raise NoPolicy(f"no deadline rule for {phase} on {day}")
        count = add_workdays(day, policy.working_days, known)
        due_at = due_moment(count.due, settings.DUE_HOUR)
        found[phase, urgency] = Preview(policy, count, due_at)
    return found


def start(
    *,
    kind: str,
    code: str,
    phase: str,
    organ: Organ,
    by: User | None,
    at: datetime,
    instrument: str = "micro",
    urgency: str = "ordinary",
) -> DueDate:
    """Start the clock of a phase and return its due date. One that runs already is not reset.

    Raises:
        NoPolicy: no rule and no preset exists for the phase.
    """
    found = preview(organ=organ, phase=phase, at=at, instrument=instrument, urgency=urgency)
    return _open(
        DueDate(
            kind=kind,
            code=code,
            phase=phase,
            organ=organ,
            policy=found.policy,
            started_at=at,
            started_by=code_of(by),
            due_at=found.due_at,
            working_days=found.count.days,
            basis=found.basis,
            provisional=found.provisional,
        )
    )


def start_on(
    *,
    kind: str,
    code: str,
    phase: str,
    organ: Organ,
    due_on: date,
    by: User | None,
    at: datetime,
    instrument: str = "micro",
    urgency: str = "ordinary",
) -> DueDate:
    """Start a clock whose last day is given, such as a promised one; no calendar moves it.

    One that runs already is not reset.

    Raises:
        Refused: the day is over already.
    """
    due_at = due_moment(due_on, settings.DUE_HOUR)
    if due_at <= at:
        raise Refused(f"{due_on} is over")
    given = basis_of_given(
        local_date(at),
        due_on,
        workdays_left(local_date(at), due_on, calendar.current()),
        {"phase": phase, "instrument": instrument, "urgency": urgency},
    )
    return _open(
        DueDate(
            kind=kind,
            code=code,
            phase=phase,
            organ=organ,
            started_at=at,
            started_by=code_of(by),
            due_at=due_at,
            working_days=given["days"],
            basis=given,
            fixed=True,
        )
    )


def stop(*, kind: str, code: str, phase: str, by: User | None, at: datetime) -> None:
    """Stop the clock of a phase. One that was stopped, or never ran, stays as it is."""
    running = DueDate.objects.filter(kind=kind, code=code, phase=phase)
    running.stop(at=at, by=code_of(by))


def _open(due: DueDate) -> DueDate:
    """Start this clock, or return the one that runs already."""
    try:
        with transaction.atomic():
            due.save(force_insert=True)
            return due
    except IntegrityError:
        same = DueDate.objects.open().filter(kind=due.kind, code=due.code, phase=due.phase)
        running = same.first()
        if running is None:
            raise
        return running
