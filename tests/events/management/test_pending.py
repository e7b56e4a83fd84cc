import pytest
from django.core.management import call_command

from events.actions import outbox
from events.actions.ledger import record
from events.models import Pending
from events.models.pending import STUCK_AFTER
from workdays import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stuck(at):
    record(kind="k", code="S1", step="s", by=None, at=at, pending=("poison",))
    for _ in range(STUCK_AFTER):
        outbox.sweep(at=at)
        Pending.objects.update(not_before=None)


def test_lists_what_is_stuck(at, stuck, capsys):
    with clock.moved(at):
        call_command("pending")

    out = capsys.readouterr().out
    assert "poison  k S1: s  since 2026-03-05 02:30  5 tries  ValueError at" in out
    assert out.endswith("1 stuck, 1 waiting in all.\n")


def test_drives_again(stuck, capsys):
    call_command("pending", "--redrive")

    assert capsys.readouterr().out == "1 row(s) are due again.\n"
    assert list(Pending.objects.values_list("tries", "not_before")) == [(0, None)]
