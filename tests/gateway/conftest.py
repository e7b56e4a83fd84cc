"""Programs that knock, with a token or without."""

from typing import Any

import pytest
from django.core.cache import cache

from tests.suggestions.factories import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture(autouse=True)
def _no_limits_left_over(request: Any) -> None:
    """Wrong tokens are counted in the database's cache."""
    if "django_db" in request.keywords or "scene" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()
