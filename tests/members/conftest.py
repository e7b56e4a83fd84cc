import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture
def django_client():
    """A second browser."""
    return Client()


@pytest.fixture(autouse=True)
def _no_limits_left_over(request):
    """Limits count in the database, which each test gets anew; the process's cache does not."""
    if "django_db" in request.keywords:
        request.getfixturevalue("db")
        cache.clear()
