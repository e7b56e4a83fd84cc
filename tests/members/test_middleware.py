import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import translation

from members import roles
from members.forms import sign_in as sign_in_forms
from members.middleware import SEEN, LanguageMiddleware, typed_words
from notifications.models import Letter
from tests.members.factories import PASSWORD, make_member, make_seat, make_user
from tests.members.test_sign_in import give_code, mailed_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def an():
    return make_user(email="an@example.org", password=PASSWORD)


def been_away(client, seconds):
    session = client.session
    session[SEEN] = time.time() - seconds
    session.save()


def idle(settings):
    return settings.SESSION_IDLE_SECONDS + 5


# ── language ──


def language(response):
    return response["Content-Language"]


@pytest.mark.parametrize(
    ("choice", "cookie", "browser", "expected"),
    [
        ("en", "zh-hans", "zh-hans", "en"),
        ("zh-hans", "en", "en", "zh-hans"),
        ("", "en", "zh-hans", "en"),
        ("", "", "zh-CN,zh;q=0.9", "zh-hans"),
        ("", "", "en-GB", "en"),
    ],
)
def test_the_persons_choice_comes_first_then_cookie_then_browser(
    client, choice, cookie, browser, expected
):
    client.force_login(make_user(language=choice))
    if cookie:
        client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = cookie

    response = client.get(reverse("members:profile"), HTTP_ACCEPT_LANGUAGE=browser)

    assert language(response) == expected
    translation.deactivate()


# ── idle time-out ──


def test_after_a_pause_the_next_click_asks_to_sign_in(client, an, settings):
    client.force_login(an)
    been_away(client, idle(settings))

    response = client.get(reverse("members:profile"))

    assert response["Location"] == f"{reverse('account_login')}?next={reverse('members:profile')}"
    assert SESSION_KEY not in client.session


def test_within_the_time_the_click_counts(client, an, settings):
    client.force_login(an)
    been_away(client, settings.SESSION_IDLE_SECONDS - 60)

    assert client.get(reverse("members:profile")).status_code == 200
    assert time.time() - client.session[SEEN] < 5


def test_the_last_click_is_noted_once_a_minute(client, an, django_assert_num_queries):
    sign_in = {"login": an.email, "password": PASSWORD}
    client.post(reverse("account_login"), sign_in)
    UserSession.objects.update(last_seen_at="2020-01-01T00:00Z")
    client.get(reverse("members:profile"))
    assert UserSession.objects.get().last_seen_at.year == 2020

    been_away(client, 61)
    client.get(reverse("members:profile"))

    assert UserSession.objects.get().last_seen_at.year > 2020


def test_text_sent_after_the_pause_is_shown_again_and_nothing_is_saved(client, an, settings):
    client.force_login(an)
    been_away(client, idle(settings))
    text = "Reading room <b>lights</b>"

    response = client.post(
        reverse("members:profile"),
        {"name": text, "password": "secret words", "key": "0123456789abcdef0123", "n": "12"},
    )

    page = response.content.decode()
    assert response.status_code == 401
    assert response.context["words"] == [text]
    assert "Reading room &lt;b&gt;lights" in page
    assert "secret words" not in page
    an.refresh_from_db()
    assert an.name == "安"


def test_the_way_back_leads_to_the_page_of_the_form(client, an, settings):
    client.force_login(an)
    been_away(client, idle(settings))

    response = client.post(
        reverse("members:profile"),
        {"name": "x"},
        HTTP_REFERER="http://testserver/suggestions/write/?draft=1",
    )

    assert response.context["next"] == "/suggestions/write/"


def test_a_foreign_referer_is_not_followed(client, an, settings):
    client.force_login(an)
    been_away(client, idle(settings))

    response = client.post(
        reverse("members:profile"), {"name": "x"}, HTTP_REFERER="http://evil.example/x"
    )

    assert response.context["next"] == reverse("members:profile")


def test_a_visitors_wrong_sign_in_is_not_taken_for_lost_text(client):
    response = client.post(reverse("account_login"), {"login": "a@example.org", "password": "x"})

    assert response.status_code == 200


def test_typed_words_are_words():
    form = QueryDict(mutable=True)
    form.setlist("title", ["停车场"])
    form.setlist("text", ["One\ntwo", ""])
    form.update(
        {"place": "430111", "agree": "on", "password1": "a b", "csrfmiddlewaretoken": "x y"}
    )

    assert typed_words(form) == ["停车场", "One\ntwo"]


