from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from members.models import User
from tests.suggestions.factories import MORNING
from workdays import clock

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    """It is Thursday 5 March 2026; and no browser looks all static files up."""
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def enter() -> Enter:
    """Sign somebody in; `language` is what their browser asks for."""

    def signed_in(user: User, *, language: str = "en") -> Client:
        client = Client(headers={"Accept-Language": language})
        client.force_login(user)
        return client

    return signed_in
