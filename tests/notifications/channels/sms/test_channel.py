"""Text messages: who gets which, when, and what never stands in them."""

from datetime import timedelta
from pathlib import Path

import pytest

from members.models import User
from notifications.actions import delivery, letters, preferences
from notifications.models import Contact, Letter, Notification, Preference, Rhythm, When
from tests.notifications.gateway import KEY, FakeGateway

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(settings):
    fake = FakeGateway()
    settings.SMS_URL, settings.SMS_KEY = fake.url, KEY
    settings.SMS_SENDER, settings.SITE_URL = "政协云", "https://cppcc.example.cn"
    yield fake
    fake.stop()


@pytest.fixture
def an(an):
    User.objects.filter(pk=an.pk).update(mobile="+8619900000001")
    an.refresh_from_db()
    return an


def code(reader, at, **more):
    told = {"reader": reader, "code": "", "step": "login_code_sms", "subject": "", "channel": "sms"}
    return letters.post(**told, body="验证码 123456", at=at, **more)


def test_a_code_goes_out_at_once_and_its_words_are_gone(gateway, an, at):
    code(an, at)

    assert delivery.deliver(at=at) == 1

    assert gateway.texts() == [("+8619900000001", "【政协云】验证码 123456")]
    assert not Letter.objects.exists()
    line = Notification.objects.get()
    assert "123456" not in f"{line.data} {line.last_error} {line.url}"


def test_a_code_that_runs_out_before_it_can_be_sent_is_not_sent(gateway, an, at):
    code(an, at, useful_for=timedelta(minutes=10))

    assert delivery.deliver(at=at + timedelta(minutes=10)) == 0

    assert gateway.texts() == []
    assert not Letter.objects.exists()


def test_a_number_without_an_account_can_be_written_to(gateway, at):
    code(Contact.objects.at("+8619900000009", channel="sms"), at)

    delivery.deliver(at=at)

    assert [to for to, _words in gateway.texts()] == ["+8619900000009"]


def test_a_gateway_that_is_down_loses_nothing_and_sends_nothing_twice(gateway, an, at):
    gateway.answers["+8619900000001"] = [503]
    code(an, at)

    assert delivery.deliver(at=at) == 0
    assert delivery.deliver(at=at + timedelta(minutes=2)) == 1
    assert delivery.deliver(at=at + timedelta(minutes=9)) == 0

    assert len(gateway.texts()) == 1


def test_by_default_notices_come_by_no_text_message(gateway, an, happen):
    happen("reply", an)
    happen("today", an)

    assert not Notification.objects.filter(channel="sms").exists()


def test_who_asked_for_it_gets_one_line_with_the_way_to_the_page(gateway, an, happen, at):
    Preference.objects.create(user=an, group="book", channel="sms", when=When.ONCE)
    happen("reply", an)

    delivery.deliver(at=at)

    [(to, words)] = gateway.texts()
    assert to == "+8619900000001"
    assert words.endswith("https://cppcc.example.cn/book/S1/")
    assert "\n" not in words


def test_of_a_group_that_comes_daily_only_what_is_urgent_is_texted(gateway, an, happen):
    Preference.objects.create(user=an, group="chase", channel="sms", when=When.ONCE)

    happen("chase", an)
    happen("today", an)

    found = Notification.objects.filter(channel="sms")
    assert [line.step for line in found] == ["today"]


def test_without_a_number_nobody_is_texted_or_asked_about_it(gateway, bo, happen):
    Preference.objects.create(user=bo, group="book", channel="sms", when=When.ONCE)
    happen("reply", bo)

    assert not Notification.objects.filter(channel="sms").exists()


def test_what_is_chosen_is_kept_and_what_was_default_is_not(gateway, an, at):
    wanted = {("book", "sms"): When.ONCE, ("chase", "sms"): When.NEVER}

    preferences.choose(user=an, wanted=wanted, rhythm=Rhythm.of(an), by=an, at=at)

    rows = Preference.objects.values_list("group", "channel", "when")
    assert list(rows) == [("book", "sms", "once")]


def test_the_page_offers_it_to_those_who_have_a_number(client, gateway, an, bo):
    client.force_login(an)
    fields = client.get("/account/notices/").context["form"].fields
    assert dict(fields["book-sms"].choices).keys() == {"once", "never"}
    assert "slow-sms" not in fields

    client.force_login(bo)
    assert "book-sms" not in client.get("/account/notices/").context["form"].fields


def test_in_production_there_is_none_without_a_gateway(settings, an, at, happen):
    settings.SMS_ENABLED = False
    Preference.objects.create(user=an, group="book", channel="sms", when=When.ONCE)
    happen("reply", an)
    code(an, at)

    delivery.deliver(at=at)

    [line] = Notification.objects.filter(channel="sms")
    assert (line.step, line.state, line.last_error) == ("login_code_sms", "failed", "no gateway")
    assert not Letter.objects.exists()
    assert list(Path(settings.SMS_DIR).glob("*19900000001*")) == []


def test_none_goes_to_a_country_that_is_not_permitted(settings, gateway, an, at, happen):
    User.objects.filter(pk=an.pk).update(mobile="+85291234567")
    an.refresh_from_db()
    Preference.objects.create(user=an, group="book", channel="sms", when=When.ONCE)
    happen("reply", an)
    code(an, at)

    delivery.deliver(at=at)

    [line] = Notification.objects.filter(channel="sms")
    assert (line.step, line.state, line.last_error) == ("login_code_sms", "failed", "country")
    settings.SMS_COUNTRIES = ["+86", "+852"]
    code(an, at)
    assert delivery.deliver(at=at) == 1
