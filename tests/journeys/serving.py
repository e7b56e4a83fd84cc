"""A served system with the demo's people and cases, for journeys through a browser.

It is Thursday 16 July 2026, ten o'clock in Hunan, when a journey begins: university admission
notices are due in these weeks, and no holiday is near.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2

from cppcc_cloud.demo import seed
from events.actions import outbox
from events.models import Pending
from tests.served import database
from tests.served.broker import Broker
from tests.served.site import Site
from workdays import clock

MORNING = datetime(2026, 7, 16, 2, 0, tzinfo=UTC)


def prepare(name: str) -> None:
    """Fill a database with the demo, and tell everybody in it what happened to their cases."""
    with database.seen_from_here(name), clock.moved(MORNING):
        seed.seed(at=MORNING)
        while outbox.sweep(at=MORNING):
            pass
        assert not Pending.objects.exists()


@contextmanager
def demo_site(
    template: str, folder: Path, *parts: str, standing: bool = False, **options: Any
) -> Iterator[Site]:
    """Serve a copy of the demo. Words in capitals are settings; `parts` are all unless named.

    Time runs on from MORNING, or stands still there.
    """
    variables = {name: options.pop(name) for name in list(options) if name.isupper()}
    name = database.own_name(folder.name[:20].lower())
    database.make(name, like=template)
    broker = Broker(folder / "valkey", folder / "valkey.log", throwaway=True)
    broker.start()
    running = Site(database.url_of(name), broker.url, folder, variables=variables, **options)
    try:
        if standing:
            running.clock.write_text(MORNING.isoformat())
        else:
            running.set_clock(MORNING)
        running.start(*parts)
        yield running
    finally:
        running.stop()
        broker.stop()
        database.drop(name)


def ask(site: Site, question: str, *values: object) -> list[tuple[Any, ...]]:
    """What the served database says to an SQL statement; changes are kept.

    Not the models: they refuse to work in a thread in which a browser is driven.
    """
    with closing(psycopg2.connect(site.database_url)) as link, link, link.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall() if cursor.description else []
