import itertools
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from events.actions import outbox
from events.actions.ledger import Record, record, record_many
from events.models import Event, Pending
from events.models.pending import LONGEST_WAIT, STUCK_AFTER

pytestmark = pytest.mark.django_db


def write(at, *handlers, code="c"):
    with transaction.atomic():
        return record(kind="k", code=code, step="s", by=None, at=at, pending=handlers)


def echoes():
    return sorted(Event.objects.filter(kind="echo").values_list("code", flat=True))


def test_does_what_is_pending_and_forgets_it(at):
    write(at, "echo", code="c1")
    write(at, "echo", code="c2")

    assert outbox.sweep(at=at) == 2
    assert outbox.sweep(at=at) == 0
    assert echoes() == ["c1", "c2"]
    assert not Pending.objects.exists()


def test_goes_on_over_many_batches(at):
    for n in range(7):
        write(at, "echo", code=f"c{n}")

    assert outbox.sweep(at=at, limit=2) == 7


def test_stops_when_its_time_is_over(at):
    for n in range(3):
        write(at, "echo", code=f"c{n}")

    assert outbox.sweep(at=at, budget=timedelta(0)) == 1
    assert Pending.objects.count() == 2


def test_poison_row_delays_nobody_and_leaves_nothing_half_done(at):
    write(at, "poison", code="bad")
    write(at, "echo", code="good")

    assert outbox.sweep(at=at) == 1

    assert echoes() == ["good"]
    row = Pending.objects.get()
    assert (row.handler, row.tries) == ("poison", 1)
    assert at < row.not_before < at + timedelta(seconds=10)


def test_error_is_kept_without_its_words(at, caplog):
    write(at, "poison")

    outbox.sweep(at=at)

    error = Pending.objects.get().last_error
    assert error.startswith("ValueError at events/book.py:")
    assert "13800000000" not in error + caplog.text
    assert "ValueError" in caplog.text


def test_failed_row_waits_longer_each_time_up_to_an_hour(at):
    write(at, "poison")
    waits, moment = [], at
    for _ in range(14):
        outbox.sweep(at=moment)
        row = Pending.objects.get()
        waits.append(row.not_before - moment)
        moment = row.not_before

    assert all(later > wait for wait, later in zip(waits[:6:2], waits[2:7:2], strict=True))
    assert LONGEST_WAIT * 0.75 <= waits[-1] <= LONGEST_WAIT * 1.25


def test_unknown_handler_is_seen_not_swallowed(at):
    write(at, "nobody")

    assert outbox.sweep(at=at) == 0
    assert Pending.objects.get().last_error.startswith("UnknownHandler at events/registry.py")


def fail_until_stuck(at):
    for _ in range(STUCK_AFTER):
        outbox.sweep(at=at)
        Pending.objects.update(not_before=None)


def test_stuck_rows_are_listed_and_can_be_driven_again(at):
    write(at, "poison", code="bad")
    write(at, "nobody", code="odd")
    assert list(Pending.objects.stuck()) == []
    fail_until_stuck(at)
    assert [row.event.code for row in Pending.objects.stuck()] == ["bad", "odd"]

    assert outbox.redrive(pks=[Pending.objects.stuck()[0].pk]) == 1

    assert [row.event.code for row in Pending.objects.stuck()] == ["odd"]
    assert outbox.redrive() == 1


def test_age_of_the_oldest_row_leaves_out_what_is_stuck(at):
    assert outbox.oldest_pending_age(at) is None
    write(at, "poison")
    fail_until_stuck(at)
    assert outbox.oldest_pending_age(at) is None
    write(at + timedelta(minutes=2), "echo")

    assert outbox.oldest_pending_age(at + timedelta(minutes=5)) == timedelta(minutes=3)


def in_threads(count, work):
    def run():
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_many_sweeps_at_once_do_everything_once(at):
    codes = sorted(f"c{n}" for n in range(120))
    with transaction.atomic():
        record_many(
            [Record(kind="k", code=c, step="s", by=None, at=at, pending=("echo",)) for c in codes]
        )
    done = []

    in_threads(4, lambda: done.append(outbox.sweep(at=at, limit=10)))

    assert echoes() == codes
    assert sum(done) == 120
    assert not Pending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_cut_off_in_the_midst_leaves_nothing_half_done_and_delays_nobody(at):
    write(at, "die", code="c1")
    write(at, "echo", code="c2")

    in_threads(1, lambda: outbox.sweep(at=at))

    assert echoes() == ["c2"]
    assert Pending.objects.get().tries == 1

    Pending.objects.update(handler="echo", not_before=None)
    outbox.sweep(at=at)
    assert echoes() == ["c1", "c2"]


KILLED_WORKER = """
import django, os, signal
django.setup()
from django.apps import apps
apps.get_app_config("events").pending_handlers = "tests.events.book.HANDLERS"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["KILLED_DATABASE"]
from tests.events import book
from events.actions import outbox
from workdays import clock
def die(event, at):
    book.echo(event, at)
    os.kill(os.getpid(), signal.SIGKILL)
book.HANDLERS["die"] = die
outbox.sweep(at=clock.now())
"""


@pytest.mark.django_db(transaction=True)
def test_killed_worker_loses_nothing_and_repeats_nothing(at):
    write(at, "echo", code="c1")
    write(at, "die", code="c2")
    environment = os.environ | {"KILLED_DATABASE": connection.settings_dict["NAME"]}

    worker = subprocess.run([sys.executable, "-c", KILLED_WORKER], env=environment, timeout=60)

    assert worker.returncode == -signal.SIGKILL
    assert echoes() == ["c1"]
    assert list(Pending.objects.values_list("event__code", "tries")) == [("c2", 0)]

    Pending.objects.update(handler="echo")
    outbox.sweep(at=at)
    assert echoes() == ["c1", "c2"]


@pytest.mark.django_db(transaction=True)
def test_row_in_another_workers_hands_is_left_alone(at):
    write(at, "echo")
    found = []

    with transaction.atomic():
        list(Pending.objects.select_for_update())
        in_threads(1, lambda: found.append(outbox.sweep(at=at)))

    assert found == [0]
    assert Pending.objects.get().tries == 0


def test_each_row_is_handled_at_the_moment_the_clock_shows_then(at, monkeypatch):
    """A sweep goes on for a while: nothing it does may bear the moment at which it began."""
    for n in range(3):
        write(at, "echo", code=f"c{n}")
    seconds = itertools.count()
    monkeypatch.setattr(outbox.clock, "now", lambda: at + timedelta(seconds=next(seconds)))

    assert outbox.sweep() == 3

    first, second, third = Event.objects.filter(kind="echo").order_by("id")
    assert at < first.at < second.at < third.at
