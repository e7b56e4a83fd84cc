from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from members.imports import reference


class Command(BaseCommand):
    help = "Load organs, sectors and handling units from the project's own lists (repeatable)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="also the units of one city and two counties"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = reference.load(demo=options["demo"])
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
