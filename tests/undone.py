"""Many questions to one world: each meets it as if nothing had been asked before."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever happens to the rows, so that the next question meets the same ones."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
