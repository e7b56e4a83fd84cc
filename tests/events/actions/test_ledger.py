import logging
import time
from datetime import date

import celery
import pytest
from django.db import transaction
from django.test import TestCase
from kombu.connection import Connection

from events.actions import nudge
from events.actions.ledger import Record, record, record_many
from events.models import Event, Pending, Remark


@pytest.mark.django_db
class TestRecord:
    def test_writes_who_did_what_in_which_role(self, an, at):
        event = record(
            kind="suggestion",
            code="S1",
            step="assign",
            by=an,
            at=at,
            role="office",
            organ="430000",
            data={"unit": "D12", "due": date(2026, 3, 20)},
            pending=("announce", "route"),
        )

        row = Event.objects.values().get()
        assert row == {
            "id": event.pk,
            "kind": "suggestion",
            "code": "S1",
            "step": "assign",
            "actor": an.code,
            "role": "office",
            "organ": "430000",
            "at": at,
            "data": {"unit": "D12", "due": "2026-03-20"},
            "remark_hash": "",
        }
        todo = set(Pending.objects.values_list("event", "handler", "created_at", "tries"))
        assert todo == {(event.pk, "announce", at, 0), (event.pk, "route", at, 0)}

    def test_system_acts_without_a_person(self, at):
        event = record(kind="k", code="c", step="s", by=None, at=at)

        assert (event.actor, event.role) == ("", "system")

    def test_many_lines_take_three_statements(self, an, at, django_assert_num_queries):
        lines = [
            Record(kind="k", code=f"c{n}", step="s", by=an, at=at, remark="w" * (n % 2))
            for n in range(20)
        ]

        with django_assert_num_queries(3):
            events = record_many(lines)

        assert [event.code for event in events] == [line.code for line in lines]
        assert Pending.objects.count() == 20
        assert all(remark.matches(remark.event) for remark in Remark.objects.all())
        assert Remark.objects.count() == 10

    def test_nothing_to_write_writes_nothing(self):
        assert record_many([]) == []

    def test_one_nudge_however_many_lines(self, an, at):
        with TestCase.captureOnCommitCallbacks() as callbacks:
            for n in range(3):
                record(kind="k", code=f"c{n}", step="s", by=an, at=at)
            with transaction.atomic():
                record(kind="k", code="c", step="s", by=an, at=at)

        assert callbacks == [nudge.send]

    def test_no_nudge_for_what_needs_no_follow_up(self, an, at):
        with TestCase.captureOnCommitCallbacks() as callbacks:
            record(kind="k", code="c", step="s", by=an, at=at, pending=())

        assert callbacks == []

    def test_nudge_survives_a_savepoint_that_is_rolled_back(self, an, at):
        with TestCase.captureOnCommitCallbacks() as callbacks:
            with transaction.atomic():
                record(kind="k", code="c1", step="s", by=an, at=at)
                transaction.set_rollback(True)
            record(kind="k", code="c2", step="s", by=an, at=at)

        assert callbacks == [nudge.send]


@pytest.mark.django_db(transaction=True)
def test_needs_the_transaction_of_what_it_tells_of(an, at):
    with pytest.raises(transaction.TransactionManagementError):
        record(kind="k", code="c", step="s", by=an, at=at)


@pytest.fixture
def broker(request):
    """Point Celery at another broker for one test."""
    app = celery.current_app
    kept = app.conf.broker_url, app.conf.broker_write_url

    def point(url):
        app.conf.broker_url = app.conf.broker_write_url = url
        nudge._hang_up()
        nudge._Breaker.open_until = 0.0

    yield point
    point(kept[0])
    app.conf.broker_write_url = kept[1]


@pytest.mark.django_db(transaction=True)
def test_dead_broker_is_no_error_and_no_wait(an, at, broker, caplog):
    broker("redis://127.0.0.1:1/0")
    caplog.set_level(logging.INFO)

    began = time.monotonic()
    for n in range(10):
        with transaction.atomic():
            record(kind="k", code=f"c{n}", step="s", by=an, at=at)
    took = time.monotonic() - began

    assert Pending.objects.count() == 10
    assert took < 1
    assert [r.levelname for r in caplog.records if r.name == nudge.__name__] == ["INFO"]


def test_silent_broker_costs_one_request_a_moment_and_the_next_nothing(broker, silent_port):
    broker(f"redis://127.0.0.1:{silent_port}/0")

    began = time.monotonic()
    assert nudge.send() is False
    first = time.monotonic() - began
    assert nudge.send() is False
    second = time.monotonic() - began - first

    assert first < 0.25
    assert second < 0.01


def test_living_broker_gets_the_order_to_sweep(broker):
    broker("memory://")

    assert nudge.send() is True

    with Connection("memory://") as connection:
        message = connection.SimpleQueue(celery.current_app.conf.task_default_queue).get(timeout=1)
    assert message.headers["task"] == "events.tasks.sweep"
