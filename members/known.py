"""Browsers with which somebody has signed in before.

A stranger can ask for codes in somebody's name until the limits for strangers are reached. Who
comes with a browser that has been in is counted apart, so no stranger can stop them. A cookie
says so: signed, for half a year, of the last few people; it opens nothing.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from members.models import User

SALT = "members.known"
AGE = timedelta(days=180)
MOST = 4


def knows(request: HttpRequest, user: User | None) -> bool:
    """Tell whether this person has signed in with this browser."""
    return user is not None and user.code in _codes(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note in the browser that this person has signed in with it."""
    codes = [user.code, *(code for code in _codes(request) if code != user.code)]
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps(codes[:MOST], salt=SALT),
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _codes(request: HttpRequest) -> list[str]:
    text = request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "")
    try:
        codes = signing.loads(text, salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return []
    return codes if isinstance(codes, list) else []
