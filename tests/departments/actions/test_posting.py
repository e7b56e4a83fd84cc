import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from departments.actions import posting
from departments.models import Officer
from departments.policies import heads_of, heads_over, role_in
from events.models import Event
from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from workdays.clock import now, today

DAY = dt.timedelta(days=1)


@pytest.fixture
def unit(organ):
    return make_department("library", "430100")


def post(unit, user, admin, *, role=roles.Officer, is_deputy=False):
    return posting.post(
        unit=unit, user=user, role=role, is_deputy=is_deputy, since=today(), by=admin, at=now()
    )


def test_a_deputy_head_has_the_heads_rights_and_is_called_a_deputy(unit, admin):
    deputy, head = make_member("430100"), make_member("430100")
    place = post(unit, deputy, admin, role=roles.Head, is_deputy=True)
    post(unit, head, admin, role=roles.Head)

    assert heads_of(deputy) == (unit.pk,)
    assert role_in(deputy, unit.pk) == "head"
    assert heads_over(unit) == [head, deputy], "the head comes first, though posted later"
    assert str(place.title) == "Deputy head of a unit"
    line = Event.objects.filter(code=deputy.code, step="posted").get()
    assert line.data == {"role": "head", "unit": "library", "deputy": True}


def test_only_a_head_has_deputies(unit):
    with pytest.raises(IntegrityError, match="officer_deputy_of_a_head"), transaction.atomic():
        make_officer(unit, is_deputy=True)


def test_somebody_whom_the_organ_does_not_know_cannot_be_posted(unit, admin):
    with pytest.raises(PermissionDenied):
        post(unit, make_member("430200"), admin)
    assert not Officer.objects.exists()


def test_the_administrator_above_posts_nobody_below(unit):
    with pytest.raises(PermissionDenied):
        post(unit, make_member("430100"), make_seat(roles.OrganAdmin, "430000"))


def test_nobody_is_posted_twice_in_one_role(unit, admin):
    user = make_officer(unit, user=make_user(), until=today() + DAY)

    with pytest.raises(posting.ThereAlready):
        post(unit, user, admin)
    post(unit, user, admin, role=roles.Head)


def test_a_place_ends_with_its_last_day(unit, admin):
    place = Officer.objects.get(user=make_officer(unit, user=make_user()))

    assert place.is_last_after(today())
    posting.end(place=place, until=today(), by=admin, at=now())

    assert Officer.objects.get().until == today()
    make_officer(unit, user=make_user())
    assert not place.is_last_after(today())
