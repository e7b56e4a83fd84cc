"""`manage.py check_files`: whether every attachment has its file and every file its row."""

from django.core.management import BaseCommand, CommandError

from files.models import Attachment
from files.reports import problems


class Command(BaseCommand):
    """Reads every file once and compares it with its row; changes nothing."""

    help = "Verify that every attachment has its file, unchanged, and that no file lacks a row."

    def handle(self, *args, **options) -> None:
        """A line for each problem; fails if there is one."""
        found = 0
        for line in problems():
            found += 1
            self.stdout.write(line)
        if found:
            raise CommandError(f"{found} problems.")
        self.stdout.write(f"{Attachment.objects.count()} files, all whole.")
