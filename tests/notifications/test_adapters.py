import re

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.core import mail
from django.core.cache import cache
from django.test import RequestFactory
from django.utils.functional import lazy
from django.utils.translation import get_language

from notifications.actions import delivery
from notifications.adapters import AccountAdapter
from notifications.models import Contact, Letter, Notification
from workdays import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def request_context():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request):
        yield request


def test_nobody_signs_up(request_context):
    assert AccountAdapter().is_open_for_signup(request_context) is False


def ask_for_reset(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def test_forgotten_password_is_answered_by_a_row_that_a_worker_sends(client, an):
    EmailAddress.objects.create(user=an, email=an.email, primary=True, verified=True)

    assert ask_for_reset(client, an.email).status_code == 302

    assert mail.outbox == []
    row = Notification.objects.get()
    assert (row.user, row.kind, row.code, row.step, row.channel, row.state) == (
        an,
        "account",
        an.code,
        "password_reset_key",
        "email",
        "pending",
    )
    assert delivery.deliver(at=clock.now()) == 1
    (sent,) = mail.outbox
    assert sent.to == [an.email]
    link = re.search(r"https?://\S+", sent.body).group()
    assert client.get(link, follow=True).status_code == 200


def test_the_link_is_forgotten_once_it_is_on_its_way(client, an):
    ask_for_reset(client, an.email)
    assert "http" in Letter.objects.get().body

    delivery.deliver(at=clock.now())

    assert not Letter.objects.exists()
    assert "http" not in str(Notification.objects.values().get())


def test_unknown_address_gets_no_mail_and_the_same_answer(client, an):
    assert ask_for_reset(client, "nobody@example.cn").status_code == 302

    assert not Notification.objects.exists()


def test_mail_is_written_in_its_readers_language(an, bo, request_context):
    code = lazy(lambda: f"1234 in {get_language()}", str)()

    for reader in (an, bo):
        AccountAdapter().send_mail(
            "account/email/login_code", reader.email, {"user": reader, "code": code}
        )

    first, second = Letter.objects.order_by("pk")
    assert "1234 in zh-hans" in first.body
    assert "1234 in en" in second.body


def test_an_address_that_is_no_accounts_is_a_contact(an, request_context):
    AccountAdapter().send_mail(
        "account/email/email_changed",
        "old@example.cn",
        {"user": an, "from_email": "old@example.cn", "to_email": an.email},
    )

    row = Notification.objects.get()
    assert (row.user, row.contact) == (None, Contact.objects.get(address="old@example.cn"))
