import pytest
from django.core.management import call_command

from notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(an, happen):
    happen("reply", an)
    Notification.objects.filter(channel="email").update(state="failed", last_error="550 5.1.1")


def test_lists_what_failed_by_code_and_never_by_address(failed, capsys):
    call_command("undelivered")

    out = capsys.readouterr().out
    assert "2026-03-05 02:30  book S1: reply (email)  0 tries  550 5.1.1\n" in out
    assert out.endswith("1 could not be delivered.\n")
    assert "example.cn" not in out


def test_drives_again(failed, capsys):
    call_command("undelivered", "--redrive")

    assert capsys.readouterr().out == "1 will be sent again.\n"
    assert not Notification.objects.failed().exists()
