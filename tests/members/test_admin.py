"""The rescue admin: changes go through the actions, so that the ledger tells of them."""

import pytest
from django.conf import settings
from django.urls import reverse

from events.models import Event
from members import roles
from members.models import User
from members.policies import hats
from tests.members.factories import make_organ, make_seat, make_user

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
    kept = {
        "email": user.email or "",
        "name": user.name,
        "phone": user.phone,
        "language": user.language,
    }
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


def test_a_mobile_is_given_and_moved_here(client, root):
    form = {"mobile": "138 1234 5678", "name": "新", "is_active": "on"} | NO_INLINES
    client.post(reverse("admin:members_user_add"), form)
    user = User.objects.get(mobile="+8613812345678")

    client.post(change_page(user), form_of(user, mobile="13912345678"))

    user.refresh_from_db()
    assert (user.email, user.mobile) == (None, "+8613912345678")
    assert steps(user) == [("mobile_moved", root.code), ("enrolled", root.code)]


def test_a_number_that_is_none_is_refused_beside_the_field(client, root):
    user = make_user()

    answer = client.post(change_page(user), form_of(user, mobile="0731-8221 0000"))

    assert "11 digits" in answer.text
    assert User.objects.get(pk=user.pk).mobile is None


def test_an_account_closed_here_is_closed(client, root):
    user = make_user()
    form = form_of(user)
    del form["is_active"]

    client.post(change_page(user), form)

    user.refresh_from_db()
    assert not user.is_active
    assert steps(user) == [("account_closed", root.code)]


def seat_form(**fields):
    return {f"seats-0-{name}": value for name, value in fields.items()}


def test_a_seat_and_a_membership_given_with_the_person_have_their_lines(client, root):
    user, organ = make_user(), make_organ()
    given = {"organ": organ.pk, "since": "2026-03-05"}
    form = form_of(user) | {"seats-TOTAL_FORMS": "1", "memberships-TOTAL_FORMS": "1"}
    form |= seat_form(role="office", **given) | {f"memberships-0-{k}": v for k, v in given.items()}

    response = client.post(change_page(user), form)

    assert response.status_code == 302
    assert hats(user).office_of == hats(user).member_of == (organ.pk,)
    assert steps(user) == [("appointed", root.code), ("seated", root.code)]


def test_a_person_can_be_added_together_with_a_seat(client, root):
    given = seat_form(organ=make_organ().pk, since="2026-03-05", role="auditor")
    form = {"email": "new@example.org", "is_active": "on"} | NO_INLINES
    form |= {"seats-TOTAL_FORMS": "1"} | given

    client.post(reverse("admin:members_user_add"), form)

    user = User.objects.get(email="new@example.org")
    assert steps(user) == [("seated", root.code), ("enrolled", root.code)]


def test_beside_the_person_a_seat_can_neither_be_changed_nor_deleted_nor_doubled(client, root):
    user = make_seat(roles.Office)
    seat = user.seats.get()
    kept = {"id": seat.pk, "user": user.pk, "organ": seat.organ_id, "since": "2020-01-01"}
    counts = {"seats-TOTAL_FORMS": "1", "seats-INITIAL_FORMS": "1"}
    form = form_of(user) | counts
    form |= seat_form(**kept, role="auditor", until="2026-01-01", DELETE="on")
    again = form_of(user) | {"seats-TOTAL_FORMS": "1"}
    again |= seat_form(organ=seat.organ_id, since="2026-01-01", role="office")

    client.post(change_page(user), form)
    refused = client.post(change_page(user), again)

    assert list(user.seats.values_list("role", "until")) == [("office", None)]
    assert refused.status_code == 200
    assert steps(user) == []


@pytest.mark.parametrize(
    ("model", "step", "more"),
    [("seat", "seated", {"role": "organ_admin"}), ("member", "appointed", {})],
)
def test_a_place_is_given_and_ended_on_its_own_page(client, root, model, step, more):
    user, organ = make_user(), make_organ()
    form = {"user": user.pk, "organ": organ.pk, "since": "2026-03-05"} | more

    client.post(reverse(f"admin:members_{model}_add"), form)
    row = user.seats.first() or user.memberships.first()
    page = reverse(f"admin:members_{model}_change", args=[row.pk])
    client.post(page, {"until": "", "since": "2020-01-01"})
    too_early = client.post(page, {"until": "2026-03-04"})
    client.post(page, {"until": "2026-12-31"})
    opened_again = client.post(page, {"until": ""})

    row.refresh_from_db()
    assert [str(row.since), str(row.until)] == ["2026-03-05", "2026-12-31"]
    assert [too_early.status_code, opened_again.status_code] == [200, 200]
    assert steps(user) == [("ended", root.code), (step, root.code)]


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
