from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.suggestions.factories import MORNING
from workdays import clock


@pytest.fixture(autouse=True)
def _morning(settings: Any, db: None) -> Iterator[None]:
    """It is Thursday 5 March 2026, and nobody has tried a wrong token yet."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.moved(MORNING):
        yield
