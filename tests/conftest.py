"""What every test gets."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from django.test import override_settings
from django.utils import translation

from cppcc_cloud import catalogs
from deadlines.actions import presets
from workdays import calendar

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogs, so that Chinese pages are Chinese on a fresh checkout."""
    if not os.environ.get("DATABASE_URL"):
        pytest.exit("The tests need a database of their own: make test ARGS=… brings one.", 2)
    catalogs.compile_all(ROOT)


@pytest.fixture(autouse=True, scope="session")
def _own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests attach goes with them."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
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


@pytest.fixture(autouse=True)
def _rows_of_the_migrations(request: pytest.FixtureRequest) -> None:
    """Give a test with transactions of its own the rules that the one before it emptied."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        presets.load()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
