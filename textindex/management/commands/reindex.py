"""`manage.py reindex`: whether words are found in every text that holds them."""

from django.core.management import BaseCommand, CommandError

from textindex.actions import following
from textindex.registry import sources


class Command(BaseCommand):
    """Goes through all texts while people work on; a line for each that the index gets wrong."""

    help = "Write the index of texts anew where it differs from them, or only prove it."

    def add_arguments(self, parser) -> None:
        """`--check` writes nothing; `--kind` and `--after` go on where another run ended."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--kind", choices=sorted(sources()))
        parser.add_argument("--after", type=int, default=0)

    def handle(self, *args, check: bool, kind: str | None, after: int, **options) -> None:
        """Fail where something differs and was not repaired."""
        wrong = 0
        for one in [kind] if kind else sources():
            wrong += self.texts(one, check=check, after=after if kind else 0)
            for code in following.strays(kind=one, repair=not check):
                wrong += 1
                self.stdout.write(f"{one} {code}: nothing is to be found of it")
        if wrong and check:
            raise CommandError(f"{wrong} differ; without --check they are written anew.")
        self.stdout.write(f"{wrong} written anew." if wrong else "The index agrees with the texts.")

    def texts(self, kind: str, *, check: bool, after: int) -> int:
        """Go through one kind; say now and then, and when interrupted, how far it is."""
        wrong = rows = 0
        try:
            for batch in following.prove(kind=kind, after=after, repair=not check):
                after, rows, wrong = batch.last, rows + batch.rows, wrong + len(batch.wrong)
                if check:
                    for code in batch.wrong:
                        self.stdout.write(f"{kind} {code}: the text says something else")
                if rows % (20 * following.BATCH) == 0 and rows:
                    self.stdout.write(f"{kind}: {rows:,} gone through, up to --after {after}")
        except KeyboardInterrupt:
            text = f"Interrupted; go on with --kind {kind} --after {after}."
            raise CommandError(text) from None
        return wrong
