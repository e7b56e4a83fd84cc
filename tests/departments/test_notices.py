from datetime import date

import pytest

from departments.actions import officers
from events.actions import outbox
from members import roles
from notifications import registry
from notifications.models import Notification
from tests.departments.factories import make_department
from tests.members.factories import make_user
from workdays import clock

pytestmark = pytest.mark.django_db


def test_a_person_is_told_of_a_place_in_a_unit_and_of_its_last_day() -> None:
    user, at = make_user(), clock.now()
    unit = make_department("jyt")

    place = officers.post(
        user=user, department=unit, role=roles.Head, since=date(2026, 3, 5), by=None, at=at
    )
    officers.end(place=place, until=date(2099, 12, 31), by=None, at=at)
    while outbox.sweep(at=at):
        pass

    rows = Notification.objects.filter(user=user).order_by("id")
    assert {row.channel for row in rows} == {"inbox"}
    assert [registry.words(row, "en").text for row in rows] == [
        "You have it in the unit Department jyt. Your desk shows what it is for.",
        "You have it in the unit Department jyt up to and including Thu 31 December 2099.",
    ]
    assert "jyt厅" in registry.words(rows[0], "zh-hans").text
