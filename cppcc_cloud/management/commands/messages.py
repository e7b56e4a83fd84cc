"""`manage.py messages`: the catalogs, without the gettext tools."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from cppcc_cloud import catalogs


class Command(BaseCommand):
    """Extract, check or compile the catalogs."""

    help = "Extract the words of the project, check that both languages are complete, compile."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """One of three, and words to fill in."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--extract", action="store_true", help="bring the catalog up to date")
        what.add_argument("--check", action="store_true", help="fail unless complete")
        what.add_argument("--compile", action="store_true", help="compile what is newer")
        parser.add_argument(
            "--fill", nargs="*", type=Path, default=[], help='JSON files {"English": "中文"}'
        )

    def handle(self, *args, **options) -> None:
        """Do the one that was asked for."""
        root = settings.BASE_DIR
        if options["compile"]:
            written = catalogs.compile_all(root)
        elif options["extract"]:
            words = catalogs.words_of(options["fill"])
            catalog = catalogs.update(root, settings.HOUSE, words)
            empty = [message for message in catalog if message.id and catalogs.is_empty(message)]
            self.stdout.write(f"{len(catalog)} entries, {len(empty)} without Chinese.")
            written = catalogs.compile_all(root)
        else:
            self.check_catalogs(root)
            return
        if options["verbosity"]:
            for path in written:
                self.stdout.write(f"compiled {path.relative_to(root)}")

    def check_catalogs(self, root: Path) -> None:
        """Fail with every problem on a line of its own."""
        found = catalogs.problems(root, settings.HOUSE)
        if found:
            raise CommandError("\n".join([*found, "Run make messages and fill in the Chinese."]))
        self.stdout.write("Both languages are complete.")
