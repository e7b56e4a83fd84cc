"""The hats of units: which units each of them shows."""

import datetime as dt

import pytest

from departments.policies import units_of
from departments.wearing import own, units_of_hat, units_shown
from members import roles
from members.wearing import all_of
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat
from workdays import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def culture():
    return make_department("wlt")


@pytest.fixture
def library(culture):
    return make_department("stsg", parent=culture)


@pytest.fixture
def water():
    return make_department("slt")


def shown_under(rf, user, key):
    request = rf.get("/")
    request.user, request.session = user, {"hat": key}
    return set(units_shown(request))


def test_a_heads_hat_shows_what_belongs_to_the_unit_an_officers_the_unit(
    rf, culture, library, water
):
    user = make_officer(culture, role=roles.Head)
    make_officer(water, user=user)

    assert shown_under(rf, user, "head:wlt") == {culture.pk, library.pk}
    assert shown_under(rf, user, "officer:slt") == {water.pk}
    assert set(units_of(user)) == {culture.pk, library.pk, water.pk}


def test_who_is_head_and_officer_of_a_unit_wears_the_heads_hat(culture):
    user = make_officer(culture)
    make_officer(culture, user=user, role=roles.Head)

    assert [hat.key for hat in own(user)] == ["head:wlt"]


def test_a_hat_of_one_only_shows_everything(rf, culture, library):
    user = make_officer(culture, role=roles.Head)

    assert shown_under(rf, user, "") == {culture.pk, library.pk}


def test_a_members_hat_shows_no_unit(rf, culture):
    user = make_officer(culture)
    make_member(user=user)

    assert shown_under(rf, user, "member:430000") == set()


def test_what_an_office_stands_in_for_is_the_offices(rf, culture, water):
    past = clock.today() - dt.timedelta(days=9)
    user = make_seat(roles.Office)
    make_officer(water, user=user)
    culture.empty_since, culture.stood_in_from = past, past + dt.timedelta(days=2)
    culture.save()

    office = next(hat for hat in all_of(user) if hat.role == "office")

    assert units_of_hat(user, office) == {culture.pk}
    assert shown_under(rf, user, "office:430000") == {culture.pk}
    assert shown_under(rf, user, "officer:slt") == {water.pk}


def test_what_an_officer_stands_in_for_goes_with_that_seat(rf, culture, library, water):
    past = clock.today() - dt.timedelta(days=9)
    user = make_officer(culture)
    make_officer(water, user=user)
    library.empty_since, library.stood_in_from = past, past + dt.timedelta(days=2)
    library.save()

    assert shown_under(rf, user, "officer:wlt") == {culture.pk, library.pk}
    assert shown_under(rf, user, "officer:slt") == {water.pk}
