"""Reminders: very many at one moment, and more beats than there should be."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from deadlines.actions import clocks
from deadlines.models import DueDate, Reminder
from departments.models import Department
from faults.drill import Drill, unbundled
from faults.steps import DECIDE, DRAFT, ORGAN, SUBMIT, UNIT
from members.models import Organ, User
from suggestions.lifecycle import State, Work
from suggestions.models import Assignment, Suggestion

# Thursday 5 March 2026, ten o'clock in Hunan, and when all that began then is overdue: a Monday.
MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
OVERDUE = datetime(2026, 3, 23, 2, 0, tzinfo=UTC)
MANY = 10_000


def all_at_once(drill: Drill) -> None:
    """The answers to very many cases are due on the same day; the worker is killed meanwhile."""
    drill.set_clock(MORNING)
    count = MANY * min(drill.writes, 500) // 500
    due_at = seed(count, at=MORNING)
    with drill.writing():
        drill.wait(1, 2)
        drill.set_clock(due_at - timedelta(hours=8))
        for _time in range(2):
            drill.wait(0.5, 2.0)
            drill.kill("worker-1")
    due = Reminder.objects.filter(code__startswith="S-", rule="due_today")
    drill.expect(f"{count} reminders", lambda: due.count() == count)


def three_beats(drill: Drill) -> None:
    """All three ask for everything once a second; units do not sign, and are reminded."""
    drill.set_clock(MORNING)
    with drill.writing():
        drill.wait(1, 2)
    drill.writes //= 5
    with drill.writing(ways=((DRAFT, SUBMIT, DECIDE),)):
        pass
    drill.settle()
    drill.set_clock(OVERDUE)
    unsigned = DueDate.objects.open().filter(phase="sign")
    twice = 2 * unsigned.count()
    both = Reminder.objects.filter(rule__in=("unsigned", "overdue"))
    drill.expect(f"{twice} reminders", lambda: both.count() == twice)
    drill.settle()
    # All three go on asking; whatever they were to do twice, they would do now.
    drill.set_clock(OVERDUE + timedelta(hours=3))
    drill.wait(4, 4)
    drill.set_clock(OVERDUE + timedelta(days=1))
    drill.expect("all daily mails", lambda: unbundled() == 0)


def seed(count: int, *, at: datetime) -> datetime:
    """So many cases in handling, set by set; returns the moment at which all answers are due."""
    organ, unit = Organ.objects.get(pk=ORGAN), Department.objects.get(code=UNIT)
    author = User.objects.filter(name="安").earliest("pk")
    officer = User.objects.filter(name="博").earliest("pk")
    handle = clocks.preview(organ=organ, phase="handle", at=at)
    cases = Suggestion.objects.bulk_create(
        Suggestion(
            code=f"S-{number:05d}",
            title=f"第{number}段堤岸的步道",
            situation="雨后积水，行人绕行。",
            ask="疏通排水口。",
            place=organ,
            organ=organ,
            author=author,
            author_organ=organ,
            submission_key=uuid.uuid4(),
            state=State.IN_HANDLING.value,
            unit=unit,
            due_at=handle.due_at,
            submitted_at=at,
        )
        for number in range(count)
    )
    Assignment.objects.bulk_create(
        Assignment(
            code=f"{case.code}-1",
            suggestion=case,
            department=unit,
            state=Work.IN_PROGRESS.value,
            assigned_by=officer,
            assigned_at=at,
            due_at=handle.due_at,
            signed_by=officer,
            signed_at=at,
        )
        for case in cases
    )
    DueDate.objects.bulk_create(
        DueDate(
            kind="assignment",
            code=f"{case.code}-1",
            phase="handle",
            organ=organ,
            policy=handle.policy,
            started_at=at,
            due_at=handle.due_at,
            working_days=handle.count.days,
            basis=handle.basis,
        )
        for case in cases
    )
    return handle.due_at
