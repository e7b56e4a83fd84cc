from django.core.management.base import BaseCommand, CommandParser

from notifications.actions import delivery
from notifications.models import Notification

MOST_SHOWN = 200


class Command(BaseCommand):
    help = "List what could not be delivered; --redrive lets it be sent again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--redrive", action="store_true", help="send all failed ones again")

    def handle(self, *args: object, redrive: bool, **options: object) -> None:
        if redrive:
            self.stdout.write(f"{delivery.redrive()} will be sent again.")
            return
        failed = Notification.objects.failed()
        for line in failed[:MOST_SHOWN]:
            self.stdout.write(
                f"{line.pk}  {line.created_at:%Y-%m-%d %H:%M}  {line}  {line.tries} tries  "
                f"{line.last_error}"
            )
        self.stdout.write(f"{failed.count()} could not be delivered.")
