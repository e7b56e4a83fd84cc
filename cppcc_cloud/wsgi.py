"""What the web server loads. It refuses to serve with a missing or unsafe setting."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from cppcc_cloud.start import prepare


def in_utf8(app: WSGIApplication) -> WSGIApplication:
    """Answer 400 to a request that says it is written in another encoding than UTF-8.

    Django would decode it as told, with codecs that are none for text (`charset=hex`) as well, and
    fail before any of its handlers of errors is there.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if is_in_utf8(environ.get("CONTENT_TYPE", "")):
            return app(environ, start)
        start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Only UTF-8 is read here.\n"]

    return answer


def is_in_utf8(content_type: str) -> bool:
    """Whether the header names no encoding or UTF-8; not for one that cannot be read."""
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return False
    return str(parameters.get("charset", "utf-8")).lower() in {"utf-8", "utf8"}


prepare()
application = in_utf8(get_wsgi_application())
