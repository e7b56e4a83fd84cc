import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from events.models import Event
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(client):
    user = make_user(name="安", phone="0731-82210000")
    client.force_login(user)
    return user


def test_people_change_name_phone_and_language_of_their_own_only(client, an):
    cheng = make_user(name="程")

    response = client.post(
        reverse("members:profile"),
        {"name": "安宁", "phone": "138 0000 1111", "language": "en", "email": "x@example.org"},
    )

    assert (response.status_code, response["Location"]) == (302, reverse("members:profile"))
    email = an.email
    an.refresh_from_db()
    cheng.refresh_from_db()
    assert (an.name, an.phone, an.language, an.email) == ("安宁", "138 0000 1111", "en", email)
    assert cheng.name == "程"


def test_what_changed_is_recorded_by_field_never_by_content(client, an):
    client.post(reverse("members:profile"), {"name": "安宁", "phone": an.phone, "language": ""})

    event = Event.objects.of("account", an.code).get()
    assert (event.step, event.actor, event.data) == (
        "profile_changed",
        an.code,
        {"fields": ["name"]},
    )


def test_saving_the_same_again_records_nothing(client, an):
    client.post(reverse("members:profile"), {"name": an.name, "phone": an.phone, "language": ""})

    assert not Event.objects.exists()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"phone": "call me"}, {"language": "fr"}])
def test_a_wrong_entry_is_named_beside_its_field(client, an, wrong):
    form = {"name": "安宁", "phone": "", "language": ""} | wrong

    response = client.post(reverse("members:profile"), form)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(wrong)
    an.refresh_from_db()
    assert an.name == "安"


def test_security_shows_what_protects_the_account(client, an):
    for name in ("phone", "laptop"):
        Authenticator.objects.create(user=an, type="webauthn", data={"name": name})
    Authenticator.objects.create(user=make_user(), type="totp", data={})

    context = client.get(reverse("members:security")).context

    assert (context["passkeys"], context["has_app"], context["has_password"]) == (2, False, False)


@pytest.mark.parametrize("page", ["members:profile", "members:security", "members:ledger"])
def test_a_stranger_is_asked_to_sign_in(client, page):
    response = client.get(reverse(page))

    assert response["Location"] == f"{reverse('account_login')}?next={reverse(page)}"


def test_a_name_and_a_phone_stand_in_one_line(client, an):
    form = {"name": "安\u202e\n宁", "phone": "138\t0000", "language": ""}
    client.post(reverse("members:profile"), form)
    an.refresh_from_db()
    assert (an.name, an.phone) == ("安 宁", "138 0000")


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("members:profile", "PUT"),
        ("members:profile", "TRACE"),
        ("members:security", "POST"),
        ("members:security", "DELETE"),
        ("members:ledger", "POST"),
    ],
)
def test_pages_of_the_account_take_the_methods_they_know(client, an, name, method):
    assert client.generic(method, reverse(name)).status_code == 405
