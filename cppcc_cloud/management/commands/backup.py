"""`manage.py backup FOLDER`: the database and every file, as one folder."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cppcc_cloud import backup
from workdays import clock


class Command(BaseCommand):
    """Safe while people work: rows of one moment, and the files that belong to them."""

    help = "Write the database and all files into a folder that is not there yet."

    def add_arguments(self, parser) -> None:
        """The folder, or one to be read through."""
        parser.add_argument("folder", type=Path, help="where the backup is to stand")
        parser.add_argument(
            "--verify", action="store_true", help="make none: read the one there through"
        )

    def handle(self, *args, folder: Path, verify: bool, **options) -> None:
        """Make it or read it through; fail where a file was missing or changed already."""
        try:
            made = backup.verify(folder) if verify else backup.make(folder, at=clock.now())
        except (backup.Refused, OSError) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{folder}: {made.files} files ({made.size} bytes) and the database.")
        for line in made.troubles:
            self.stdout.write(line)
        if made.troubles:
            raise CommandError(f"It is whole, but {len(made.troubles)} files were not: see above.")
