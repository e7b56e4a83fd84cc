from datetime import UTC, datetime

import pytest
from django.apps import apps

from jobs import registry
from jobs.actions import starting
from members import registry as words
from tests.jobs import book
from tests.members.factories import make_user


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Let the kinds of `tests.jobs.book` be registered beside those of the apps."""
    config = apps.get_app_config("jobs")
    monkeypatch.setattr(config, "jobs", "tests.jobs.book.JOBS", raising=False)
    monkeypatch.setattr(book.Broken, "mended", False)
    registry.kinds.cache_clear()
    words._tables.cache_clear()
    yield
    registry.kinds.cache_clear()
    words._tables.cache_clear()


@pytest.fixture
def ann(db):
    return make_user(name="安")


@pytest.fixture
def begin(ann, at):
    """Start work of a kind: `begin("count", most=25)`."""

    def begun(kind="count", by=None, total=0, **data):
        data = data or {"most": 25}
        return starting.start(
            kind=kind, by=by or ann, organ="430100", data=data, at=at, total=total
        )

    return begun
