import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from members import roles
from members.models import Member, Seat
from tests.members.factories import make_member, make_organ, make_seat, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 5)
ONE = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY + ONE, None, False),
        (DAY - ONE, DAY - ONE, False),
        (DAY - ONE, DAY + ONE, True),
    ],
)
def test_both_days_belong_to_a_period(since, until, holds):
    make_member(since=since, until=until)

    assert Member.objects.in_force(DAY).exists() is holds


@pytest.mark.parametrize("make", [make_member, lambda **kw: make_seat(roles.Office, **kw)])
def test_a_period_does_not_end_before_it_begins(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(since=DAY, until=DAY - ONE)


def test_a_person_is_a_member_of_an_organ_once_at_a_time():
    user = make_member()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(user=user)
    make_member("430100", user=user)
    assert user.memberships.count() == 2


def test_the_database_knows_the_roles_of_a_seat():
    values = {"user": make_user(), "organ": make_organ(), "since": DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(role="member", **values)


def test_all_seated_roles_are_known_to_the_database():
    user = make_user()

    for role in roles.SEATED:
        make_seat(role, user=user)

    held = set(user.seats.values_list("role", flat=True))
    assert held == {role.key for role in roles.SEATED}


@pytest.mark.parametrize(("suspended", "holds"), [(None, True), (DAY + ONE, True), (DAY, False)])
def test_what_is_suspended_is_held_and_gives_no_rights(suspended, holds):
    make_member(since=DAY - ONE, suspended_since=suspended)

    assert Member.objects.in_force(DAY).exists() is holds
    assert Member.objects.held(DAY).exists()
