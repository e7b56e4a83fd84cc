"""Submit the messages of a CSV file in a member's name."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import Organ, User
from members.policies import hats
from suggestions.imports import messages
from workdays.clock import now


class Command(BaseCommand):
    help = "Submit messages from a CSV file as suggestions. A second run adds none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organ", required=True, help="code of the organ, such as 430000")
        parser.add_argument("--author", required=True, help="e-mail address of a member there")
        parser.add_argument("--limit", type=int, default=None, help="read at most so many rows")

    def handle(self, *args: Any, **options: Any) -> None:
        organ, author = self._organ(options["organ"]), self._author(options)
        counts = {"added": 0, "known": 0, "refused": 0}
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                rows = islice(messages.read(lines), options["limit"])
                for outcome in messages.submit_all(rows, organ=organ, by=author, clock=now):
                    counts[outcome.result] += 1
                    self._tell(outcome)
        except (OSError, UnicodeDecodeError, messages.BadFile) as problem:
            raise CommandError(f"{options['file']}: {problem}") from problem
        self.stdout.write(
            "{added} added, {known} known already, {refused} refused".format(**counts)
        )

    def _tell(self, outcome: messages.Outcome) -> None:
        if outcome.result == "refused":
            where = f"line {outcome.message.line}, id {outcome.message.ident or '—'}"
            self.stdout.write(f"refused: {where}: {outcome.reason}")

    def _organ(self, code: str) -> Organ:
        organ = Organ.objects.filter(pk=code).first()
        if organ is None:
            raise CommandError(f"There is no organ {code}.")
        return organ

    def _author(self, options: dict[str, Any]) -> User:
        author = User.objects.filter(email=options["author"].lower()).first()
        if author is None or options["organ"] not in hats(author).member_of:
            raise CommandError(f"{options['author']} is no member of {options['organ']}.")
        return author
