"""The rescue admin is no way around the second factor, the limits or the ledger."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import NoReverseMatch, reverse

from events.models import Event
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def root(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def app():
    """Somebody else's authenticator app."""
    return TOTP.activate(make_user(email="an@example.org"), SECRET).instance


@pytest.mark.parametrize("page", ["changelist", "change", "delete"])
def test_without_a_second_factor_its_own_pages_stay_closed_too(client, root, app, settings, page):
    settings.MFA_REQUIRED_ROLES = ("office",)
    about = [] if page == "changelist" else [app.pk]

    response = client.post(reverse(f"admin:mfa_authenticator_{page}", args=about), {"post": "yes"})

    assert response["Location"] == reverse("mfa_index")
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_without_a_second_factor_one_can_still_set_it_up_and_choose_a_language(
    client, root, settings
):
    settings.MFA_REQUIRED_ROLES = ("office",)

    assert client.get(reverse("mfa_index")).status_code == 200
    switched = client.post(reverse("design:set_language"), {"language": "en", "next": "/about/"})
    assert switched["Location"] == "/about/"


def test_a_second_factor_is_never_shown(client, root, app):
    page = client.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))

    assert page.status_code == 200
    assert SECRET not in page.content.decode()


@pytest.mark.parametrize("at_once", [False, True])
def test_a_second_factor_taken_away_is_in_the_ledger(client, root, app, at_once):
    if at_once:
        form = {"action": "delete_selected", "_selected_action": [app.pk], "post": "yes"}
        client.post(reverse("admin:mfa_authenticator_changelist"), form)
    else:
        client.post(reverse("admin:mfa_authenticator_delete", args=[app.pk]), {"post": "yes"})

    assert not Authenticator.objects.exists()
    steps = Event.objects.of("account", app.user.code).values_list("step", "actor")
    assert list(steps) == [("totp_removed", root.code)]


def test_sessions_are_not_listed(client, root):
    with pytest.raises(NoReverseMatch):
        reverse("admin:usersessions_usersession_changelist")


def test_a_password_is_changed_on_the_page_that_is_limited(client, root):
    response = client.post(reverse("admin:password_change"), {"old_password": "guess"})

    assert response["Location"] == reverse("account_change_password")
