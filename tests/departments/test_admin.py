import pytest
from django.urls import reverse

from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _root(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))


@pytest.mark.parametrize("model", ["department", "officer"])
def test_lists_open_and_can_be_searched(client, model):
    make_officer(make_department("jyt"))

    response = client.get(reverse(f"admin:departments_{model}_changelist"), {"q": "jyt"})

    assert response.status_code == 200


def test_a_unit_is_switched_off_not_deleted(client):
    unit = make_department("jyt")

    response = client.post(reverse("admin:departments_department_delete", args=[unit.pk]))

    assert response.status_code == 403
