import pytest
from django.urls import reverse

from events.actions.ledger import record
from events.models import Pending
from members import documents
from members.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def rescuer(client):
    client.force_login(
        User.objects.create_superuser(
            "root@example.cn", name="Root", agreed_version=documents.current()
        )
    )
    return client


@pytest.fixture
def event(at):
    return record(kind="suggestion", code="S1", step="submit", by=None, at=at, pending=("echo",))


@pytest.mark.parametrize("table", ["event", "pending"])
def test_rows_are_shown_and_cannot_be_touched(rescuer, event, table):
    pk = event.pk if table == "event" else Pending.objects.get().pk

    listed = rescuer.get(reverse(f"admin:events_{table}_changelist"))

    assert "S1" in listed.content.decode()
    assert rescuer.get(reverse(f"admin:events_{table}_add")).status_code == 403
    assert rescuer.post(reverse(f"admin:events_{table}_change", args=[pk])).status_code == 403
    assert rescuer.post(reverse(f"admin:events_{table}_delete", args=[pk])).status_code == 403


def test_failed_work_can_be_tried_again(rescuer, event, at):
    Pending.objects.update(tries=7, not_before=at)

    rescuer.post(
        reverse("admin:events_pending_changelist"),
        {"action": "try_again", "_selected_action": [Pending.objects.get().pk]},
    )

    assert list(Pending.objects.values_list("tries", "not_before")) == [(0, None)]
