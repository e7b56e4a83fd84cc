"""Everything between installed packages and a served site; each part only where it is due."""

import hashlib
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command

from design import bundle

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    """`manage.py prepare`: tables, reference data, catalogs, static files, the demo once."""

    help = "Make the database and the files ready to serve."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        """`--no-demo` leaves the invented people out."""
        parser.add_argument("--no-demo", action="store_true")

    def handle(self, *args, no_demo: bool = False, **options) -> None:
        """Run the parts in order."""
        call_command("messages", "--compile", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        demo = not (no_demo or settings.IS_PRODUCTION)
        call_command("load_reference", demo=demo, verbosity=0, stdout=StringIO())
        self.collect()
        if demo:
            self.seed()

    def collect(self) -> None:
        """Collect the static files again only when one of them changed."""
        if settings.STATIC_ROOT is None:
            return
        stamp, now = settings.VAR_DIR / "static.stamp", fingerprint()
        manifest = settings.STATIC_ROOT / MANIFEST
        if manifest.exists() and stamp.exists() and stamp.read_text() == now:
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)

    def seed(self) -> None:
        """Invent people in an empty database, once; go on where that was interrupted."""
        begun = settings.VAR_DIR / "demo.begun"
        if get_user_model().objects.exists() and not begun.exists():
            return
        begun.touch()
        call_command("seed_demo", verbosity=0, stdout=StringIO())
        begun.unlink()


def fingerprint() -> str:
    """Changes with every static file's path, size and time, and with what is put together."""
    digest = hashlib.sha256(repr(bundle.SHEETS).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            size, time = storage.size(path), storage.get_modified_time(path)
            digest.update(f"{path} {size} {time.timestamp()}\n".encode())
    return digest.hexdigest()
