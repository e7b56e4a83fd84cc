import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from events import registry
from tests.events import book


def test_handlers_come_from_the_tables_that_apps_name():
    assert registry.handler("echo") is book.echo


def test_unknown_name_is_an_error():
    with pytest.raises(registry.UnknownHandler):
        registry.handler("nobody")


def test_a_name_is_taken_once(monkeypatch):
    config = apps.get_app_config("workdays")
    monkeypatch.setattr(config, "pending_handlers", "tests.events.book.HANDLERS", raising=False)
    registry.handlers.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        registry.handlers()
