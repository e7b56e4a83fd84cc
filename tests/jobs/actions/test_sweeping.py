"""Results do not stay for ever, and nothing stays that nobody can fetch."""

import os
from datetime import timedelta

import pytest

from events.models import Event
from jobs import store
from jobs.actions import sweeping, working
from jobs.models.job import KEPT

pytestmark = pytest.mark.django_db


def long_ago(place):
    os.utime(store.root() / place, (1, 1))


def test_a_result_is_deleted_after_seven_days_and_a_line_says_so(begin, at):
    job = begin()
    working.work(now=lambda: at)
    long_ago(job.place)

    sweeping.sweep(at=at + KEPT)
    job.refresh_from_db()
    assert job.has_result

    sweeping.sweep(at=at + KEPT + timedelta(seconds=1))
    job.refresh_from_db()
    assert not job.has_result
    assert not (store.root() / job.place).exists()
    assert Event.objects.filter(code=job.code, step="swept").count() == 1
    assert sweeping.sweep(at=at + KEPT * 2) == 0


def test_what_crashed_work_left_goes_and_open_work_stays(begin, at):
    job = begin()
    working.work(now=lambda: at, budget=timedelta(microseconds=1))
    stray = store.folder("f" * 40)
    long_ago(job.place)
    long_ago(stray.name)

    sweeping.sweep(at=at)

    assert not stray.exists()
    assert (store.root() / job.place).exists()
