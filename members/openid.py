"""The protocol of an outside door: OpenID Connect, code flow with PKCE, from discovery to claims.

Nothing is believed but a token that is signed with a key of the issuer, meant for us, fresh, and
answers the question (`nonce`) that this browser was sent away with.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, TypedDict
from urllib.parse import quote, urlencode, urlsplit

import jwt
from django.conf import settings

WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ["RS256", "PS256", "ES256"]
TIMEOUT = 10
LEEWAY = 60
LONGEST_NAME = 255
MOST_BYTES = 500_000
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class Refused(Exception):
    """The outside door did not say who somebody is, or not so that it can be believed."""


class Question(TypedDict):
    """What a browser was sent away with; kept in its session."""

    state: str
    nonce: str
    verifier: str


def question() -> Question:
    """Make a question that only its own answer fits."""
    return {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
    }


def way_out(asked: Question, *, back: str) -> str:
    """Return where to send the browser. Raises Refused where the door does not answer."""
    challenge = hashlib.sha256(asked["verifier"].encode()).digest()
    query = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "scope": settings.OIDC_SCOPE,
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    address: str = _configuration()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def claims(asked: Question, *, code: str, back: str) -> dict[str, Any]:
    """Exchange the code for what the door says of the person. Raises Refused."""
    known = _configuration()
    secret = f"{quote(settings.OIDC_CLIENT_ID)}:{quote(settings.OIDC_CLIENT_SECRET)}"
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": asked["verifier"],
    }
    headers = {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
    if known.get("token_endpoint_auth_methods_supported") == ["client_secret_post"]:
        form |= {
            "client_id": settings.OIDC_CLIENT_ID,
            "client_secret": settings.OIDC_CLIENT_SECRET,
        }
        headers = {}
    answer = _ask(known["token_endpoint"], form=form, headers=headers)
    found = _believed(str(answer.get("id_token", "")), _ask(known["jwks_uri"]))
    if not secrets.compare_digest(str(found["nonce"]).encode(), asked["nonce"].encode()):
        raise Refused("another nonce")
    several = isinstance(found["aud"], list) and len(found["aud"]) > 1
    if several and found.get("azp") != settings.OIDC_CLIENT_ID:
        raise Refused("meant for another")
    if not 0 < len(found["sub"]) <= LONGEST_NAME or "\x00" in found["sub"]:
        raise Refused("a name that is none")
    return found


def _believed(token: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    try:
        known = jwt.PyJWKSet.from_dict(dict(keys)).keys
        header = jwt.get_unverified_header(token)
        wanted = header.get("kid")
        key = next(one for one in known if wanted in (None, one.key_id))
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_SERVER_URL,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except StopIteration:
        raise Refused("a key that the issuer does not have") from None
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Refused(type(error).__name__) from None


def _configuration() -> dict[str, Any]:
    found = _ask(settings.OIDC_SERVER_URL + WELL_KNOWN)
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != settings.OIDC_SERVER_URL:
        raise Refused("another issuer")
    if not all(_is_address(found.get(name)) for name in names):
        raise Refused("an incomplete configuration")
    return found


def _is_address(text: object) -> bool:
    """Whether it is an address as safe as that of the door itself."""
    scheme = urlsplit(settings.OIDC_SERVER_URL).scheme
    return isinstance(text, str) and text.startswith(("https://", f"{scheme}://"))


def _ask(
    url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Ask the outside door for JSON: no redirects, not for long, not for much."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    sent = {"Accept": "application/json", **(headers or {})}
    if form is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        body = urlencode(form) if form is not None else None
        connection.request("POST" if form is not None else "GET", path, body, sent)
        with connection.getresponse() as response:
            text = response.read(MOST_BYTES)
            found = json.loads(text) if response.status == 200 else None
    except (OSError, HTTPException, ValueError) as error:
        raise Refused(type(error).__name__) from None
    finally:
        connection.close()
    if not isinstance(found, dict):
        raise Refused(f"HTTP {response.status}")
    return found
