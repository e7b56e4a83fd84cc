from django.core.management.base import BaseCommand, CommandParser

from events.actions import outbox
from events.models import Pending
from workdays import clock

MOST_SHOWN = 200


class Command(BaseCommand):
    help = "List the work that failed again and again; --redrive makes all failed work due again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--redrive", action="store_true", help="try all failed rows again")

    def handle(self, *args: object, redrive: bool, **options: object) -> None:
        if redrive:
            self.stdout.write(f"{outbox.redrive()} row(s) are due again.")
            return
        for row in Pending.objects.stuck()[:MOST_SHOWN]:
            self.stdout.write(
                f"{row.pk}  {row.handler}  {row.event}  since {row.created_at:%Y-%m-%d %H:%M}"
                f"  {row.tries} tries  {row.last_error}"
            )
        age = outbox.oldest_pending_age(clock.now())
        self.stdout.write(
            f"{Pending.objects.stuck().count()} stuck, {Pending.objects.count()} waiting in all"
            + (f", the oldest for {age.total_seconds():.0f} s." if age else ".")
        )
