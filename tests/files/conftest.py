from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from members.models import User
from tests.suggestions.factories import MORNING, Scene, make_scene
from workdays import clock


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for this test's files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def scene(db: None, settings: Any) -> Iterator[Scene]:
    """安 writes, 博 of the unit answers, 程 is a stranger; it is Thursday 5 March 2026."""
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield make_scene()


def signed_in(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
