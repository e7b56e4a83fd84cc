import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from members.actions import limits
from members.models import Limit
from members.tasks import forget_limits
from workdays import clock

NOW = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)
TWICE_A_MINUTE = {"what": "code", "key": "+8613812345678", "most": 2, "seconds": 60}


def later(seconds):
    return clock.moved(NOW + dt.timedelta(seconds=seconds))


@pytest.mark.django_db
def test_so_many_and_no_more_until_the_time_is_over():
    with later(0):
        assert [limits.take(**TWICE_A_MINUTE) for _time in range(3)] == [True, True, False]
    with later(59):
        assert not limits.take(**TWICE_A_MINUTE)
    with later(60):
        assert [limits.take(**TWICE_A_MINUTE) for _time in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_keys_and_kinds_are_counted_apart():
    assert limits.take(what="code", key="a", most=1, seconds=60)
    assert limits.take(what="code", key="b", most=1, seconds=60)
    assert limits.take(what="other", key="a", most=1, seconds=60)
    assert not limits.take(what="code", key="a", most=1, seconds=60)


@pytest.mark.django_db
def test_none_at_all_is_a_limit_too():
    assert not limits.take(what="code", key="a", most=0, seconds=60)


@pytest.mark.django_db
def test_what_is_left_is_told_without_counting():
    assert limits.left(what="code", key="+8613812345678", most=2) == 2
    limits.take(**TWICE_A_MINUTE)

    assert [limits.left(what="code", key="+8613812345678", most=2) for _time in range(2)] == [1, 1]

    limits.forget(what="code", key="+8613812345678")
    assert limits.left(what="code", key="+8613812345678", most=2) == 2


@pytest.mark.django_db
def test_a_row_tells_nobody_whose_number_it_was():
    limits.take(**TWICE_A_MINUTE)

    row = Limit.objects.get()
    assert "13812345678" not in row.key
    assert len(row.key) == 64


@pytest.mark.django_db
def test_what_counts_no_more_is_swept_away():
    with later(0):
        limits.take(**TWICE_A_MINUTE)
        limits.take(what="code", key="b", most=1, seconds=3600)
    with later(61):
        assert forget_limits() == 1

    assert Limit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_limit_holds_over_workers_that_act_at_once():
    """Eight at a time, each with a connection of its own, as several workers would have."""

    def once(_number):
        try:
            return limits.take(what="code", key="a", most=5, seconds=3600)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        granted = list(workers.map(once, range(40)))

    assert sum(granted) == 5
