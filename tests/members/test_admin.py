"""The rescue admin: changes go through the actions, so that the ledger tells of them."""

import pytest
from django.conf import settings
from django.urls import reverse

from events.models import Event
from members.models import User
from tests.members.factories import make_organ, make_user

pytestmark = pytest.mark.django_db
NO_INLINES = {
    f"{name}-{key}": "0"
    for name in ("seats", "memberships")
    for key in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def root(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def form_of(user, **changes):
    kept = {"email": user.email, "name": user.name, "phone": user.phone, "language": user.language}
    return kept | {"is_active": "on"} | NO_INLINES | changes


def steps(user):
    return list(Event.objects.of("account", user.code).values_list("step", "actor"))


def change_page(user):
    return reverse("admin:members_user_change", args=[user.pk])


def test_a_person_added_here_is_enrolled(client, root):
    form = {"email": "New@example.org", "name": "新", "is_active": "on"} | NO_INLINES

    response = client.post(reverse("admin:members_user_add"), form)

    user = User.objects.get(email="new@example.org")
    assert response.status_code == 302
    assert (user.name, user.is_active, user.has_usable_password()) == ("新", True, False)
    assert user.emailaddress_set.get().verified
    assert steps(user) == [("enrolled", root.code)]


def test_an_address_changed_here_counts_for_signing_in(client, root):
    user = make_user(email="old@example.org")

    client.post(change_page(user), form_of(user, email="new@example.org", name="安宁"))

    user.refresh_from_db()
    assert (user.email, user.name) == ("new@example.org", "安宁")
    assert user.emailaddress_set.get().email == "new@example.org"
    assert steps(user) == [("address_moved", root.code), ("profile_changed", root.code)]


def test_an_account_closed_here_is_closed(client, root):
    user = make_user()
    form = form_of(user)
    del form["is_active"]

    client.post(change_page(user), form)

    user.refresh_from_db()
    assert not user.is_active
    assert steps(user) == [("account_closed", root.code)]


def test_no_password_is_shown_or_set_and_nobody_is_deleted(client, root):
    user = make_user(password="ferry lamp mulberry leaf")

    page = client.get(change_page(user)).content.decode()

    assert "argon2" not in page
    assert 'name="password' not in page
    assert client.post(reverse("admin:members_user_delete", args=[user.pk])).status_code == 403


@pytest.mark.parametrize("model", ["user", "organ", "sector", "seat", "member"])
def test_lists_open_and_can_be_searched(client, root, model):
    make_organ()

    response = client.get(reverse(f"admin:members_{model}_changelist"), {"q": "4"})

    assert response.status_code == 200


def test_others_than_technical_staff_are_refused(client):
    client.force_login(make_user())

    assert client.get(f"/{settings.ADMIN_PATH}login/").status_code == 403
    assert client.get(reverse("admin:members_user_changelist")).status_code in (302, 403)
