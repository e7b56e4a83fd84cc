"""Long work comes to its end once and whole, whoever is killed on the way."""

import json
import threading
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from events.actions import outbox
from events.models import Event
from jobs import registry, store
from jobs.actions import starting, working
from jobs.lifecycle import NO_RIGHT, State
from jobs.models import Job
from jobs.models.job import MOST_TRIES
from notifications.models import Notification
from tests.jobs import book

pytestmark = pytest.mark.django_db


def steps(job):
    return list(Event.objects.filter(code=job.code).order_by("id").values_list("step", flat=True))


def work(at, **more):
    return working.work(now=lambda: at, **more)


def result(job):
    with store.open_result(job) as file:
        return json.loads(file.read())


def test_it_goes_on_batch_by_batch_and_keeps_its_result(begin, at):
    job = begin(total=25)

    assert work(at) == 3

    job.refresh_from_db()
    assert (job.state, job.done, job.percent) == (State.DONE, 25, 100)
    assert (job.result_name, job.result_type) == ("numbers.json", "application/json")
    assert result(job) == list(range(25))
    assert steps(job) == ["started", "done"]
    assert [file.name for file in store.folder(job.place).iterdir()] == [job.result]


def test_what_takes_long_keeps_nobody_else_waiting(begin, at):
    long, short = begin("long"), begin()

    assert work(at, long=False) == 3
    short.refresh_from_db()
    long.refresh_from_db()
    assert (short.state, long.state) == (State.DONE, State.QUEUED)

    assert work(at, long=True) == 3
    long.refresh_from_db()
    assert long.state == State.DONE


def test_its_starter_reads_in_the_inbox_that_it_is_done(begin, ann, at):
    job = begin()
    work(at)
    outbox.sweep(at=at)

    line = Notification.objects.get(user=ann)
    assert (line.kind, line.step, line.channel) == ("job", "done", "inbox")
    assert line.data["en"]["what"] == "Counting"
    assert line.url == job.get_absolute_url()


def test_the_same_work_is_not_begun_twice_and_nobody_begins_endlessly_much(begin, at):
    first = begin(most=1)
    assert begin(most=1) == first
    for most in range(2, starting.MOST_AT_ONCE + 1):
        begin(most=most)
    with pytest.raises(starting.TooMany):
        begin(most=99)

    work(at)
    assert begin(most=1) != first


def test_a_step_that_breaks_leaves_nothing_half_done_and_is_tried_again_later(begin, at, caplog):
    job = begin("break", most=25, breaks_at=15)

    work(at)

    job.refresh_from_db()
    assert (job.state, job.done, job.cursor["at"], job.tries) == (State.RUNNING, 10, 10, 1)
    assert at < job.not_before < at + timedelta(seconds=10)
    assert job.error.startswith("ValueError at jobs/book.py:")
    assert "Zhang San" not in job.error + caplog.text
    assert work(at) == 0

    book.Broken.mended = True
    work(job.not_before)
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.DONE, 0)
    assert result(job) == list(range(25))


def test_what_fails_again_and_again_is_given_up_and_its_starter_told(
    begin, ann, at, django_capture_on_commit_callbacks
):
    job = begin("break", most=25, breaks_at=15, words="Zhang San")
    with django_capture_on_commit_callbacks(execute=True):
        for _try in range(MOST_TRIES):
            work(at)
            Job.objects.update(not_before=None)

    job.refresh_from_db()
    assert (job.state, job.finished_at, job.result) == (State.FAILED, at, "")
    assert steps(job) == ["started", "failed"]
    assert "words" not in job.data
    assert not (store.root() / job.place).exists()
    outbox.sweep(at=at)
    assert Notification.objects.get(user=ann).step == "failed"


def test_a_bad_one_keeps_no_other_waiting(begin, at):
    begin("break", most=25, breaks_at=0)
    good = begin()
    work(at)
    good.refresh_from_db()
    assert good.state == State.DONE


def test_a_reason_ends_it_at_once(begin, at):
    job = begin("stop")
    work(at)
    job.refresh_from_db()
    assert (job.state, job.reason, job.tries) == (State.FAILED, "no_table", 1)
    assert registry.reason_words(job) == "No table."


def test_a_step_that_comes_no_further_is_a_failure(begin, at):
    job = begin("still")
    work(at)
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.RUNNING, 1)


def test_whoever_loses_the_right_meanwhile_gets_nothing_more(
    begin, ann, at, django_capture_on_commit_callbacks
):
    job = begin()
    work(at, budget=timedelta(microseconds=1))
    job.refresh_from_db()
    assert job.done == 10

    ann.name = ""
    ann.save()
    with django_capture_on_commit_callbacks(execute=True):
        work(at)

    job.refresh_from_db()
    assert (job.state, job.reason, job.result, job.done) == (State.FAILED, NO_RIGHT, "", 10)
    assert not (store.root() / job.place).exists()


def test_a_closed_account_gets_nothing_more(begin, ann, at):
    job = begin()
    ann.is_active = False
    ann.save()
    work(at)
    job.refresh_from_db()
    assert job.reason == NO_RIGHT


