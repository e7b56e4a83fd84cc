"""The demo with a short year behind it, made once for all tests here and taken back after."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cppcc_cloud.demo import seed
from workdays import calendar, clock

NOW = datetime(2026, 7, 16, 2, 0, tzinfo=UTC)
CASES = 80


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """A Thursday morning in July; the moment."""
    with django_db_blocker.unblock(), clock.moved(NOW), transaction.atomic():
        calendar.forget()
        seed.seed(at=NOW, cases=CASES)
        yield NOW
        transaction.set_rollback(True)
