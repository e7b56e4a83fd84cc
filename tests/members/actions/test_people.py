import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from events.models import Event
from members import roles
from members.actions import account, people
from members.models import User
from members.policies import hats
from tests.members.factories import make_organ, make_seat, make_user
from workdays import clock

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 5)


def steps(user):
    return list(Event.objects.of("account", user.code).values_list("step", "actor", "organ"))


def test_enrolling_makes_an_account_with_a_confirmed_address_and_a_line():
    by = make_seat(roles.OrganAdmin)

    user = people.enrol(email="Bo@example.org", name="博", by=by, at=clock.now())

    assert (user.email, user.name, user.has_usable_password()) == ("bo@example.org", "博", False)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.primary, address.verified) == ("bo@example.org", True, True)
    assert steps(user) == [("enrolled", by.code, "")]


def test_enrolling_by_a_mobile_needs_no_address():
    user = people.enrol(mobile="138 1234 5678", name="博", by=None, at=clock.now())

    assert (user.email, user.mobile) == (None, "+8613812345678")
    assert not EmailAddress.objects.exists()
    assert steps(user) == [("enrolled", "", "")]


def test_enrolling_with_neither_leaves_the_code():
    user = people.enrol(name="博", by=None, at=clock.now())

    assert (user.email, user.mobile) == (None, None)
    assert not EmailAddress.objects.exists()


def test_enrolling_with_what_is_no_mobile_is_refused_whole():
    with pytest.raises(ValueError, match="mobile"):
        people.enrol(mobile="0731-8221 0000", by=None, at=clock.now())

    assert not User.objects.exists()


def test_a_seat_and_a_membership_are_recorded_with_organ_and_role():
    user, organ = make_user(), make_organ("430111")

    people.seat(user=user, organ=organ, role=roles.Office, since=TODAY, by=None, at=clock.now())
    people.appoint(user=user, organ=organ, since=TODAY, by=None, at=clock.now())

    assert steps(user) == [("appointed", "", "430111"), ("seated", "", "430111")]
    assert [event.data for event in Event.objects.of("account", user.code)] == [
        {"role": "member"},
        {"role": "office"},
    ]


def test_ending_a_place_sets_its_last_day_takes_the_hat_and_is_recorded():
    user = make_seat(roles.Office)
    day = clock.today() - dt.timedelta(days=1)
    assert hats(user).office_of

    people.end(place=user.seats.get(), until=day, by=user, at=clock.now())

    assert user.seats.get().until == day
    assert not hats(User.objects.get(pk=user.pk))
    event = Event.objects.get(step="ended")
    assert (event.code, event.organ) == (user.code, "430000")
    assert event.data == {"role": "office", "until": day.isoformat()}


def test_an_address_moved_by_the_office_is_the_one_that_counts():
    user = make_user(email="old@example.org")

    people.move_address(user=user, email="New@example.org", by=None, at=clock.now())

    assert User.objects.get(pk=user.pk).email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("new@example.org", True)
    ]


def test_an_address_can_be_taken_away():
    user = make_user(email="old@example.org", mobile="13812345678")

    people.move_address(user=user, email="", by=None, at=clock.now())

    assert User.objects.get(pk=user.pk).email is None
    assert not EmailAddress.objects.exists()


def test_a_mobile_moved_by_the_office_is_recorded_without_the_number():
    user, by = make_user(mobile="13812345678"), make_user()

    people.move_mobile(user=user, mobile="139 1234 5678", by=by, at=clock.now())

    assert User.objects.get(pk=user.pk).mobile == "+8613912345678"
    [event] = Event.objects.of("account", user.code)
    assert (event.step, event.actor, event.data) == ("mobile_moved", by.code, {})


def test_closing_and_opening_an_account_again():
    user, by = make_seat(roles.Office), make_user()

    account.close(user=user, by=by, at=clock.now())
    assert not User.objects.get(pk=user.pk).is_active
    account.reopen(user=user, by=by, at=clock.now())

    assert User.objects.get(pk=user.pk).is_active
    assert [step for step, *_rest in steps(user)] == ["account_reopened", "account_closed"]


def test_the_first_administrator_gets_both_seats():
    organ = make_organ("430000")

    user = people.open_system(
        organ=organ, email="admin@example.org", since=clock.today(), at=clock.now()
    )

    assert hats(user).admin_of == hats(user).office_of == ("430000",)


def test_opening_twice_is_refused_unless_nobody_has_come_in_yet():
    organ = make_organ("430000")
    ask = {"organ": organ, "since": clock.today(), "at": clock.now()}
    user = people.open_system(email="admin@example.org", **ask)

    assert people.open_system(email="admin@example.org", **ask) == user
    with pytest.raises(people.AlreadyOpen):
        people.open_system(email="other@example.org", **ask)
    user.set_password("ferry lamp mulberry leaf")
    user.save()
    with pytest.raises(people.AlreadyOpen):
        people.open_system(email="admin@example.org", **ask)

    assert list(User.objects.all()) == [user]
