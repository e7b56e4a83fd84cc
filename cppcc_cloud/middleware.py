"""Request ids, health, small pages, strangers, unsound requests, wrong methods, and one header.

What else a browser is told is Django's.
"""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation

from cppcc_cloud.health import livez, readyz
from cppcc_cloud.logs import request_id

type GetResponse = Callable[[HttpRequest], HttpResponse]
HEALTH = {"/livez": livez, "/readyz": readyz}
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Gives every request an id that stands in its log lines and in the response."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the proxy's id where there is a proxy of ours, else make one."""
        given = request.headers.get("X-Request-Id", "") if settings.TRUSTED_PROXY_COUNT else ""
        number = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        # Not reset afterwards: Django logs a failed request when all middleware is done with it.
        request_id.set(number)
        response = self.get_response(request)
        response["X-Request-Id"] = number
        return response


class HealthMiddleware:
    """Answers /livez and /readyz whatever host name or scheme was asked for: a load balancer
    knows this process by its address only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer at once, before host names and TLS are looked at."""
        view = HEALTH.get(request.path)
        return view(request) if view else self.get_response(request)


class SmallPagesMiddleware(GZipMiddleware):
    """Sends pages compressed, a fifth of their size; Django adds up to 100 random bytes to each, so
    that its length tells nobody what is in it. Files, exports and what programs read stay whole:
    they are compressed already, say how long they are, or carry an ETag that must match."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave all but pages as they are."""
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.streaming or not is_page:
            return response
        smaller: HttpResponseBase = super().process_response(request, response)
        return smaller


class StrangerMiddleware:
    """Everybody is a stranger until the session is read: an error page that is drawn before that
    (an odd host name, a broken address) asks who is there, too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """AuthenticationMiddleware puts the real person in this place."""
        request.user = AnonymousUser()
        return self.get_response(request)


class SoundRequestMiddleware:
    """Turns away what no browser sends and what would fail further in: a NUL, and a body that is
    too large. Files count as well: Django limits only fields. Views that take files take more."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413, raise BadRequest (400), or go on without cookies that hold a NUL."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL in the address")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > largest_body(request):
            with translation.override(translation.get_language_from_request(request)):
                return render(request, "413.html", status=413)
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


def largest_body(request: HttpRequest) -> int:
    """How many bytes may be sent there: files only to views that take them, from who signed in."""
    usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.content_type != "multipart/form-data":
        return usual
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    if not known:
        return usual
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return usual
    return settings.UPLOAD_MAX_REQUEST_BYTES if getattr(view, "takes_files", False) else usual


class WrongMethodMiddleware:
    """Shows a page to whoever opens the address of a form, where Django shows none: from a bookmark
    or from the browser's history."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill an empty 405; which methods are allowed stays in its header."""
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.method == "HEAD":
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class PermissionsPolicyMiddleware:
    """Switches off what no page of ours needs in a browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header unless the view set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
