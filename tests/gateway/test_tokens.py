"""Access tokens: what is kept of one, what it opens, and when it opens nothing any more."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from gateway.actions import tokens
from gateway.models import ApiToken
from members.models import Seat
from notifications.actions.notify import announce
from notifications.models import Notification
from tests.gateway.programs import Program, make_token, problem
from tests.members.factories import PASSWORD, make_user
from tests.suggestions.factories import submit
from workdays.clock import today

OWNER, STRANGER = "203.0.113.7", "198.51.100.9"


def test_only_a_hash_is_kept(scene):
    token, secret = make_token(scene.an)

    row = ApiToken.objects.values().get()
    assert row["hash"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(row)
    assert len(secret) >= 6 + 43, "256 bits behind the mark"
    assert secret.startswith(token.prefix)


def test_no_two_are_alike(scene):
    assert len({make_token(scene.an)[1] for _time in range(10)}) == 10


def test_it_opens_the_door_in_its_owners_name(scene):
    mine = submit(scene)

    found = Program(scene.an).get("suggestions/").json()

    assert [row["code"] for row in found["results"]] == [mine.code]


def test_what_it_was_not_made_for_is_refused(scene):
    answer = Program(scene.an, "read").post("suggestions/", {})

    assert answer.status_code == 403
    assert problem(answer)["type"] == "/api/#scope-missing"
    assert Program(scene.an, "submit").get("suggestions/").status_code == 403


def test_it_never_does_more_than_its_owner_may(scene):
    case = submit(scene)
    assert Program(scene.an).post(f"suggestions/{case.code}/accept/").status_code == 403


@pytest.mark.parametrize("ending", ["ended", "revoked", "owner closed"])
def test_what_has_ended_opens_nothing_on_the_next_request(scene, ending):
    program = Program(scene.an)
    assert program.get("suggestions/").status_code == 200
    token = ApiToken.objects.get()

    if ending == "ended":
        day = timedelta(days=40)
        ApiToken.objects.update(created_at=token.created_at - day, expires_at=timezone.now())
    elif ending == "revoked":
        tokens.revoke(token=token, by=scene.an, at=timezone.now())
    else:
        type(scene.an).objects.filter(pk=scene.an.pk).update(is_active=False)

    answer = program.get("suggestions/")
    assert answer.status_code == 401
    assert problem(answer)["type"] == "/api/#not-signed-in"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_seat_that_ended_acts_on_the_next_request(scene):
    case = submit(scene)
    program = Program(scene.clerk)
    assert program.get(f"suggestions/{case.code}/").status_code == 200

    Seat.objects.filter(user=scene.clerk).update(until=today() - timedelta(days=1))

    assert program.get(f"suggestions/{case.code}/").status_code == 404
    assert program.get("suggestions/", desk="office").status_code == 403


def test_a_role_that_needs_a_second_factor_needs_it_here_too(scene, settings):
    program = Program(scene.clerk)
    settings.MFA_REQUIRED_ROLES = ("office",)

    answer = program.get("suggestions/")

    assert answer.status_code == 403
    assert problem(answer)["type"] == "/api/#second-factor"
    assert Program(scene.an).get("suggestions/").status_code == 200


def test_who_has_not_agreed_to_the_documents_is_told_where_to(scene, settings):
    program = Program(scene.an)
    scene.an.with_agreed("")

    answer = program.get("suggestions/")

    page = f"{settings.SITE_URL}/account/agree/"
    assert answer.status_code == 403
    assert problem(answer)["type"] == "/api/#agreement"
    assert problem(answer)["agree_at"] == page
    assert page in problem(answer)["detail"]


def test_it_ends_within_a_year_by_the_databases_own_word(scene):
    make_token(scene.an, days=365)
    with pytest.raises(IntegrityError):
        make_token(scene.an, days=366)


def test_its_use_is_noted_once_an_hour(scene, django_assert_num_queries):
    program = Program(scene.an)
    program.get("draft/")
    first = ApiToken.objects.get().last_used_at
    program.get("draft/")
    assert ApiToken.objects.get().last_used_at == first

    ApiToken.objects.update(last_used_at=first - timedelta(hours=2))
    program.get("draft/")
    assert ApiToken.objects.get().last_used_at >= first


def test_many_wrong_tokens_are_stopped_and_the_right_one_still_opens(scene):
    wrong = Program(secret="cppcc_" + "x" * 43)
    wrong.client.defaults["REMOTE_ADDR"] = STRANGER

    answers = [wrong.get("suggestions/").status_code for _time in range(32)]

    assert answers == [401] * 30 + [429] * 2
    last = wrong.get("suggestions/")
    assert problem(last)["type"] == "/api/#too-many"
    assert int(last.headers["Retry-After"]) > 0
    right = Program(scene.an)
    for address in (STRANGER, OWNER):
        right.client.defaults["REMOTE_ADDR"] = address
        assert right.get("suggestions/").status_code == 200


def test_wrong_and_ended_tokens_are_told_apart_by_nobody(scene):
    program = Program(scene.an)
    tokens.revoke(token=ApiToken.objects.get(), by=scene.an, at=timezone.now())

    revoked = program.get("suggestions/")
    unknown = Program(secret="cppcc_nothing").get("suggestions/")

    assert revoked.json() == unknown.json()


def test_a_session_opens_it_too_but_not_without_the_forms_token(scene):
    careful = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    careful.force_login(scene.an)

    assert careful.get("/api/v1/suggestions/").status_code == 200
    forged = careful.post(
        "/api/v1/suggestions/", "{}", "application/json", headers={"Idempotency-Key": "k"}
    )
    assert forged.status_code == 403
    assert "X-CSRFToken" in problem(forged)["detail"]


def test_making_and_revoking_is_written_down_and_told(scene):
    token, secret = make_token(scene.an, "read")
    tokens.revoke(token=token, by=scene.an, at=timezone.now())

    events = list(Event.objects.of("account", scene.an.code))
    assert [event.step for event in events] == ["token_revoked", "token_made"]
    assert events[1].data == {"token": token.prefix, "scopes": ["read"], "days": 30}
    assert secret not in str([event.data for event in events])
    announce(events[1], timezone.now())
    told = Notification.objects.filter(user=scene.an, step="token_made")
    assert {one.channel for one in told} == {"inbox", "email"}


def test_nobody_has_more_than_twenty(scene):
    for _time in range(tokens.MOST):
        make_token(scene.an)
    with pytest.raises(tokens.TooMany):
        make_token(scene.an)


# ── the pages ──


@pytest.fixture
def an(client):
    """Somebody who has just proved who they are."""
    user = make_user(email="an@example.org", password=PASSWORD)
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


@pytest.mark.django_db
def test_the_secret_is_shown_once_and_works(client, an):
    form = {"name": "每月名单", "scopes": ["read"], "days": "90"}

    page = client.post(reverse("gateway:make"), form)

    secret = page.context["secret"]
    assert secret in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert Program(secret=secret).get("suggestions/").status_code == 200
    assert secret not in client.get(reverse("gateway:tokens")).text
    assert "每月名单" in client.get(reverse("gateway:tokens")).text


@pytest.mark.django_db
def test_what_is_missing_is_said_beside_the_field(client, an):
    page = client.post(reverse("gateway:make"), {"name": "", "days": "9999"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"name", "scopes", "days"}
    assert not ApiToken.objects.exists()


@pytest.mark.django_db
def test_to_make_one_a_person_proves_again_who_they_are(client):
    client.force_login(make_user(password=PASSWORD))

    assert client.get(reverse("gateway:make")).url.startswith(reverse("account_reauthenticate"))


@pytest.mark.django_db
def test_revoked_by_its_owner_alone(client, an):
    token, secret = make_token(an)
    other, _secret = make_token(make_user())

    assert client.post(reverse("gateway:revoke", args=[other.prefix])).status_code == 404
    client.post(reverse("gateway:revoke", args=[token.prefix]))

    assert Program(secret=secret).get("suggestions/").status_code == 401
    other.refresh_from_db()
    assert other.revoked_at is None
