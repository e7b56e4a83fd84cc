"""One fault after the other, each on a fresh system, and the table of what came of it."""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from faults import table
from faults.checking import Findings, check
from faults.crowd import Crowd
from faults.drill import Drill, follow_clock
from faults.ledger import Ledger
from faults.mailbox import Mailbox
from launcher.trouble import Trouble, say
from tests.served import database
from tests.served.broker import Broker
from tests.served.cluster import Cluster
from tests.served.site import Site

HEAD = (
    *("fault", "acknowledged", "retried", "answers 5xx", "lost", "doubled"),
    *("mails", "repeated with the same id", "seconds"),
)
SHOWN = 20


@dataclass
class Outcome:
    """What came of one fault."""

    fault: table.Fault
    ledger: Ledger = field(default_factory=Ledger)
    findings: Findings = field(default_factory=Findings)
    seconds: float = 0

    @property
    def complaints(self) -> list[str]:
        """Every promise that was not kept, in words."""
        kinds = ("lost", "doubled", "stuck")
        found = [f"{kind}: {one}" for kind in kinds for one in getattr(self.findings, kind)]
        if self.ledger.errors and not self.fault.excuses_errors:
            found.append(f"{self.ledger.errors} answers were errors of ours")
        return found + [f"wrong answer: {one}" for one in self.ledger.wrong]

    def row(self) -> list[str]:
        """The fault's line of the table."""
        ledger, found = self.ledger, self.findings
        numbers = [ledger.acknowledged, ledger.retried, ledger.errors]
        numbers += [len(found.lost), len(found.doubled)]
        numbers += [found.mails, found.repeated, round(self.seconds)]
        return [self.fault.what, *(f"{number:,}" for number in numbers)]


def run(options: argparse.Namespace, folder: Path, cluster: Cluster) -> int:
    """Run the faults asked for, write the report; 1 when a promise was broken in any of them."""
    chosen = named(options.names)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10_000)
    say(f"{len(chosen)} faults, at least {options.writes} writes each, seed {seed}.")
    outcomes: list[Outcome] = []
    database.prepared()
    for number, fault in enumerate(chosen):
        dice = random.Random(seed + number)
        outcome = Outcome(fault)
        outcomes.append(outcome)
        with running(fault, folder / fault.name, cluster, outcome.ledger, dice) as drill:
            drill.writes = options.writes
            attempt(drill, outcome)
        tell(outcome)
        if outcome.complaints:
            keep_logs(folder / fault.name, options.report.parent / fault.name)
        write_report(outcomes, options.report)
    say(f"\n{as_table(outcomes)}\nAlso in {options.report}.")
    return 1 if any(outcome.complaints for outcome in outcomes) else 0


def named(names: Sequence[str]) -> list[table.Fault]:
    """The faults of these names, all without one. Raises Trouble for a name that is none."""
    known = {fault.name: fault for fault in table.FAULTS}
    if strange := [name for name in names if name not in known]:
        raise Trouble(f"No such fault: {', '.join(strange)}. There are: {', '.join(known)}.")
    return [known[name] for name in names or known]


@contextmanager
def running(
    fault: table.Fault, folder: Path, cluster: Cluster, ledger: Ledger, dice: random.Random
) -> Iterator[Drill]:
    """The whole system on a fresh database, with people who have signed in."""
    options: dict[str, Any] = dict(fault.served)
    variables = {name: str(options.pop(name)) for name in list(options) if name.isupper()}
    name = "drill"
    database.make(name, like=database.prepared())
    broker = Broker(folder / "valkey", folder / "log" / "valkey.log", throwaway=True)
    mailbox = Mailbox()
    variables["EMAIL_URL"] = mailbox.url
    site = Site(database.url_of(name), broker.url, folder, variables=variables, **options)
    follow_clock(site)
    with database.seen_from_here(name):
        crowd = None
        try:
            broker.start()
            site.broker_url = broker.url
            mailbox.start()
            if fault.begins:
                site.set_clock(fault.begins)
            site.start()
            crowd = Crowd.gather(site.port, ledger, **fault.cast)
            yield Drill(site, cluster, broker, mailbox, crowd, ledger, dice, writes=0)
        finally:
            if crowd:
                crowd.over.set()
            site.stop()
            mailbox.stop()
            broker.stop()
            if crowd:
                crowd.end()
    database.drop(name)


def attempt(drill: Drill, outcome: Outcome) -> None:
    """Break it, let it recover, and look."""
    begun = time.monotonic()
    outcome.fault.break_it(drill)
    if not drill.settle():
        outcome.ledger.wrong.append(f"{drill.left()} rows still wait for somebody")
    drill.mailbox.stop()
    outcome.findings = check(outcome.ledger, drill.mailbox.mails)
    outcome.seconds = time.monotonic() - begun


def tell(outcome: Outcome) -> None:
    """One line as soon as a fault is over, and what is wrong."""
    row = outcome.row()
    numbers = ", ".join(f"{value} {name}" for name, value in zip(HEAD[1:], row[1:], strict=True))
    say(f"{'FAILS' if outcome.complaints else 'ok   '} {row[0]}: {numbers}")
    for one in outcome.complaints[:SHOWN]:
        say(f"      {one}")


def as_table(outcomes: Sequence[Outcome]) -> str:
    """All of them as a table in Markdown."""
    rows = [list(HEAD), ["---", *["---:"] * (len(HEAD) - 1)], *(one.row() for one in outcomes)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def write_report(outcomes: Sequence[Outcome], file: Path) -> None:
    """Write what is known so far."""
    file.parent.mkdir(parents=True, exist_ok=True)
    said = [
        f"\n## {one.fault.what}\n\n" + "\n".join(f"- {line}" for line in one.complaints) + "\n"
        for one in outcomes
        if one.complaints
    ]
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    file.write_text(f"# Faults, {day}\n\n{as_table(outcomes)}{''.join(said)}", "utf-8")


def keep_logs(folder: Path, place: Path) -> None:
    """Save what the parts wrote while it went wrong."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "log", place, dirs_exist_ok=True)