# ── second factor ──


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED_ROLES = ("office", "arbiter", "organ_admin", "auditor")


@pytest.mark.parametrize("role", roles.SEATED)
def test_roles_that_can_do_harm_set_up_a_second_factor_first(client, required, role):
    client.force_login(make_seat(role))

    response = client.get(reverse("members:profile"))

    assert response["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_members_may_and_office_staff_with_an_app_need_not(client, required):
    client.force_login(make_member())
    assert client.get(reverse("members:profile")).status_code == 200

    staff = make_seat(roles.Office)
    Authenticator.objects.create(user=staff, type="totp", data={"secret": "x"})
    client.force_login(staff)
    assert client.get(reverse("members:profile")).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, required):
    staff = make_seat(roles.Office)
    Authenticator.objects.create(user=staff, type="recovery_codes", data={"seed": "x"})
    client.force_login(staff)

    assert client.get(reverse("members:profile")).status_code == 302


def test_technical_staff_need_one_too(client, required):
    client.force_login(make_user(is_staff=True))

    assert client.get(reverse("members:profile")).status_code == 302


def test_nobody_needs_one_where_settings_do_not_say_so(client, settings):
    settings.MFA_REQUIRED_ROLES = ()
    client.force_login(make_seat(roles.OrganAdmin))

    assert client.get(reverse("members:profile")).status_code == 200


@pytest.mark.parametrize("before", ["", "en"])
def test_who_switches_the_language_while_signed_in_has_chosen_it(rf, before):
    user = make_user(language=before)
    request = rf.post("/language/")
    request.user = user
    request.COOKIES[django_settings.SESSION_COOKIE_NAME] = "x"

    def switch(_request):
        response = HttpResponse()
        response.set_cookie(django_settings.LANGUAGE_COOKIE_NAME, "zh-hans")
        return response

    LanguageMiddleware(switch)(request)

    user.refresh_from_db()
    assert user.language == "zh-hans"
    translation.deactivate()


# ── caches ──


def test_what_somebody_was_shown_stays_in_no_cache(client, an):
    client.force_login(an)
    for url in (reverse("members:profile"), "/", "/nowhere/"):
        assert client.get(url)["Cache-Control"] == "private, no-store", url
    assert "no-store" in client.post(reverse("account_logout"))["Cache-Control"]


def test_what_everybody_is_shown_may_stay(client):
    assert "Cache-Control" not in client.get("/")


# ── accounts without a password ──


@pytest.fixture
def bare():
    """Somebody who signs in by a code and has nothing else."""
    return make_user(email="bo@example.org")


SENSITIVE = [
    "members:mobile",
    "account_set_password",
    "account_email",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "gateway:make",
]


@pytest.mark.parametrize("name", SENSITIVE)
def test_a_stolen_session_changes_no_way_to_sign_in(client, bare, name):
    client.force_login(bare)

    page = client.get(reverse(name))

    assert page.status_code == 403
    assert "sign in once more by a code" in page.content.decode()
    form = {"mobile": "+8619900000001", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse(name), form).status_code == 403
    bare.refresh_from_db()
    assert not bare.has_usable_password()
    assert not Letter.objects.exists()


def test_it_links_no_outside_door_either(client, bare, settings):
    settings.OIDC_ENABLED = True
    client.force_login(bare)

    assert client.post(reverse("members:sign_on_link")).status_code == 403


def test_a_code_just_given_lets_them(client, bare, monkeypatch):
    client.force_login(bare)
    again = client.get(reverse("members:mobile")).context["again"]
    code_page = client.post(reverse("account_logout"), {"next": again})["Location"]
    client.post(code_page, {"login": bare.email})
    assert give_code(client, mailed_code()).status_code == 302

    assert client.get(reverse("members:mobile")).status_code == 200
    assert client.get(reverse("account_set_password")).status_code == 200

    now = time.time()
    monkeypatch.setattr(sign_in_forms.time, "time", lambda: now + 601)
    assert client.get(reverse("members:mobile")).status_code == 403


def test_with_a_passkey_alone_a_first_password_asks_for_the_passkey(client, bare):
    Authenticator.objects.create(user=bare, type="webauthn", data={"name": "x"})
    client.force_login(bare)

    answer = client.get(reverse("account_set_password"))

    assert answer["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
