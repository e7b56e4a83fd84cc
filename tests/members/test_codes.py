"""Signing in by a code: by mail, by text message, and how often one may be asked for."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from events.models import Event
from members import documents
from members.actions import codes
from members.models import Limit, User
from notifications.models import Letter, Notification
from tests.members.factories import PASSWORD, make_user
from tests.members.test_sign_in import (
    ask_for_code,
    give_code,
    is_in,
    mailed_code,
    sign_in,
    words,
)
from workdays import clock

pytestmark = pytest.mark.django_db
NUMBER, TYPED = "+8619900000001", "199 0000 0001"
OWNER, STRANGER = "203.0.113.7", "198.51.100.9"
NOW = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def an():
    return make_user(email="an@example.org", mobile=NUMBER, password=PASSWORD)


@pytest.fixture
def bo():
    """Somebody who has a telephone and nothing else."""
    agreed = documents.current()
    return User.objects.create_user(mobile="+8619900000002", name="博", agreed_version=agreed)


def later(seconds):
    return clock.moved(NOW + dt.timedelta(seconds=seconds))


def refused(response):
    return response.status_code == 200 and bool(response.context["form"].errors)


@pytest.mark.parametrize("name", ["an@example.org", "AN@example.org ", TYPED, NUMBER, "code"])
def test_address_number_and_code_open_with_the_password(client, an, name):
    name = f" {an.code.lower()} " if name == "code" else name

    assert sign_in(client, name)["Location"] == "/desk/"
    assert is_in(client)


@pytest.mark.parametrize("name", [TYPED, "code"])
def test_a_text_message_opens_without_a_password(client, bo, name):
    name = bo.code if name == "code" else "199-0000-0002"
    ask_for_code(client, name)
    line = Notification.objects.get()
    assert (line.channel, line.user, line.step) == ("sms", bo, "code_by_text")

    give_code(client, mailed_code())

    assert is_in(client)


def test_a_code_lives_ten_minutes_and_is_written_nowhere_but_in_the_letter(client, an):
    ask_for_code(client, TYPED)
    code, line = mailed_code(), Notification.objects.get()

    assert line.not_after - line.created_at == dt.timedelta(minutes=10)
    assert code not in str(dict(client.session))
    assert code not in f"{line.data}{line.url}{line.key}"
    assert not Event.objects.filter(code=an.code).exists()


def test_an_old_code_opens_nothing(client, an, monkeypatch):
    ask_for_code(client, TYPED)
    code, now = mailed_code(), codes.time.time()
    monkeypatch.setattr(codes.time, "time", lambda: now + 601)

    give_code(client, code)

    assert not is_in(client)


def test_the_page_looks_the_same_for_a_number_nobody_has(client, an):
    def ask(name):
        client.cookies.clear()
        page = client.post(reverse("account_request_login_code"), {"login": name}, follow=True)
        return page.redirect_chain, words(page).replace(name, "")

    known, unknown = ask(NUMBER), ask("+8619900000009")
    known_code, unknown_code = ask(an.code), ask("U23456789Z")

    assert known == unknown
    assert known_code == unknown_code
    assert NUMBER not in known_code[1]
    assert Letter.objects.count() == 2


def test_wrong_codes_for_a_number_nobody_has_are_answered_the_same(client, an):
    def try_five(name):
        client.cookies.clear()
        ask_for_code(client, name, REMOTE_ADDR=name[-3:] + ".0.0.1")
        return [give_code(client, "000 000 0").status_code for _time in range(6)]

    assert try_five("+8619900000111") == try_five("+8619900000112")


def test_another_code_gives_new_tries_and_time_to_a_number_nobody_has_as_well(client, an):
    def walk(name, address):
        client.cookies.clear()
        with later(0):
            ask_for_code(client, name, REMOTE_ADDR=address)
            found = [give_code(client, "000 000 0").status_code for _time in range(4)]
        with later(61):
            door = reverse("account_confirm_login_code")
            client.post(door, {"action": "resend"}, REMOTE_ADDR=address)
        return found + [give_code(client, "000 000 0").status_code for _time in range(2)]

    assert walk(NUMBER, OWNER) == walk("+8619900000112", STRANGER) == [200] * 6


def test_a_closed_account_gets_no_code(client, an):
    User.objects.filter(pk=an.pk).update(is_active=False)

    assert ask_for_code(client, TYPED).status_code == 302
    assert not Letter.objects.exists()


def test_another_code_can_be_sent_after_a_minute_and_voids_the_first(client, an):
    again = {"action": "resend"}
    door = reverse("account_confirm_login_code")
    with later(0):
        ask_for_code(client, TYPED)
        first = mailed_code()
        client.post(door, again)
        assert Letter.objects.count() == 1, "too early"
    with later(61):
        client.post(door, again)
        second = mailed_code()
        assert Letter.objects.count() == 2

        if first != second:
            give_code(client, first)
            assert not is_in(client)
        give_code(client, second)
    assert is_in(client)


def ask_often(name, times, *, address=STRANGER, minutes=2, client=None):
    """Ask again and again, two minutes apart; tell which were refused."""
    found = []
    for number in range(times):
        with later(number * minutes * 60):
            browser = client or Client()
            found.append(refused(ask_for_code(browser, name, REMOTE_ADDR=address)))
    return found


def test_so_many_codes_and_no_more_whether_the_number_is_anybodys_or_not(an):
    known, unknown = ask_often(TYPED, 7), ask_often("+8619900000009", 7)

    assert known == unknown == [False] * 5 + [True] * 2
    assert Letter.objects.count() == 5


def test_a_stranger_uses_up_only_what_is_the_strangers(client, an, bo):
    ask_often("199 0000 0002", 7)

    with later(15 * 60):
        assert not refused(ask_for_code(client, "199 0000 0002", REMOTE_ADDR=OWNER))
        give_code(client, mailed_code())
    assert is_in(client)


def test_many_strangers_stop_neither_password_nor_mail_nor_a_known_browser(client, an):
    sign_in(client)
    client.post(reverse("account_logout"))
    for number in range(25):
        ask_for_code(Client(), TYPED, REMOTE_ADDR=f"198.51.100.{number}")
    assert Letter.objects.count() == codes.TO_NAME_A_DAY
    assert refused(ask_for_code(Client(), TYPED, REMOTE_ADDR=OWNER))

    assert not refused(ask_for_code(client, TYPED, REMOTE_ADDR=OWNER)), "the owner's own browser"
    assert not refused(ask_for_code(Client(), "an@example.org", REMOTE_ADDR=OWNER))
    elsewhere = Client()
    sign_in(elsewhere, REMOTE_ADDR=OWNER)
    assert is_in(elsewhere)


def test_the_cookie_of_a_known_browser_is_signed_and_out_of_reach_of_scripts(client, an):
    cookie = sign_in(client).cookies["known"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert an.email not in cookie.value


def test_a_made_up_cookie_makes_no_browser_known(an):
    for number in range(codes.TO_NAME_A_DAY):
        ask_for_code(Client(), TYPED, REMOTE_ADDR=f"198.51.100.{number}")
    browser = Client()
    browser.cookies["known"] = f'["{an.code}"]'

    assert refused(ask_for_code(browser, TYPED, REMOTE_ADDR=OWNER))


def test_one_network_address_cannot_walk_through_numbers(an):
    found = [
        refused(ask_for_code(Client(), f"+86199000001{number:02}", REMOTE_ADDR=STRANGER))
        for number in range(12)
    ]

    assert found == [False] * 10 + [True] * 2


def test_the_sites_messages_of_a_day_have_an_end_with_a_fifth_for_those_we_know(client, settings):
    settings.SMS_MAX_PER_DAY = 5
    people = [make_user(mobile=f"+861990000020{number}", password=PASSWORD) for number in range(6)]
    sign_in(client, people[5].email)
    client.post(reverse("account_logout"))

    found = [
        refused(ask_for_code(Client(), one.mobile, REMOTE_ADDR=f"198.51.100.{one.pk % 250}"))
        for one in people[:5]
    ]

    assert found == [False] * 4 + [True]
    assert refused(ask_for_code(Client(), "+8619900000999", REMOTE_ADDR=OWNER)), "nobody's number"
    assert not refused(ask_for_code(client, people[5].mobile))
    assert Letter.objects.count() == 5


def test_once_they_are_used_up_who_types_the_accounts_code_gets_mail(client, an, settings):
    settings.SMS_MAX_PER_DAY = 0

    assert not refused(ask_for_code(client, an.code))

    assert Notification.objects.get().channel == "email"


def test_where_no_text_messages_are_sent_the_page_says_so_for_every_number(client, an, settings):
    settings.SMS_ENABLED = False

    known, unknown = ask_for_code(client, TYPED), ask_for_code(client, "+8619900000009")

    assert refused(known)
    assert known.context["form"].errors == unknown.context["form"].errors
    assert not refused(ask_for_code(client, an.code)), "by mail, then"
    assert Notification.objects.get().channel == "email"


def test_a_code_lets_a_forgotten_password_be_set_anew(client, bo):
    bo.set_password("forgotten since long ago")
    bo.save()
    ask_for_code(client, bo.mobile)
    give_code(client, mailed_code())
    page = client.get(reverse("account_change_password"))
    assert "oldpassword" not in page.context["form"].fields

    new = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_change_password"), new)

    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)
    assert is_in(client)


def test_who_came_without_an_address_can_add_one(client, bo):
    ask_for_code(client, bo.mobile)
    give_code(client, mailed_code())
    assert "None" not in client.get(reverse("account_email")).content.decode()
    client.post(reverse("account_email"), {"email": "bo@example.org", "action_add": ""})
    path = re.search(r"https?://[^/\s]+(/\S+)", Letter.objects.latest("pk").body)[1]

    client.post(path)

    bo.refresh_from_db()
    assert bo.email == "bo@example.org"


def test_with_a_password_the_old_one_is_asked_for_as_ever(client, an):
    sign_in(client)

    page = client.get(reverse("account_change_password"))

    assert "oldpassword" in page.context["form"].fields


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_tries_too():
    """Twenty guesses over eight connections, as several workers would take them."""
    code, kept = codes.new()
    wrong = "000000" if code != "000000" else "111111"

    def guess(_number):
        try:
            return codes.fits(kept, wrong)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert not any(workers.map(guess, range(20)))

    assert Limit.objects.get().count == codes.TRIES
    assert not codes.fits(kept, code), "no try is left"


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_no_more_than_the_limit():
    def ask(_number):
        try:
            return codes.may_ask(name=NUMBER, address=STRANGER, known=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(ask, range(24))) == 1


def test_a_number_of_a_country_that_gets_none_is_refused_whoever_has_it(client, an):
    User.objects.filter(pk=an.pk).update(mobile="+85291234567")

    known, unknown = ask_for_code(client, "+85291234567"), ask_for_code(client, "+85291234568")

    assert refused(known)
    assert "numbers of this country" in known.text
    assert known.context["form"].errors == unknown.context["form"].errors
    assert not refused(ask_for_code(client, an.code)), "by mail, then"
    assert Notification.objects.get().channel == "email"
