"""Doors into the platform: who gets in, who does not, and what a stranger learns (nothing)."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.urls import reverse

from events.models import Event
from notifications.models import Letter
from tests.members.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
WRONG = "not the password"


@pytest.fixture
def an():
    return make_user(email="an@example.org", password=PASSWORD)


def sign_in(client, email="an@example.org", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def is_in(client):
    return SESSION_KEY in client.session


def mailed_code():
    return re.search(r"\b\d{6}\b", Letter.objects.latest("pk").body)[0]


def ask_for_code(client, name="an@example.org", **extra):
    return client.post(reverse("account_request_login_code"), {"login": name}, **extra)


def give_code(client, code, **extra):
    return client.post(reverse("account_confirm_login_code"), {"code": code}, **extra)


def words(response):
    """What the page says, without tokens and typed addresses."""
    text = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r'(value|nonce)="[^"]*"|[\w.]+@example\.org', "", text)


def test_address_and_password_lead_to_the_desk(client, an):
    response = sign_in(client, "AN@Example.org")

    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert is_in(client)


def test_passwords_are_kept_as_argon2(an, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    an.set_password(PASSWORD)

    assert an.password.startswith("argon2$argon2id$")


def test_an_unknown_address_and_a_wrong_password_look_the_same(client, an):
    wrong, unknown = sign_in(client, password=WRONG), sign_in(client, "nobody@example.org")

    assert wrong.status_code == unknown.status_code == 200
    assert words(wrong) == words(unknown)
    assert not is_in(client)


@pytest.mark.parametrize("door", ["account_reset_password", "account_request_login_code"])
def test_forgotten_password_and_mailed_code_tell_a_stranger_nothing(client, an, door):
    def ask(name):
        client.cookies.clear()
        return client.post(reverse(door), {"email": name, "login": name}, follow=True)

    known, unknown = ask("an@example.org"), ask("nobody@example.org")

    assert words(known) == words(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    assert Letter.objects.count() == 1
    assert mail.outbox == []


def test_there_is_no_registration(client):
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post(reverse("account_signup"), form)

    assert response.templates[0].name == "account/signup_closed.html"
    assert not EmailAddress.objects.exists()


def test_a_closed_account_stays_outside_and_is_out_at_the_next_request(client, an):
    sign_in(client)
    assert client.get(reverse("members:profile")).status_code == 200

    an.is_active = False
    an.save()

    assert client.get(reverse("members:profile")).status_code == 302
    response = sign_in(client)
    assert response["Location"] == reverse("account_inactive")
    assert client.get(reverse("members:profile")).status_code == 302


def test_signing_out_takes_a_post(client, an):
    sign_in(client)

    client.get(reverse("account_logout"))
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_a_mailed_code_opens_the_door_without_a_password(client, an):
    ask_for_code(client)

    response = give_code(client, mailed_code())

    assert (response.status_code, is_in(client)) == (302, True)


def test_a_link_by_mail_sets_a_new_password_once(client, an):
    client.post(reverse("account_reset_password"), {"email": "an@example.org"})
    path = re.search(r"https?://[^/\s]+(/\S+)", Letter.objects.get().body)[1]
    form = client.get(path, follow=True).redirect_chain[-1][0]
    new = f"{PASSWORD} again"

    client.post(form, {"password1": new, "password2": new})

    an.refresh_from_db()
    assert an.check_password(new)
    assert client.get(path).context["token_fail"]
    assert Event.objects.of("account", an.code).first().step == "password_reset"


def ask_for_address(client, email):
    """Ask for another address; the library wants the password once more and then goes on."""
    asked = client.post(reverse("account_email"), {"email": email, "action_add": ""})
    if asked["Location"] == reverse("account_email"):
        return asked
    return client.post(asked["Location"], {"password": PASSWORD})


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password12", "an@example.org"])
def test_a_weak_password_is_refused(client, an, weak):
    client.force_login(an)
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}

    response = client.post(reverse("account_change_password"), form)

    an.refresh_from_db()
    assert response.context["form"].errors
    assert an.check_password(PASSWORD)


def test_a_changed_password_ends_all_other_sessions_and_is_recorded(client, an, django_client):
    sign_in(client)
    sign_in(django_client)
    new = f"{PASSWORD} again"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert client.get(reverse("members:profile")).status_code == 200
    assert django_client.get(reverse("members:profile")).status_code == 302
    assert Event.objects.of("account", an.code).first().step == "password_changed"


def test_sessions_are_listed_and_the_others_can_be_ended(client, an, django_client):
    sign_in(client)
    sign_in(django_client)
    assert len(client.get(reverse("usersessions_list")).context["sessions"]) == 2

    client.post(reverse("usersessions_list"))

    assert django_client.get(reverse("members:profile")).status_code == 302
    assert client.get(reverse("members:profile")).status_code == 200
    event = Event.objects.of("account", an.code).first()
    assert (event.step, event.data) == ("sessions_ended", {"count": 1})


def test_a_new_address_counts_once_it_is_confirmed_from_its_mailbox(client, an):
    sign_in(client)
    ask_for_address(client, "new@example.org")
    an.refresh_from_db()
    assert an.email == "an@example.org"
    letter = Letter.objects.get()
    path = re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]

    client.post(path)

    an.refresh_from_db()
    assert an.email == "new@example.org"
    assert Event.objects.of("account", an.code).first().step == "email_changed"


def test_an_address_of_somebody_else_is_neither_given_nor_betrayed(client, an):
    make_user(email="bo@example.org")
    sign_in(client)
    taken = ask_for_address(client, "bo@example.org")
    free = ask_for_address(client, "free@example.org")

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    an.refresh_from_db()
    assert an.email == "an@example.org"


def test_the_rescue_admin_has_the_same_door(client, settings):
    response = client.get(f"/{settings.ADMIN_PATH}login/")

    assert (response.status_code, response["Location"].partition("?")[0]) == (
        302,
        reverse("account_login"),
    )


def test_who_asks_for_a_code_without_a_name_gets_an_empty_form_and_no_reproach(client, an):
    asked = client.post(
        reverse("account_request_login_code"), {"login": "", "from": "sign-in"}, follow=True
    )
    assert asked.redirect_chain[-1][0] == reverse("account_request_login_code")
    assert "Please fill this in" not in asked.text
    again = client.post(reverse("account_request_login_code"), {"login": ""})
    assert "Please fill this in" in again.text


@pytest.mark.parametrize("texts", [True, False])
def test_who_resets_the_password_by_a_number_learns_of_the_ways_there_are(
    client, an, settings, texts
):
    settings.SMS_ENABLED = texts
    page = client.post(reverse("account_reset_password"), {"email": "13900000001"})
    assert "The link comes by mail only" in page.text
    assert ("choose “Send me a code”" in page.text, "to your phone" in page.text) == (texts, texts)
    shut = client.get(reverse("members:help")).text.partition("After several wrong")[2]
    assert ("text message" in shut.partition("</p>")[0]) is texts
