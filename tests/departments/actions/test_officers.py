from datetime import date, timedelta

import pytest

from departments.actions import officers
from departments.policies import heads_of
from events.models import Event
from members import roles
from tests.departments.factories import make_department
from tests.members.factories import make_user
from workdays import clock

pytestmark = pytest.mark.django_db


def test_a_place_counts_at_once_until_it_is_ended_and_both_are_recorded() -> None:
    user, by, unit = make_user(), make_user(), make_department("jyt", organ="430100")
    yesterday = clock.today() - timedelta(days=1)
    now = {"by": by, "at": clock.now()}
    assert heads_of(user) == ()

    place = officers.post(
        user=user, department=unit, role=roles.Head, since=date(2026, 3, 5), **now
    )
    assert heads_of(user) == (unit.pk,)
    officers.end(place=place, until=yesterday, **now)
    assert heads_of(user) == ()

    events = Event.objects.filter(code=user.code).order_by("id")
    assert [(event.step, event.actor, event.organ) for event in events] == [
        ("posted", by.code, "430100"),
        ("post_ended", by.code, "430100"),
    ]
    assert events[0].data == {"role": "head", "unit": "jyt"}
    assert events[1].data == {"role": "head", "unit": "jyt", "until": yesterday.isoformat()}
