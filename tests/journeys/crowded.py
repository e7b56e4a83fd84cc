"""Desks at both ends: one organ in which everybody has five hundred cases, one that has none."""

import uuid
from datetime import date, timedelta

from departments.models import Department, Officer
from members.models import Member, Organ, Seat, User
from suggestions.models import Assignment, Suggestion
from workdays.clock import now

MANY = 500
FULL, QUIET = "430200", "430700"
OFFICE_FULL, UNIT_FULL, MEMBER_FULL = (
    f"{name}.full@demo.example" for name in ("office", "unit", "member")
)
OFFICE_QUIET, UNIT_QUIET, MEMBER_QUIET = (
    f"{name}.quiet@demo.example" for name in ("office", "unit", "member")
)
SINCE = date(2026, 1, 1)


def seated(user: User, organ: str) -> None:
    """Let somebody sit at the desk that the address begins with."""
    place = user.email.partition(".")[0]
    if place == "office":
        Seat.objects.create(user=user, organ_id=organ, role="office", since=SINCE)
    elif place == "unit":
        names = {
            "name_zh": "市政工程局（例）",
            "name_en": "Works Office",
            "short_zh": "市政局（例）",
        }
        unit = Department.objects.create(
            code=f"{organ}-works", organ_id=organ, kind="市政府工作部门", **names
        )
        Officer.objects.create(user=user, department=unit, since=SINCE)
    else:
        Member.objects.create(user=user, organ_id=organ, since=SINCE)


def fill() -> None:
    """Write five hundred cases for the office and as many for one unit, all of one author, as rows
    in a few statements: nobody opens them, they only stand in lists."""
    organ, author = Organ.objects.get(pk=FULL), User.objects.get(email=MEMBER_FULL)
    clerk = User.objects.get(email=OFFICE_FULL)
    unit = Officer.objects.get(user__email=UNIT_FULL).department
    at = now()
    rows = [
        Suggestion(
            code=f"2026-{70000 + number}",
            title=f"第{number + 1}条：请把{'站台的雨棚接长一些，' * (number % 4)}路灯修好",
            situation="天黑以后看不清路。",
            place=organ,
            organ=organ,
            author=author,
            author_organ=organ,
            submission_key=uuid.uuid5(uuid.NAMESPACE_URL, str(number)),
            state="assigned" if number % 2 else "submitted",
            unit=unit if number % 2 else None,
            submitted_at=at - timedelta(days=3),
            due_at=at + timedelta(hours=number - 120),
            routed_at=at,
        )
        for number in range(2 * MANY)
    ]
    Suggestion.objects.bulk_create(rows)
    Assignment.objects.bulk_create(
        Assignment(
            code=f"{row.code}-1",
            suggestion=row,
            department=unit,
            assigned_by=clerk,
            assigned_at=row.submitted_at,
            due_at=row.due_at,
        )
        for row in rows
        if row.unit
    )
