"""`manage.py reference`: the pages that are written from the code.

Each app names a table of its pages in `apps.py` (`reference = "suggestions.reference.PAGES"`): file
name under docs/reference → function that returns its text.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import translation
from django.utils.module_loading import import_string

type Page = Callable[[], str]


def pages() -> dict[Path, Page]:
    """Every generated file of the project and what writes it."""
    folder = settings.BASE_DIR / "docs" / "reference"
    found: dict[Path, Page] = {}
    for app in apps.get_app_configs():
        for name, page in table(app).items():
            path = (folder / name).resolve()
            if path in found:
                raise CommandError(f"{app.name} writes {path} which another app writes too.")
            found[path] = page
    return found


def table(app: AppConfig) -> Mapping[str, Page]:
    """The pages of one app; an empty table where it names none."""
    named = getattr(app, "reference", "")
    found: Mapping[str, Page] = import_string(named) if named else {}
    return found


class Command(BaseCommand):
    """Write the reference, or fail when the committed one is not what the code says."""

    help = "Write docs/reference from the code; with --check fail when it differs."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check: bool = False, **options) -> None:
        """Write or compare each page, in English."""
        stale = []
        with translation.override("en"):
            for path, page in pages().items():
                text = page()
                if path.exists() and path.read_text("utf-8") == text:
                    continue
                stale.append(str(path.relative_to(settings.BASE_DIR)))
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, "utf-8")
        if check and stale:
            raise CommandError(f"Not what the code says: {', '.join(stale)}. Run make docs.")
        for name in stale:
            self.stdout.write(f"wrote {name}")
