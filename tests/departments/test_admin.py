import pytest
from django.urls import reverse

from events.models import Event
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def lines(user):
    found = Event.objects.of("account", user.code).order_by("id")
    return [(event.step, event.actor, event.organ, event.data) for event in found]


@pytest.mark.parametrize("model", ["department", "officer"])
def test_lists_open_and_can_be_searched(client, model):
    make_officer(make_department("jyt"))

    response = client.get(reverse(f"admin:departments_{model}_changelist"), {"q": "jyt"})

    assert response.status_code == 200


def test_a_unit_is_switched_off_not_deleted(client):
    unit = make_department("jyt")

    response = client.post(reverse("admin:departments_department_delete", args=[unit.pk]))

    assert response.status_code == 403


def test_a_place_is_given_and_ended_with_its_lines(client, root):
    unit, user = make_department("jyt"), make_user()
    place = {"role": "head", "unit": "jyt"}

    form = {"user": user.pk, "department": unit.pk, "role": "head", "since": "2026-03-05"}
    client.post(reverse("admin:departments_officer_add"), form)
    page = reverse("admin:departments_officer_change", args=[user.offices.get().pk])
    client.post(page, {"until": "2026-12-31", "role": "officer"})

    assert str(user.offices.get(role="head").until) == "2026-12-31"
    assert lines(user) == [
        ("posted", root.code, "430000", place),
        ("post_ended", root.code, "430000", place | {"until": "2026-12-31"}),
    ]


def test_a_place_given_beside_the_unit_has_its_line(client, root):
    unit, user = make_department("jyt", keywords=["学校"]), make_user()
    names = ("code", "name_zh", "short_zh", "name_en", "kind")
    form = {name: getattr(unit, name) for name in names}
    form |= {"organ": unit.organ_id, "keywords": "学校", "is_active": "on"}
    form |= {"officers-TOTAL_FORMS": "1", "officers-INITIAL_FORMS": "0"}
    form |= {"officers-0-user": user.pk, "officers-0-role": "officer"}
    form |= {"officers-0-since": "2026-03-05"}

    response = client.post(reverse("admin:departments_department_change", args=[unit.pk]), form)

    assert response.status_code == 302
    assert [step for step, *_rest in lines(user)] == ["posted"]
