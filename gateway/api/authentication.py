"""The two ways in: the session of a browser, and a token in the header Authorization."""

from typing import Any

from allauth.core.internal import ratelimit
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from gateway import policies
from gateway.models import ApiToken
from gateway.problems import Problem
from members.models import User

WAIT_SECONDS = 300
SCHEME = "bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer cppcc_…`. Looked up at each request, so what ends, ends at once.

    A right token always opens: 256 random bits are not guessed, and a stranger's wrong tries must
    not lock its owner out. Wrong ones are counted by network address, in the database.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return whose token it is, and the token; None where the header is not there.

        Raises:
            Problem: 401 for a token that opens nothing; 429 after too many of them.
        """
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != SCHEME:
            return None
        at = timezone.now()
        token = ApiToken.objects.opening(secret.strip(), at)
        if token is None:
            raise self._refusal(request)
        token.note_use(at)
        if token.user.language:
            translation.activate(token.user.language)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says of the way in."""
        return "Bearer"

    def _refusal(self, request: Request) -> Problem:
        limit = {"app": "allauth.account", "action": "api_token", "limit_get": True}
        if not ratelimit.consume(request._request, **limit):
            return Problem(429, headers={"Retry-After": str(WAIT_SECONDS)})
        text = _("This token is unknown, has ended or was revoked.")
        named = f'{self.authenticate_header(request)} error="invalid_token"'
        return Problem(401, "not-signed-in", text, headers={"WWW-Authenticate": named})


class BrowserAuthentication(SessionAuthentication):
    """The session of the pages, with the same token against forged requests."""

    def enforce_csrf(self, request: Request) -> None:
        """Ask for the header X-CSRFToken.

        Raises:
            Problem: 403, it is missing or wrong.
        """
        try:
            super().enforce_csrf(request)
        except PermissionDenied as forged:
            text = _("With a session, send the header X-CSRFToken as the pages do.")
            raise Problem(403, "refused", text) from forged


class MayUseDoor(BasePermission):
    """Somebody is there, has the second factor the role asks for, has agreed to the documents, and
    the token is for this."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Tell whether anybody is signed in.

        Raises:
            Problem: 403, the second factor, the agreement or the scope is missing.
        """
        if not request.user.is_authenticated:
            return False
        policies.require_second_factor(request.user)
        policies.require_agreement(request.user)
        policies.require_scope(request.auth, view.scope(request.method))
        return True
