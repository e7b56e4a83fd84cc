"""The style sheets of every page as one file: on a slow line each file more is a turn of its own,
and nothing is drawn before the last of them is there.

They are written and read apart; put together when the static files are collected. Where nothing is
collected, as in tests, pages load them apart.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

TOGETHER = "css/site.css"
SHEETS = tuple(
    f"css/{name}.css"
    for name in (
        "tokens",
        "base",
        "shell",
        "menu",
        "components",
        "case",
        "forms",
        "files",
        "desk",
        "rows",
        "reader",
    )
)
"""In this order: where two rules weigh the same, the later one counts."""


class Bundled(CompressedManifestStaticFilesStorage):
    """Static files with a hash in their names, and the sheets of every page as one of them."""

    together = (TOGETHER,)

    def post_process(
        self, paths: Mapping[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Add the file, then all as the library does it.

        Raises:
            ImproperlyConfigured: a sheet is not there, so that no page could be shown.
        """
        found = dict(paths)
        if missing := [name for name in SHEETS if name not in found]:
            raise ImproperlyConfigured(f"Not among the static files: {', '.join(missing)}.")
        if not dry_run:
            if self.exists(TOGETHER):
                self.delete(TOGETHER)
            self.save(TOGETHER, ContentFile(joined([_read(found[name]) for name in SHEETS])))
            found[TOGETHER] = (self, TOGETHER)
        yield from super().post_process(found, dry_run, **options)


def joined(sheets: list[bytes]) -> bytes:
    """One sheet after the other."""
    return b"\n".join(sheet.rstrip() for sheet in sheets) + b"\n"


def sheets() -> tuple[str, ...]:
    """What a page loads: the one file where static files are collected, else each sheet."""
    return tuple(getattr(staticfiles_storage, "together", SHEETS))


def _read(place: Any) -> bytes:
    storage, path = place
    with storage.open(path) as file:
        data: bytes = file.read()
        return data
