"""The outside door: who gets in by it, and what is not believed."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from events.models import Event
from members import roles
from members.models import SignOn, User
from members.views import sign_on
from tests.members.factories import PASSWORD, make_seat, make_user
from tests.members.outside import CLIENT, OTHER_KEY, SECRET, OutsideDoor
from tests.members.test_second_step import confirm
from tests.members.test_sign_in import is_in, sign_in
from workdays import clock

pytestmark = pytest.mark.django_db
GO, LINK = "/account/sign-on/", "/account/sign-on/link/"
NUMBER = "+8619900000001"


@pytest.fixture
def an():
    return make_user(email="an@example.org", mobile=NUMBER, password=PASSWORD)


@pytest.fixture
def door(settings):
    outside = OutsideDoor()
    settings.OIDC_ENABLED, settings.OIDC_SERVER_URL = True, outside.url
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_NAME = "省政务统一认证"
    yield outside
    outside.stop()


def come_by(client, door, subject="a-1", **claims):
    """Go out, let the person agree there, and come back."""
    back = door.person_agrees(client.get(GO)["Location"], subject, **claims)
    return client.get(back, follow=True)


def linked(user, door, subject="a-1"):
    return SignOn.objects.create(user=user, issuer=door.url, subject=subject, since=clock.now())


def steps(user):
    return list(Event.objects.of("account", user.code).values_list("step", flat=True))


def test_by_default_there_is_none(client, an):
    assert client.get(GO).status_code == client.get("/account/sign-on/back/").status_code == 404
    assert "sign-on" not in client.get(reverse("account_login")).content.decode()


def test_the_sign_in_page_shows_one_more_way(client, door):
    assert "Sign in by 省政务统一认证" in client.get(reverse("account_login")).content.decode()


def test_a_person_links_it_while_signed_in_and_then_gets_in_by_it(client, an, door, django_client):
    sign_in(client)
    page = confirm(client, client.post(LINK))
    away = page.context["target"]
    assert page["Refresh"] == f"0; url={away}"
    client.get(door.person_agrees(away, "a-1"))
    assert steps(an) == ["sign_on_linked"]

    come_by(django_client, door)

    assert is_in(django_client)


def test_linking_asks_who_it_is_first(client, an, door):
    client.force_login(an)

    assert "reauthenticate" in client.post(LINK)["Location"]


def test_a_link_on_another_site_begins_no_linking(client, an, door):
    sign_in(client)

    assert client.get(LINK).status_code == 405


def test_whoever_is_linked_to_nobody_does_not_get_in_and_is_told_what_to_do(client, an, door):
    page = come_by(client, door, email="an@example.org", email_verified=True)

    assert not is_in(client)
    assert "ask the office of your organ" in page.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "claims", "gets_in"),
    [
        ("person", {"person": "code"}, True),
        ("person", {"person": "199 0000 0001"}, False),
        ("person", {"person": NUMBER, "phone_number_verified": True}, False),
        ("person", {"person": NUMBER, "phone_number": NUMBER}, False),
        (
            "person",
            {"person": NUMBER, "phone_number": "199 0000 0001", "phone_number_verified": True},
            True,
        ),
        (
            "person",
            {"person": "an@example.org", "email": "bo@example.org", "email_verified": True},
            False,
        ),
        ("email", {"email": NUMBER, "email_verified": True, "phone_number_verified": True}, False),
        ("email", {"email": "code", "email_verified": True}, False),
        ("phone_number", {"phone_number": "code", "phone_number_verified": True}, False),
        ("person", {"person": "+8619900000009"}, False),
        ("person", {"person": ["code"]}, False),
        ("person", {"person": "an@example.org"}, False),
        ("email", {"email": "an@example.org"}, False),
        ("email", {"email": "an@example.org", "email_verified": "true"}, False),
        ("email", {"email": "an@example.org", "email_verified": False}, False),
        ("email", {"email": "an@example.org", "email_verified": True}, True),
        ("phone_number", {"phone_number": NUMBER}, False),
        ("phone_number", {"phone_number": NUMBER, "phone_number_verified": True}, True),
        ("", {"": "code"}, False),
    ],
)
def test_a_claim_opens_for_the_enrolled(client, an, door, settings, name, claims, gets_in):
    settings.OIDC_PERSON_CLAIM = name
    claims = {key: an.code if value == "code" else value for key, value in claims.items()}

    come_by(client, door, **claims)

    assert is_in(client) is gets_in
    assert SignOn.objects.filter(user=an, subject="a-1").exists() is gets_in


def test_a_second_name_outside_does_not_take_over_an_account(client, an, door, settings):
    settings.OIDC_PERSON_CLAIM = "person"
    linked(an, door)

    come_by(client, door, "b-2", person=an.code)

    assert not is_in(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.example.cn"},
        {"aud": "another-platform"},
        {"aud": [CLIENT, "another-platform"]},
        {"sub": "x" * 256},
        {"sub": "a\x001"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_us_now_is_not_believed(client, an, door, changes):
    linked(an, door)
    door.changes = changes

    page = come_by(client, door)

    assert not is_in(client)
    assert "did not confirm who you are" in page.content.decode()


@pytest.mark.parametrize(
    ("key", "kid", "algorithm"),
    [
        (OTHER_KEY, "k1", "RS256"),
        (OTHER_KEY, "k2", "RS256"),
        ("x" * 64, "k1", "HS256"),
        (None, "k1", "none"),
    ],
)
def test_a_wrong_signature_is_not_believed(client, an, door, key, kid, algorithm):
    linked(an, door)
    door.key, door.kid, door.algorithm = key, kid, algorithm

    come_by(client, door)

    assert not is_in(client)


def test_another_issuer_in_the_configuration_is_not_followed(client, door):
    door.told_issuer = "https://elsewhere.example.cn"

    assert client.get(GO)["Location"] == reverse("account_login")


def test_an_answer_fits_only_the_browser_that_asked_and_only_once(client, an, door, django_client):
    linked(an, door)
    back = door.person_agrees(client.get(GO)["Location"], "a-1")

    django_client.get(back)
    assert not is_in(django_client)
    client.get(back.replace("state=", "state=x"))
    assert not is_in(client), "and the question is void with that"
    client.get(back)
    assert not is_in(client)


def test_an_answer_after_a_long_while_is_not_taken(client, an, door, monkeypatch):
    linked(an, door)
    back = door.person_agrees(client.get(GO)["Location"], "a-1")
    now = time.time()
    monkeypatch.setattr(sign_on.time, "time", lambda: now + 16 * 60)

    client.get(back)

    assert not is_in(client)


def test_a_door_that_does_not_answer_is_said_plainly(client, an, door):
    door.stop()

    page = client.get(GO, follow=True)

    assert "does not answer at present" in page.content.decode()


def test_who_cancels_there_comes_back_to_the_sign_in_page(client, an, door):
    linked(an, door)
    back = door.person_agrees(client.get(GO)["Location"], "a-1")

    page = client.get(back.replace("code=", "error=access_denied&x="), follow=True)

    assert page.redirect_chain[-1][0] == reverse("account_login")


def test_the_second_step_is_asked_for_unless_the_door_has_two(client, an, door, settings):
    TOTP.activate(an, generate_totp_secret())
    linked(an, door)
    assert come_by(client, door).redirect_chain[-1][0] == reverse("mfa_authenticate")

    settings.OIDC_TWO_FACTORS = True
    client.cookies.clear()
    come_by(client, door)
    assert is_in(client)


def test_a_role_that_needs_a_second_step_has_it_by_a_door_with_two(client, door, settings):
    settings.MFA_REQUIRED_ROLES = ("office",)
    clerk = make_seat(roles.Office)
    linked(clerk, door)
    come_by(client, door)
    assert client.get("/account/")["Location"] == reverse("mfa_index")

    client.cookies.clear()
    settings.OIDC_TWO_FACTORS = True
    come_by(client, door)
    assert client.get("/account/").status_code == 200


def test_a_closed_account_stays_closed(client, an, door):
    linked(an, door)
    User.objects.filter(pk=an.pk).update(is_active=False)

    page = come_by(client, door)

    assert not is_in(client)
    assert page.redirect_chain[-1][0] == reverse("account_inactive")


def test_the_link_is_removed_by_its_owner(client, an, door, django_client):
    linked(an, door)
    sign_in(client)
    assert "Remove the link" in client.get(reverse("members:security")).content.decode()

    confirm(client, client.post(reverse("members:sign_on_unlink")))

    assert steps(an) == ["sign_on_unlinked"]
    come_by(django_client, door)
    assert not is_in(django_client)


def test_it_leads_nowhere_but_to_our_own_pages(client, an, door):
    linked(an, door)
    away = client.get(GO, {"next": "https://elsewhere.example.cn/"})["Location"]

    answer = client.get(door.person_agrees(away, "a-1"))

    assert answer["Location"] == "/desk/"
