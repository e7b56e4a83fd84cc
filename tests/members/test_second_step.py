"""The second step at sign-in: an app, recovery codes, passkeys."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from events.models import Event
from members import roles
from members.models import User
from tests.members.factories import PASSWORD, make_seat, make_user
from tests.members.test_sign_in import ask_for_code, give_code, is_in, mailed_code, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def an():
    return make_user(email="an@example.org", password=PASSWORD)


def code_of(secret, at):
    """What an authenticator app shows (RFC 6238: SHA-1, six digits, thirty seconds)."""
    counter = struct.pack(">Q", int(at // 30))
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def confirm(client, response):
    """Give the password once more where the library asks for it; return the page behind."""
    if response.status_code == 302 and "reauthenticate" in response["Location"]:
        return client.post(response["Location"], {"password": PASSWORD}, follow=True)
    return response


def with_passkey(user):
    """What a browser leaves here of a passkey; nobody can sign in with this one."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    credential = AttestedCredentialData.create(bytes(16), b"phone", key)
    kept = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.AT, 0, credential)
    attestation = AttestationObject.create("none", kept, {})
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    response = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(attestation),
    }
    whole = {"id": "cGhvbmU", "rawId": "cGhvbmU", "type": "public-key", "response": response}
    return WebAuthn.add(user, "my phone", whole).instance


@pytest.fixture
def secret(client, an, django_capture_on_commit_callbacks):
    """Set up an app as a person does, and sign out."""
    sign_in(client)
    page = confirm(client, client.get(reverse("mfa_activate_totp")))
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, time.time())})
    return secret


def test_setting_up_an_app_is_recorded_and_gives_recovery_codes(client, an, secret):
    steps = set(Event.objects.of("account", an.code).values_list("step", flat=True))

    assert "totp_added" in steps
    assert set(an.authenticator_set.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_with_an_app_the_password_alone_does_not_open(client, an, secret, django_client):
    response = sign_in(django_client)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_in(django_client)
    assert django_client.get(reverse("mfa_authenticate")).status_code == 200

    later = code_of(secret, time.time() + 30)
    django_client.post(reverse("mfa_authenticate"), {"code": later})
    assert is_in(django_client)


def test_a_mailed_code_does_not_go_around_the_app(client, an, secret, django_client):
    ask_for_code(django_client)

    response = give_code(django_client, mailed_code())

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_in(django_client)


def test_a_recovery_code_opens_once(client, an, secret, django_client):
    shown = confirm(client, client.get(reverse("mfa_view_recovery_codes"))).content.decode()
    code = "".join(re.findall(r'class="four">(\d{4})<', shown)[:2])

    for opens in (True, False):
        django_client.cookies.clear()
        sign_in(django_client)
        django_client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(django_client) is opens


def test_a_passkey_can_be_added_and_used_without_a_password(client, an):
    sign_in(client)

    page = confirm(client, client.get(reverse("mfa_add_webauthn")))
    options = page.context["js_data"]["creation_options"]["publicKey"]
    ask = client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json")

    assert options["rp"]["id"] == "testserver"
    assert "passwordless" in page.context["form"].fields
    assert ask.status_code in (200, 302)


def test_every_page_about_the_second_step_opens(client, an, secret):
    for name in ("mfa_index", "mfa_list_webauthn", "mfa_generate_recovery_codes"):
        assert confirm(client, client.get(reverse(name))).status_code == 200, name
    assert confirm(client, client.get(reverse("mfa_deactivate_totp"))).status_code == 200


def test_who_has_a_passkey_alone_is_asked_for_it_and_for_no_app(client, an):
    with_passkey(an)

    sign_in(client)
    page = client.get(reverse("mfa_authenticate"))
    words = page.content.decode()

    assert "Use a passkey" in words
    assert "authenticator app" not in words
    assert 'name="code"' not in words


def test_recovery_codes_are_named_where_there_are_some(client, an):
    with_passkey(an)
    RecoveryCodes.activate(an)

    sign_in(client)
    page = client.get(reverse("mfa_authenticate"))

    assert page.context["form"].fields["code"].label == "Recovery code"
    assert "authenticator app" not in page.content.decode()


@pytest.mark.parametrize("page", ["account_login", "mfa_authenticate"])
def test_a_sign_in_begins_anew_once_what_it_waits_for_is_removed(client, an, page):
    passkey = with_passkey(an)
    sign_in(client)
    passkey.delete()

    again = client.get(reverse(page), follow=True)

    assert again.status_code == 200
    assert again.redirect_chain[-1][0] == reverse("account_login")
    assert "Please sign in again" in again.content.decode()
    sign_in(client)
    assert is_in(client)


def test_the_page_of_a_passkey_says_what_the_first_one_changes(client, an):
    sign_in(client)
    first = confirm(client, client.get(reverse("mfa_add_webauthn"))).content.decode()
    with_passkey(an)
    another = client.get(reverse("mfa_add_webauthn")).content.decode()

    assert "your password alone does not open the account any more" in first
    assert "your password alone" not in another


@pytest.mark.parametrize("holds", ["nothing", "a seat that needs one", "a step by text"])
def test_the_password_is_said_to_suffice_again_only_where_it_does(client, an, settings, holds):
    sign_in(client)
    settings.MFA_REQUIRED_ROLES = ("office",) if holds == "a seat that needs one" else ()
    if settings.MFA_REQUIRED_ROLES:
        make_seat(roles.Office, user=an)
    if holds == "a step by text":
        User.objects.filter(pk=an.pk).update(mobile="+8613900000001", text_step=True)
    page = confirm(client, client.get(reverse("mfa_add_webauthn"))).text

    assert "remove the passkey at any time" in page
    assert ("the password then suffices again" in page) is (holds == "nothing")


def test_the_page_of_recovery_codes_says_what_they_are_for_and_leads_back(client, an, secret):
    page = confirm(client, client.get(reverse("mfa_view_recovery_codes"))).content.decode()

    assert "lets you in at the second step" in page
    assert f'href="{reverse("members:security")}">Done<' in page


def test_who_has_no_app_confirms_by_recovery_code_and_is_offered_no_app(client, an):
    with_passkey(an)
    RecoveryCodes.activate(an)
    client.force_login(an)

    asked = client.get(reverse("mfa_add_webauthn"), follow=True).content.decode()

    assert "Use a recovery code" in asked
    assert "authenticator app" not in asked


def test_used_up_recovery_codes_are_no_way_and_a_late_one_is_answered(client, an):
    with_passkey(an)
    codes = RecoveryCodes.activate(an)
    sign_in(client)
    assert 'name="code"' in client.get(reverse("mfa_authenticate")).text
    for code in codes.get_unused_codes():
        codes.validate_code(code)

    late = client.post(reverse("mfa_authenticate"), {"code": "12345678"}).text
    assert ('name="code"' in late, "This code is not right" in late) == (False, True)
    client.force_login(an)
    asked = client.get(reverse("mfa_add_webauthn"), follow=True).text
    assert ("Use a passkey" in asked, "Use a recovery code" in asked) == (True, False)