def test_after_a_killed_worker_another_one_goes_on_where_it_stood(begin, at):
    """The worker died in the midst of its second batch: what it wrote beyond the first is there."""
    job = begin()
    work(at, budget=timedelta(microseconds=1))
    job.refresh_from_db()
    dead = working._claim(at=at)
    with transaction.atomic():
        book.count(working._locked(dead))
        transaction.set_rollback(True)

    assert work(at) == 0
    assert work(at + working.LEASE) == 2

    job.refresh_from_db()
    assert (job.state, result(job)) == (State.DONE, list(range(25)))


def test_one_that_lost_its_lease_does_no_batch_that_another_one_did(begin, at):
    job = begin()
    slow = working._claim(at=at)
    later = at + working.LEASE
    quick = working._claim(at=later)
    assert quick.claim == slow.claim + 1

    assert working._go_on(slow, now=lambda: later, until=1e12) == 0
    assert working._go_on(quick, now=lambda: later, until=1e12) == 3
    job.refresh_from_db()
    assert result(job) == list(range(25))


def test_a_worker_that_dies_each_time_ends_it(begin, at):
    job = begin()
    for number in range(MOST_TRIES + 1):
        working._claim(at=at + working.LEASE * number)
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.FAILED, MOST_TRIES)


def test_a_batch_that_a_worker_has_no_time_for_ends_the_work_in_the_end(begin, at, monkeypatch):
    job = begin()

    def no_time(_job):
        raise SoftTimeLimitExceeded

    monkeypatch.setitem(
        book.JOBS, "count", registry.Kind(label="Counting", step=no_time, may_see=book.has_name)
    )
    registry.kinds.cache_clear()
    for number in range(1, MOST_TRIES + 1):
        with pytest.raises(SoftTimeLimitExceeded):
            work(at)
        job.refresh_from_db()
        assert (job.leased_until, job.tries) == (None, number)
        Job.objects.update(not_before=None)

    assert job.state == State.FAILED
    assert steps(job) == ["started", "failed"]


def test_a_long_one_lets_a_short_one_have_its_turn(begin, at, monkeypatch):
    monkeypatch.setattr(working, "SLICE", timedelta())
    long, short = begin(most=1000), begin(most=5)
    for second in range(4):
        work(at + timedelta(seconds=second), budget=timedelta(microseconds=1))
    long.refresh_from_db()
    short.refresh_from_db()
    assert (short.state, long.state) == (State.DONE, State.RUNNING)


def test_stopped_by_its_starter_it_goes_no_further(begin, ann, at):
    job = begin()
    work(at, budget=timedelta(microseconds=1))

    assert starting.cancel(job=job, by=ann, at=at)
    assert not starting.cancel(job=job, by=ann, at=at)

    assert work(at) == 0
    job.refresh_from_db()
    assert (job.state, job.done) == (State.CANCELLED, 10)
    assert steps(job) == ["started", "cancelled"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["long", "count"])
def test_who_stops_it_amid_a_step_is_asked_to_try_again(begin, ann, at, client, kind):
    job = begin(kind)
    client.force_login(ann)

    def press():
        try:
            # Not to be waited for in a test.
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = 200")
            answer = client.post(f"{job.get_absolute_url()}cancel/", follow=True)
            said.append((answer.status_code, answer.content.decode()))
        finally:
            connection.close()

    said = []
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)
        presser = threading.Thread(target=press)
        presser.start()
        presser.join()

    assert said[0][0] == 200
    assert "Please try again in a moment." in said[0][1]
    assert starting.cancel(job=job, by=ann, at=at)


def test_what_was_stopped_while_its_result_was_written_has_none(begin, ann, at, monkeypatch):
    job = begin()

    def stopped(row, file):
        book.write(row, file)
        starting.cancel(job=row, by=ann, at=at)

    monkeypatch.setitem(
        book.JOBS,
        "count",
        registry.Kind(
            label="Counting", step=book.count, may_see=book.has_name, finish=stopped, counted=False
        ),
    )
    registry.kinds.cache_clear()
    work(at)
    job.refresh_from_db()
    assert (job.state, job.result) == (State.CANCELLED, "")


def test_counted_work_ends_with_its_count(begin, at, monkeypatch):
    def one_more(job):
        job.done += 1

    monkeypatch.setitem(
        book.JOBS, "still", registry.Kind(label="Ones", step=one_more, may_see=book.has_name)
    )
    registry.kinds.cache_clear()
    job = begin("still", total=3)
    work(at)
    job.refresh_from_db()
    assert (job.state, job.done, job.has_result) == (State.DONE, 3, False)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_batch_once(begin, at):
    jobs = [begin(most=most) for most in (195, 196, 197)]

    def run():
        try:
            while work(at):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for job in jobs:
        job.refresh_from_db()
        assert (job.state, result(job)) == (State.DONE, list(range(job.data["most"])))
    assert Event.objects.filter(kind="job", step="done").count() == 3
