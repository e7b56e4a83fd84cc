"""One system with its people, and the ways to break it. What falls is started again, as an init
system would; nothing else is done by hand.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import Error, connection

from events.models import Pending
from faults.crowd import Crowd
from faults.ledger import Ledger
from faults.mailbox import Mailbox
from faults.steps import WAYS, Step
from launcher import process
from notifications.models import Notification, State
from tests.served.broker import Broker
from tests.served.cluster import Cluster
from tests.served.site import Site, soon
from workdays import clock

SETTLE_SECONDS = 120
"""How long nothing may move before it counts as stuck."""
LONGEST_SECONDS = 600
EXPECT_SECONDS = 240
STANDSTILL_SECONDS = 6.0
LEASE_OVER = timedelta(minutes=3)


@dataclass
class Drill:
    """What a fault works with. Call from the main thread only: processes start from there."""

    site: Site
    cluster: Cluster
    broker: Broker
    mailbox: Mailbox
    crowd: Crowd
    ledger: Ledger
    dice: random.Random
    writes: int

    @contextmanager
    def writing(
        self, *, ways: Sequence[Sequence[Step]] = WAYS, twice: bool = False
    ) -> Iterator[None]:
        """People write meanwhile and somewhat longer; returns when all have put down the pen."""
        with self.crowd.writing(self.writes, ways=ways, twice=twice) as lives:
            yield
        while not all(life.done() for life in lives):
            self.tend()
            time.sleep(0.1)
        for life in lives:
            life.result()

    def wait(self, least: float, most: float) -> None:
        """Let a moment pass, of a length that nobody planned."""
        time.sleep(self.dice.uniform(least, most))

    def tend(self) -> None:
        """Start again what has ended by itself."""
        for part, child in list(self.site.running.items()):
            if child.poll() is not None:
                self.site.running.pop(part)
                self.site.start(part, ready=False)

    def kill(self, part: str) -> None:
        """SIGKILL a part with all its children, and start it again after a moment."""
        self.site.kill(part)
        self.wait(0, 0.5)
        self.site.start(part)

    def kill_child(self, part: str) -> None:
        """SIGKILL any one child of a part; the part itself has to cope."""
        children = process.children_of(self.site.running[part].pid)
        if children:
            self.site.kill_child(part, self.dice.choice(children))

    def crash_database(self) -> None:
        """Stop PostgreSQL as if the power failed, and start it again after a moment."""
        connection.close()
        self.cluster.crash()
        self.wait(0, 1.5)
        self.cluster.start()

    def empty_broker(self) -> None:
        """FLUSHALL: every queue and all that is known of queues is gone."""
        with redis.Redis.from_url(self.broker.url) as link:
            link.flushall()

    def advance(self, by: timedelta) -> None:
        """Move the clock of the rules, in all processes, forward or back."""
        self.site.set_clock(clock.now() + by)

    def set_clock(self, moment: datetime) -> None:
        """Let the clock of the rules go on from a moment."""
        self.site.set_clock(moment)

    def settle(self) -> bool:
        """Wait until nobody has anything left to do; False when it stays at a standstill.

        Where all that is left waits for its time (a lease, a pause after a failure), that time is
        let pass on the moved clock.
        """
        before, moved = -1, time.monotonic()
        until, last = moved + SETTLE_SECONDS, moved + LONGEST_SECONDS
        while time.monotonic() < min(until, last):
            self.tend()
            left = self.left()
            if left == 0:
                return True
            now = time.monotonic()
            if left != before:
                before, moved, until = left, now, now + SETTLE_SECONDS
            elif now - moved > STANDSTILL_SECONDS:
                self.advance(LEASE_OVER)
                moved = now
            time.sleep(0.2)
        return False

    def left(self) -> int:
        """How many rows somebody still has to see to; -1 while nobody can say."""
        count: int = asked(lambda: Pending.objects.count() + unsent(), -1)
        return count

    def expect(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait for what must come about; it is a broken promise where it does not."""
        if not self.sees(condition, EXPECT_SECONDS):
            self.ledger.wrong.append(f"did not come about: {what}")

    def sees(self, condition: Callable[[], bool], seconds: float = 60) -> bool:
        """Whether it becomes true in time; a database that is away says no."""
        return soon(lambda: asked(condition, False), seconds)


def unsent() -> int:
    """How many mails still have to go out."""
    return Notification.objects.filter(channel="email", state=State.PENDING).count()


def unbundled() -> int:
    """How many lines wait for the daily mail."""
    return Notification.objects.filter(state=State.WAITING).count()


def asked[T](question: Callable[[], T], otherwise: T) -> T:
    """The answer of the database, or `otherwise` while it is away."""
    try:
        return question()
    except Error:
        connection.close()
        return otherwise


def follow_clock(site: Site) -> None:
    """Let this process, too, live by the site's clock."""
    settings.CLOCK_FILE = str(site.clock)
