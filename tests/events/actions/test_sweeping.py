"""A bad row holds up no other."""

import logging
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection

from events.actions.sweeping import one_by_one

pytestmark = pytest.mark.django_db


def test_what_fails_is_logged_with_its_key_and_the_rest_is_done(caplog):
    def act(key: int) -> int:
        if key < 300:
            raise RuntimeError("words of somebody")
        return 1

    assert one_by_one(range(302), act, what="case") == 2
    assert len(caplog.records) == 300
    assert caplog.records[0].getMessage().startswith("case 0: RuntimeError at ")
    assert "words of somebody" not in caplog.text


def test_it_ends_with_its_budget_and_goes_on_with_a_database_that_answers(caplog):
    done: list[int] = []

    def act(key: int) -> int:
        done.append(key)
        raise OperationalError

    assert one_by_one(range(3), act, what="case", budget=timedelta()) == 0
    assert done == [0]
    assert one_by_one(range(3), act, what="case") == 0
    assert done == [0, 0, 1, 2]


def test_without_a_database_it_stops(monkeypatch, caplog):
    def act(_key: int) -> int:
        raise OperationalError

    monkeypatch.setattr(connection, "is_usable", lambda: False)
    with caplog.at_level(logging.ERROR), pytest.raises(OperationalError):
        one_by_one(range(3), act, what="case")


def test_it_stops_when_the_worker_gives_it_no_more_time(caplog):
    done: list[int] = []

    def act(key: int) -> int:
        done.append(key)
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        one_by_one(range(3), act, what="case")
    assert (done, caplog.records) == ([0], [])
