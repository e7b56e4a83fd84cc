"""博 sits in the unit, his head above sees what he sees, 程 is a stranger."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from departments.models import Department
from departments.policies import forget_units, heads_of, officers_of, role_in, units_of
from members import roles
from members.policies import hats
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_user
from workdays import clock

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


@pytest.fixture
def culture():
    return make_department("wlt")


@pytest.fixture
def library(culture):
    return make_department("stsg", parent=culture)


def test_an_officer_sees_the_own_unit_only(culture, library):
    officer = make_officer(culture)

    assert units_of(officer) == (culture.pk,)
    assert heads_of(officer) == ()


def test_a_head_sees_what_belongs_to_the_unit_down_to_the_last(culture, library):
    room = make_department("stsg-room", parent=library)
    make_department("other")
    head = make_officer(culture, role=roles.Head)

    assert set(units_of(head)) == set(heads_of(head)) == {culture.pk, library.pk, room.pk}


def test_a_head_below_does_not_see_above(culture, library):
    head = make_officer(library, role=roles.Head)

    assert units_of(head) == (library.pk,)


def test_a_circle_of_units_does_no_harm(culture, library):
    Department.objects.filter(pk=culture.pk).update(parent=library)
    head = make_officer(culture, role=roles.Head)

    assert set(units_of(head)) == {culture.pk, library.pk}


def test_seats_hold_for_their_period_and_in_active_units(culture, library):
    today = clock.today()
    user = make_officer(culture, since=today + ONE)
    make_officer(library, user=user, until=today - ONE)
    make_officer(make_department(is_active=False), user=user)

    assert units_of(user) == ()


def test_a_stranger_and_a_closed_account_sit_nowhere(culture, django_assert_num_queries):
    closed = make_officer(culture, user=make_user(is_active=False))

    with django_assert_num_queries(0):
        assert units_of(closed) == units_of(AnonymousUser()) == ()
    assert units_of(make_user()) == ()


def test_the_answer_is_kept_for_the_request(culture, django_assert_num_queries):
    officer = make_officer(culture)

    hats(officer)  # Asked for every page.
    with django_assert_num_queries(1):
        assert units_of(officer) == units_of(officer)
        assert role_in(officer, culture.pk) == "officer"
    make_officer(make_department(), user=officer)
    forget_units(officer)
    assert len(units_of(officer)) == 2


def test_the_role_in_a_unit_is_the_higher_one(culture, library):
    head = make_officer(culture, role=roles.Head)
    make_officer(library, user=head)

    assert role_in(head, library.pk) == "head"
    assert role_in(make_user(), library.pk) == ""


def test_the_people_of_a_unit_are_those_who_sit_there_today(culture, library):
    yesterday = clock.today() - ONE
    officer = make_officer(culture)
    head = make_officer(culture, role=roles.Head)
    make_officer(culture, user=head)
    make_officer(culture, until=yesterday)
    make_officer(culture, user=make_user(is_active=False))
    make_officer(library)

    assert officers_of(culture) == officers_of(culture.pk) == [officer, head]
    assert len(officers_of(culture, day=yesterday)) == 3
