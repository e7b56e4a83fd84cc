"""`manage.py sums`: whether the sums of the overview are what the rows say."""

from django.core.management import BaseCommand, CommandError

from reports.actions import counting
from workdays import clock


class Command(BaseCommand):
    """Counts everything from the rows; a line for each bucket that differs."""

    help = "Prove that the kept sums agree with the rows, or repair them."

    def add_arguments(self, parser) -> None:
        """`--repair` writes the right sums."""
        parser.add_argument("--repair", action="store_true")

    def handle(self, *args, repair: bool, **options) -> None:
        """Fail where something differs and was not repaired."""
        found = list(counting.prove(at=clock.now(), repair=repair))
        for line in found:
            self.stdout.write(line)
        if found and not repair:
            raise CommandError(f"{len(found)} buckets differ; --repair counts them anew.")
        self.stdout.write(f"{len(found)} repaired." if found else "All sums agree with the rows.")
