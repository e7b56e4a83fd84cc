"""What every test gets."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from cppcc_cloud import catalogs
from deadlines.models import DeadlinePolicy
from suggestions.models import AnswerPolicy
from tests.served import database
from workdays import calendar

ROOT = Path(__file__).resolve().parent.parent
BY_MIGRATIONS: tuple[type[Model], ...] = (DeadlinePolicy, AnswerPolicy)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogs, so that Chinese pages are Chinese on a fresh checkout."""
    if not os.environ.get("DATABASE_URL"):
        pytest.exit("The tests need a database of their own: make test ARGS=… brings one.", 2)
    if not hasattr(config, "workerinput"):
        catalogs.compile_all(ROOT)


def pytest_collection_finish() -> None:
    """Let the collector of garbage look at what tests make, and seldom, not again and again at all
    that was imported before the first."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the tables of this process's database from the one that all processes share."""
    connection.settings_dict["TEST"]["TEMPLATE"] = database.migrated()


@pytest.fixture(autouse=True, scope="session")
def _own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests attach goes with them."""
    files, texts = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("sms")
    with override_settings(MEDIA_ROOT=files, SMS_DIR=texts):
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Let no test see the language that another one's request left active."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no kept calendar run out while a test counts what a page asks of the database."""
    monkeypatch.setattr(calendar._Kept, "since", monotonic())


@pytest.fixture(autouse=True, scope="module")
def _swept_away(django_db_blocker: DjangoDbBlocker) -> Iterator[list[Model]]:
    """Leave the next module the rules that this one's tests with transactions of their own took."""
    rules: list[Model] = []
    yield rules
    if rules:
        with django_db_blocker.unblock():
            put_back(rules)


@pytest.fixture(autouse=True)
def _rows_of_the_migrations(request: pytest.FixtureRequest, _swept_away: list[Model]) -> None:
    """Give a test with transactions of its own the rules that the one before it emptied."""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction")
    if marked or "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        if _swept_away:
            put_back(_swept_away)
        else:
            _swept_away.extend(row for model in BY_MIGRATIONS for row in model._base_manager.all())


def put_back(rules: list[Model]) -> None:
    """Those rows anew, under their old keys; the next key is a new one."""
    for model in BY_MIGRATIONS:
        rows = [row for row in rules if isinstance(row, model)]
        model._base_manager.bulk_create(rows, ignore_conflicts=True)
    with connection.cursor() as cursor:
        for reset in connection.ops.sequence_reset_sql(no_style(), BY_MIGRATIONS):
            cursor.execute(reset)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
