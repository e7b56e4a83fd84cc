from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deadlines.actions import calendars
from workdays import gazette
from workdays.clock import now


class Command(BaseCommand):
    help = (
        "Load the State Council's notice of a year into the calendar and recompute provisional "
        "deadlines. YEAR takes the file that comes with the project; without an argument all are "
        "taken. A second run changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("notice", nargs="?", metavar="YEAR|FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Only show what would be different."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in _files(options["notice"]):
            try:
                notice = gazette.parse(path.read_text("utf-8"))
            except (OSError, UnicodeDecodeError, gazette.NotANotice) as reason:
                raise CommandError(f"{path}: {reason}") from reason
            if options["dry_run"]:
                self._show(notice, calendars.differences(notice))
            else:
                self._load(notice)

    def _load(self, notice: gazette.Notice) -> None:
        done = calendars.load(notice=notice, by=None, at=now())
        self._show(notice, done.differences)
        self.stdout.write(
            f"  deadlines confirmed: {done.confirmed}, moved later: {done.later}, "
            f"moved earlier: {done.earlier}"
        )

    def _show(self, notice: gazette.Notice, differences: tuple[calendars.Difference, ...]) -> None:
        self.stdout.write(f"{notice.year} ({notice.notice_no}): {len(differences)} differences")
        for row in differences:
            was, now_is = row.table or "not named", row.notice or "not named"
            self.stdout.write(f"  {row.date.isoformat()}: {was} → {now_is}")


def _files(word: str | None) -> list[Path]:
    if word is None:
        return gazette.committed()
    if not word.isdigit():
        return [Path(word)]
    path = gazette.FOLDER / f"{word}.json"
    if not path.exists():
        years = ", ".join(file.stem for file in gazette.committed())
        raise CommandError(f"The project brings no notice for {word}, only for {years}.")
    return [path]
