"""Invented people and cases for a look around, outside production only."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cppcc_cloud.demo import seed
from members import roles
from workdays.clock import now

MOST = 1_000_000


class Command(BaseCommand):
    help = "Make invented people and a year of cases, each once: every desk has something to see."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--scale` says how many cases, `--seed` which ones."""
        parser.add_argument(
            "--scale", type=int, default=seed.CASES, help="cases behind those made by hand"
        )
        parser.add_argument(
            "--seed", type=int, default=seed.SEED, help="the same number makes the same cases"
        )

    def handle(self, *args: Any, scale: int, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo's people have a known password: not in production.")
        if not 0 <= scale <= MOST:
            raise CommandError(f"--scale takes a number up to {MOST}.")
        if seed.is_elsewhere():
            raise CommandError("There are people here who are not the demo's: not beside them.")
        self.begun = time.monotonic()
        added = seed.seed(at=now(), cases=scale, number=options["seed"], say=self.tell)
        text = self._sign_ins()
        settings.VAR_DIR.mkdir(exist_ok=True)
        (settings.VAR_DIR / "demo.txt").write_text(text, encoding="utf-8")
        self.stdout.write(f"{added} cases added.\n{text}")

    def tell(self, there: int, rows: int) -> None:
        """A line for each batch."""
        took = time.monotonic() - self.begun
        self.stdout.write(f"{there} cases, {rows} rows in this batch, {took:.1f} s")

    def _sign_ins(self) -> str:
        lines = [f"Invented people and numbers, one password for all: {seed.PASSWORD}"]
        for person in seed.people():
            role = str(roles.named(person["role"]))
            names = f"{person['email']:32} {person['mobile']:15}"
            lines.append(f"  {names} {role:20} {person['place']}")
        return "\n".join(lines) + "\n"
