"""The demo's password in production, and whose tries a limit counts."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from notifications.adapters import AccountAdapter
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("in_production", "status"), [(True, 200), (False, 302)])
def test_the_demos_password_opens_nothing_in_production(client, settings, in_production, status):
    make_user(email="an@example.org", password=settings.DEMO_PASSWORD)
    settings.IS_PRODUCTION = in_production
    form = {"login": "an@example.org", "password": settings.DEMO_PASSWORD}

    response = client.post(reverse("account_login"), form)

    assert response.status_code == status
    assert ("_auth_user_id" in client.session) is not in_production


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_an_ipv4_address_written_as_ipv6_counts_by_itself(written, meant):
    request = RequestFactory().get("/", REMOTE_ADDR=written)

    assert AccountAdapter().get_client_ip(request) == meant
