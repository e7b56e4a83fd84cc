"""Giving people places in handling units, and ending them."""

from datetime import date, datetime

from django.db import transaction

from departments.models import Department, Officer
from departments.policies import forget_units
from events.actions import ledger
from members import roles
from members.actions import account
from members.models import User


@transaction.atomic
def post(
    *,
    user: User,
    department: Department,
    role: type[roles.Role],
    since: date,
    by: User | None,
    at: datetime,
    is_deputy: bool = False,
) -> Officer:
    """Make somebody a case officer, the head or the head's deputy in a unit from a day on."""
    place = Officer(
        user=user, department=department, role=role.key, since=since, is_deputy=is_deputy
    )
    give(place=place, by=by, at=at)
    return place


@transaction.atomic
def give(*, place: Officer, by: User | None, at: datetime) -> None:
    """Keep a place in a unit that is not in the table yet, with the days it has."""
    place.save(force_insert=True)
    _record(place, "posted", by, at)


@transaction.atomic
def end(*, place: Officer, until: date, by: User | None, at: datetime) -> None:
    """Set the last day of a place in a unit, whether it has come or is still to come."""
    place.until = until
    place.save(update_fields=["until"])
    _record(place, "post_ended", by, at)


def _record(place: Officer, step: str, by: User | None, at: datetime) -> None:
    forget_units(place.user)
    ledger.record(
        kind=account.KIND,
        code=place.user.code,
        step=step,
        by=by,
        at=at,
        organ=place.department.organ_id,
        data={
            "role": place.role,
            "unit": place.department.code,
            **({"deputy": True} if place.is_deputy else {}),
            **place.last_day,
        },
    )
