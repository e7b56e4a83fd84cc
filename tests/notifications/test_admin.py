import pytest
from django.urls import reverse

from members import documents
from members.models import User
from notifications.actions import letters
from notifications.models import Notification

pytestmark = pytest.mark.django_db
LIST = "admin:notifications_notification_changelist"


@pytest.fixture
def rescuer(client):
    client.force_login(
        User.objects.create_superuser(
            "root@example.cn", name="Root", agreed_version=documents.current()
        )
    )
    return client


def test_failed_mail_is_found_and_can_be_sent_again(rescuer, an, happen):
    happen("reply", an)
    Notification.objects.filter(channel="email").update(state="failed", last_error="550 5.1.1")

    listed = rescuer.get(reverse(LIST), {"state__exact": "failed"}).content.decode()
    assert "550 5.1.1" in listed
    rescuer.post(
        reverse(LIST),
        {
            "action": "send_again",
            "_selected_action": list(Notification.objects.values_list("pk", flat=True)),
        },
    )

    states = Notification.objects.values_list("channel", "state").order_by("channel")
    assert list(states) == [("email", "pending"), ("inbox", "sent")]


def test_rows_cannot_be_touched_and_show_no_secret(rescuer, an, at):
    row = letters.post(
        reader=an, code=an.code, step="login_code", subject="code", body="SECRET-1234", at=at
    )
    change = reverse("admin:notifications_notification_change", args=[row.pk])

    assert "SECRET-1234" not in rescuer.get(change).content.decode()
    assert rescuer.post(change).status_code == 403
    assert rescuer.get(reverse("admin:notifications_notification_add")).status_code == 403
