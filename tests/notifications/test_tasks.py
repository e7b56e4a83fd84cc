from datetime import timedelta

import pytest
from django.core import mail

from events.actions.ledger import record
from events.tasks import sweep
from notifications.tasks import bundle, deliver
from workdays import clock

pytestmark = pytest.mark.django_db


def test_from_a_step_to_the_mail(an, at):
    record(kind="book", code="S1", step="reply", by=None, at=at, data={"users": [an.code]})

    with clock.moved(at):
        assert (sweep(), deliver()) == (1, 1)
        assert (sweep(), deliver()) == (0, 0)

    assert [sent.to for sent in mail.outbox] == [[an.email]]


def test_from_a_step_to_the_daily_mail(an, at):
    record(kind="book", code="S1", step="slow", by=None, at=at, data={"users": [an.code]})

    with clock.moved(at):
        assert (sweep(), bundle(), deliver()) == (1, 0, 0)
    with clock.moved(at + timedelta(days=1)):
        assert (bundle(), deliver()) == (1, 1)
        assert (bundle(), deliver()) == (0, 0)

    assert [sent.to for sent in mail.outbox] == [[an.email]]
