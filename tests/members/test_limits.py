"""Limits on every door that takes a password or a code."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.urls import reverse

from events.models import Event
from members.models import User
from tests.members.factories import PASSWORD, make_user
from tests.members.test_sign_in import (
    WRONG,
    ask_for_code,
    give_code,
    is_in,
    mailed_code,
    sign_in,
)

pytestmark = pytest.mark.django_db
OWNER, STRANGER = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def an():
    return make_user(email="an@example.org", password=PASSWORD)


def wrong_tries(client, count, email="an@example.org", **extra):
    return [sign_in(client, email, WRONG, **extra) for _time in range(count)]


def test_limits_are_kept_where_all_workers_see_them_and_redis_is_not_needed():
    assert isinstance(caches["default"], DatabaseCache)


def test_after_five_wrong_passwords_the_right_one_is_refused_for_a_while(client, an):
    wrong_tries(client, 5, REMOTE_ADDR=STRANGER)

    response = sign_in(client, REMOTE_ADDR=STRANGER)

    assert not is_in(client)
    assert response.context["form"].non_field_errors()


def test_a_strangers_wrong_tries_do_not_lock_the_owner_out(client, an, django_client):
    wrong_tries(django_client, 8, REMOTE_ADDR=STRANGER)

    sign_in(client, REMOTE_ADDR=OWNER)

    assert is_in(client)


def test_the_owner_hears_once_of_too_many_wrong_tries(client, an):
    wrong_tries(client, 8, REMOTE_ADDR=STRANGER)

    steps = Event.objects.of("account", an.code).values_list("step", flat=True)
    assert list(steps) == ["sign_in_limited"]


def test_the_limit_is_the_same_for_an_address_without_an_account(client, an):
    known = wrong_tries(client, 6, REMOTE_ADDR=STRANGER)[-1]
    unknown = wrong_tries(client, 6, "nobody@example.org", REMOTE_ADDR=STRANGER)[-1]

    assert known.status_code == unknown.status_code
    errors = [page.context["form"].non_field_errors() for page in (known, unknown)]
    assert list(errors[0]) == list(errors[1])
    assert errors[0]


def test_the_limit_does_not_tell_which_mail_and_mobile_are_one_persons(client, an):
    User.objects.filter(pk=an.pk).update(mobile="+8619900000001")
    wrong_tries(client, 6, REMOTE_ADDR=STRANGER)

    answers = [
        wrong_tries(client, 1, mobile, REMOTE_ADDR=STRANGER)[0].context["form"].non_field_errors()
        for mobile in ("+8619900000001", "+8619900000002")
    ]

    assert answers[0] == answers[1]


@pytest.mark.parametrize(("proxies", "held"), [(0, True), (1, True)])
def test_a_forged_forwarded_for_does_not_help(client, an, settings, proxies, held):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    real = f", {STRANGER}" if proxies else ""

    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}{real}", "REMOTE_ADDR": STRANGER}
        sign_in(client, password=WRONG, **forged)
    sign_in(client, HTTP_X_FORWARDED_FOR=f"192.0.2.99{real}", REMOTE_ADDR=STRANGER)

    assert is_in(client) is not held


def test_the_second_proxys_client_is_told_apart(client, an, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    wrong_tries(client, 6, HTTP_X_FORWARDED_FOR=STRANGER, REMOTE_ADDR="10.0.0.1")

    sign_in(client, HTTP_X_FORWARDED_FOR=OWNER, REMOTE_ADDR="10.0.0.1")

    assert is_in(client)


def test_many_accounts_from_one_address_are_limited_too(client, an):
    for number in range(30):
        sign_in(client, f"somebody{number}@example.org", WRONG, REMOTE_ADDR=STRANGER)

    sign_in(client, REMOTE_ADDR=STRANGER)

    assert not is_in(client)


def test_mailed_links_are_limited_by_network_address(client, an):
    door = reverse("account_reset_password")

    def ask(address):
        client.cookies.clear()
        return client.post(door, {"email": "an@example.org"}, REMOTE_ADDR=address)

    answers = [ask(STRANGER).status_code for _time in range(11)]

    assert answers[:10] == [302] * 10
    assert answers[10] in (200, 429), "refused in words"
    assert ask(OWNER).status_code == 302


def test_a_code_is_guessed_five_times_at_most(client, an):
    ask_for_code(client)
    right = mailed_code()
    for _time in range(5):
        give_code(client, "none")

    give_code(client, right)

    assert not is_in(client)


def test_good_sign_ins_are_not_counted_as_tries(client, an):
    for _time in range(7):
        sign_in(client, REMOTE_ADDR=OWNER)
        assert is_in(client)
        client.post(reverse("account_logout"))
