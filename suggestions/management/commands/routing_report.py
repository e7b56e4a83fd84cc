"""How often the proposed units belong to the label that people gave a text."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from departments.models import Department
from suggestions.actions.recommending import catalogue_of
from suggestions.routing.recommend import recommend

COLUMNS = ("category", "title", "text")


class Command(BaseCommand):
    help = (
        "Measure the proposals against a CSV file with the columns category, title and text: the "
        "share of rows whose first, and one of whose first three proposed units has that label. "
        "Each unit has exactly one label; its remit words come from the units' own file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organ", default="430000")
        parser.add_argument("--limit", type=int, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue = catalogue_of(options["organ"])
        labels = dict(Department.objects.of_organ(options["organ"]).values_list("pk", "category"))
        rows = first = three = silent = 0
        for category, title, text in islice(_labelled(options["file"]), options["limit"]):
            found = recommend(title, text, catalogue)
            proposed = [labels[one.department] for one in found]
            rows += 1
            silent += not proposed
            first += category in proposed[:1]
            three += category in proposed
        if not rows:
            raise CommandError("The file has no rows.")
        self.stdout.write(f"{rows} rows, {silent} without a proposal")
        self.stdout.write(f"first proposed unit has the label: {first / rows:.1%}")
        self.stdout.write(f"one of the first three has it: {three / rows:.1%}")


def _labelled(path: Path) -> Iterator[tuple[str, str, str]]:
    """Category, title and text of each row; what a row lacks is empty.

    Raises:
        CommandError: the file cannot be read, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not set(COLUMNS) <= set(reader.fieldnames or COLUMNS):
                raise CommandError("The file needs the columns category, title and text.")
            for row in reader:
                category, title, text = (row[name] or "" for name in COLUMNS)
                yield category, title, text
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path}: {problem}") from problem
    except csv.Error as problem:
        raise CommandError(f"{path}: after line {reader.line_num}: {problem}") from problem
