"""A served system for each test. A conftest takes what it needs:

    from tests.served.fixtures import broker, postbox, served_database, served_template, site

`with site(workers=2) as running:` then gives a `Site`. Meanwhile the models of the test itself read
and write the served database, so that people and cases are made with the usual factories.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.served import database
from tests.served.broker import Broker
from tests.served.postbox import Postbox
from tests.served.site import Site

type Serve = Callable[..., AbstractContextManager[Site]]


@pytest.fixture(scope="session")
def served_template() -> str:
    """The name of a database with all tables and the reference data, made once."""
    return database.prepared()


@pytest.fixture
def served_database(served_template: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a fresh copy, which this process's models use too."""
    name = database.own_name("copy")
    database.make(name, like=served_template)
    try:
        with django_db_blocker.unblock(), database.seen_from_here(name):
            yield database.url_of(name)
    finally:
        database.drop(name)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of its own, running; a test may kill and start it."""
    broker = Broker(tmp_path / "valkey", tmp_path / "valkey.log", throwaway=True)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server that is not up yet: `with site(EMAIL_URL=postbox.url)`."""
    postbox = Postbox()
    yield postbox
    postbox.stop()


@pytest.fixture
def site(served_database: str, broker: Broker, tmp_path: Path) -> Serve:
    """Serve the database: `with site(workers=1, beats=1, EMAIL_URL=…) as running:`.

    Words in capitals are settings; `started=False` leaves the starting to the test.
    """

    @contextmanager
    def serve(*, started: bool = True, **options: Any) -> Iterator[Site]:
        variables = {name: options.pop(name) for name in list(options) if name.isupper()}
        running = Site(served_database, broker.url, tmp_path, variables=variables, **options)
        try:
            if started:
                running.start()
            yield running
        finally:
            running.stop()

    return serve
