import socket
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.apps import apps

from events import registry


@dataclass(frozen=True)
class Person:
    code: str = "U7F3K2Q9A"


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


@pytest.fixture
def an() -> Person:
    return Person()


@pytest.fixture(autouse=True)
def book(monkeypatch):
    """Let the handlers of `tests.events.book` be registered beside those of the apps."""
    config = apps.get_app_config("events")
    monkeypatch.setattr(config, "pending_handlers", "tests.events.book.HANDLERS", raising=False)
    registry.handlers.cache_clear()
    yield
    registry.handlers.cache_clear()


@pytest.fixture
def silent_port():
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=5) as server:
        yield server.getsockname()[1]
