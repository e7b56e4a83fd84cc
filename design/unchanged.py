"""Pages for everybody that a browser need not fetch again while nothing has changed.

A page holds what belongs to one browser: the language, the size of type, the way to the desk, the
form's token. So no cache between may keep it, and the browser asks each time whether its own copy
still holds; what it is answered costs one query and no page.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

type View = Callable[..., HttpResponse]


@cache
def _release() -> str:
    """What the pages are made with, by the moment at which each file of it was written: the same
    in every process of one release."""
    root = Path(settings.BASE_DIR)
    files = [*root.glob("templates/**/*.html"), *root.glob("locale/**/*.mo")]
    files += [one for app in settings.HOUSE for one in root.glob(f"{app}/**/*.py")]
    said = sorted((str(one), one.stat().st_mtime_ns) for one in files)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def unless_changed(stamp: Callable[..., object]) -> Callable[[View], View]:
    """Answer 304 to whoever has the page as it is now; `stamp` changes with what the page shows.

    With another release or another cookie the page is another one too; what depends on the day says
    so in its stamp.
    """

    def mark(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        said = (
            stamp(request, *args, **kwargs),
            get_language(),
            sorted(request.COOKIES.items()),
            getattr(staticfiles_storage, "manifest_hash", ""),
            _release(),
        )
        return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            found: HttpResponse = condition(etag_func=mark)(view)(request, *args, **kwargs)
            patch_cache_control(found, private=True, no_cache=True)
            patch_vary_headers(found, ["Cookie", "Accept-Language"])
            return found

        return answer

    return decorate
