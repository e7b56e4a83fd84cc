"""Making and revoking access tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gateway.models import ApiToken
from gateway.models.token import SHOWN, digest, new_secret
from members.actions import account

if TYPE_CHECKING:
    from members.models import User

MOST = 20
"""Live tokens a person may have: enough for every program, too few to lose track of."""


class TooMany(Exception):
    """The person has as many live tokens as anybody may have."""


@transaction.atomic
def make(
    *, name: str, scopes: Sequence[str], days: int, by: User, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token for `by`; returns it with its secret, which nobody can show again.

    Args:
        days: how long it is good for, at most a year.

    Raises:
        TooMany: there are too many live ones.
    """
    if ApiToken.objects.of(by).live(at).count() >= MOST:
        raise TooMany(_("You have as many tokens as one person may have. Revoke one first."))
    secret = new_secret()
    token = ApiToken.objects.create(
        user=by,
        name=name,
        prefix=secret[:SHOWN],
        hash=digest(secret),
        scopes=list(scopes),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    about: dict[str, object] = {"token": token.prefix, "scopes": token.scopes, "days": days}
    account.note(user=by, step="token_made", by=by, at=at, data=about)
    return token, secret


@transaction.atomic
def revoke(*, token: ApiToken, by: User, at: datetime) -> None:
    """Close a token; it acts on the next request. One that is closed stays as it is."""
    if token.revoke(at):
        about: dict[str, object] = {"token": token.prefix}
        account.note(user=token.user, step="token_revoked", by=by, at=at, data=about)
