"""Who is what, and what they see: 安 wears the hat in question, 程 is a stranger."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from members import policies, roles
from members.imports import organs
from members.models import Organ
from members.policies import Hats, hats
from tests.members.factories import make_member, make_organ, make_seat, make_user
from workdays import clock

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def test_hats_are_what_somebody_holds(django_assert_num_queries):
    user = make_member("430111")
    make_seat(roles.Office, "430100", user=user)
    make_seat(roles.OrganAdmin, "430100", user=user)
    make_seat(roles.Auditor, "430000", user=user)

    with django_assert_num_queries(1):
        worn = hats(user)
        assert hats(user) is worn

    assert worn == Hats(
        member_of=("430111",),
        office_of=("430100",),
        admin_of=("430100",),
        auditor_of=("430000",),
    )
    assert worn.role_keys == ("member", "office", "organ_admin", "auditor")


def test_hats_hold_from_the_first_day_to_the_last():
    today = clock.today()
    user = make_member("430111", since=today + ONE)
    make_member("430100", user=user, since=today - ONE, until=today)
    make_seat(roles.Office, "430111", user=user, since=today - ONE - ONE, until=today - ONE)

    assert hats(user) == Hats(member_of=("430100",))


def test_hats_of_another_day_are_looked_up_again():
    user = make_member("430111", until=clock.today())
    assert hats(user).member_of == ("430111",)

    with clock.moved(clock.now() + ONE):
        assert hats(user).member_of == ()


def test_a_stranger_and_a_closed_account_wear_nothing(django_assert_num_queries):
    closed = make_seat(roles.Office, user=make_user(is_active=False))

    with django_assert_num_queries(0):
        assert hats(closed) == hats(AnonymousUser()) == Hats()
    assert not hats(make_user())


def test_forgetting_asks_the_database_again():
    user = make_user()
    assert not hats(user)
    make_seat(roles.Auditor, user=user)

    policies.forget_hats(user)

    assert hats(user).auditor_of == ("430000",)


def seen(worn):
    condition = policies.below(worn.overseer_of, "code")
    return set(Organ.objects.filter(condition).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("worn", "count"),
    [
        (Hats(), 0),
        (Hats(member_of=("430000",)), 0),
        (Hats(admin_of=("430000",)), 0),
        (Hats(office_of=("430000",)), 137),
        (Hats(auditor_of=("430000",)), 137),
        (Hats(office_of=("430100",)), 10),
        (Hats(office_of=("430111",)), 1),
        (Hats(office_of=("430111",), auditor_of=("433100",)), 10),
        (Hats(office_of=("430111",), auditor_of=("430100",)), 10),
    ],
)
def test_the_reporting_chain_shows_an_organ_and_those_below(worn, count):
    organs.load()

    codes = seen(worn)

    assert len(codes) == count
    everyone = Organ.objects.values_list("code", flat=True)
    assert codes == {code for code in everyone if policies.oversees(worn, code)}


@pytest.mark.parametrize(
    ("worn", "count"),
    [
        (Hats(member_of=("430000",)), 0),
        (Hats(admin_of=("430100",)), 10),
        (Hats(office_of=("430111",)), 1),
        (Hats(auditor_of=("430000",)), 137),
    ],
)
def test_the_ledger_is_for_staff_administrators_and_auditors(worn, count):
    organs.load()

    read = Organ.objects.filter(policies.reads_ledger_of(worn, "code"))

    assert read.count() == count


def test_the_condition_needs_no_join():
    make_member("430111")
    query = str(make_organ("430111").memberships.filter(policies.below(["430100"])).query)

    assert "JOIN" not in query
    assert make_organ("430111").memberships.filter(policies.below(["430100"])).count() == 1
    assert make_organ("430111").memberships.filter(policies.below(["430200"])).count() == 0


def test_require_refuses():
    policies.require(True)
    with pytest.raises(PermissionDenied):
        policies.require(False, "no")
