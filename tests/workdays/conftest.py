from collections.abc import Iterator

import pytest

from workdays import calendar


@pytest.fixture(autouse=True)
def _fresh_calendar() -> Iterator[None]:
    """Let no test see the calendar another one loaded."""
    calendar.forget()
    yield
    calendar.forget()
