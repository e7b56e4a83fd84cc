from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction

from events.actions.ledger import record
from members import documents
from members.models import User
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Contact
from tests.notifications.book import TRUE
from tests.notifications.sink import Sink


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def book(monkeypatch):
    """Let the notices of `tests.notifications.book` be registered beside those of the apps."""
    config = apps.get_app_config("events")
    monkeypatch.setattr(config, "notices", "tests.notifications.book.NOTICES", raising=False)
    monkeypatch.setattr(config, "notice_groups", "tests.notifications.book.GROUPS", raising=False)
    monkeypatch.setitem(TRUE, "still", True)
    for table in (registry.notices, registry.groups):
        table.cache_clear()
    yield
    for table in (registry.notices, registry.groups):
        table.cache_clear()


@pytest.fixture
def an(db) -> User:
    return User.objects.create_user(
        "an@example.cn", name="安", language="zh-hans", agreed_version=documents.current()
    )


@pytest.fixture
def bo(db) -> User:
    return User.objects.create_user(
        "bo@example.cn", name="Bo", language="en", agreed_version=documents.current()
    )


@pytest.fixture
def guest(db) -> Contact:
    return Contact.objects.at("Guest@Example.com", language="en")


@pytest.fixture
def happen(at):
    """Let a step of the book happen, and those named be told."""

    def step(name, *readers, code="S1", moment=at, **more):
        data = {
            "users": [r.code for r in readers if isinstance(r, User)],
            "contacts": [r.address for r in readers if isinstance(r, Contact)],
            **more,
        }
        with transaction.atomic():
            event = record(
                kind="book", code=code, step=name, by=None, at=moment, data=data, pending=()
            )
            announce(event, moment)
        return event

    return step


@pytest.fixture
def sink(settings):
    """A mail server of this test's own, and the address of the site."""
    server = Sink()
    server.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
        }
    }
    settings.DEFAULT_FROM_EMAIL = "政协云 <no-reply@cppcc.example.cn>"
    settings.SITE_URL = "https://cppcc.example.cn"
    yield server
    server.stop()
