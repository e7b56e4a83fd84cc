import pytest

from events import tasks
from events.actions.ledger import record
from events.models import Event
from workdays import clock

pytestmark = pytest.mark.django_db


def test_sweep_does_what_is_due_now(at):
    record(kind="k", code="c", step="s", by=None, at=at, pending=("echo",))

    with clock.moved(at):
        assert tasks.sweep() == 1

    assert Event.objects.get(kind="echo").at == at
