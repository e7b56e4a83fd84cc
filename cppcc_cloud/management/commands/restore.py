"""`manage.py restore FOLDER`: a backup, into an empty database and an empty MEDIA_ROOT."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError, call_command

from cppcc_cloud import backup


class Command(BaseCommand):
    """Reads the backup through first; what is there already is never touched."""

    help = "Bring a backup into an empty database and an empty folder of files."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """The folder that `backup` wrote."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        """Restore, then apply the migrations that came since."""
        try:
            made = backup.restore(folder)
        except (backup.Refused, OSError) as refused:
            raise CommandError(str(refused)) from None
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored as of {made.made_at}: {made.files} files and the database.")
