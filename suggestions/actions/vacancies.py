"""Desks at which nobody sits: what waits there is done by those above after some days."""

from __future__ import annotations

from datetime import datetime

from departments.models import Department, Officer
from members.actions.vacancies import Desks, settle
from members.models import Organ, Seat
from members.roles import Office
from suggestions.models import Assignment, Suggestion


def sweep(*, at: datetime) -> int:
    """Write down which offices and units have fallen vacant or are filled again; how many did."""
    offices = Desks(
        kind="organ",
        places=Organ.objects.all(),
        seats=Seat.objects.filter(role=Office.key),
        key="organ_id",
        waiting=set(Suggestion.objects.at_office().values_list("organ", flat=True)),
    )
    units = Desks(
        kind="unit",
        places=Department.objects.active(),
        seats=Officer.objects.all(),
        key="department_id",
        waiting=set(Assignment.objects.running().values_list("department", flat=True)),
    )
    return settle(offices, at=at) + settle(units, at=at)
