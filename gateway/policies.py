"""Who comes in by the second door, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gateway.problems import Problem
from members.policies import lacks_second_factor

if TYPE_CHECKING:
    from gateway.models import ApiToken
    from members.models import User


def require_second_factor(user: User) -> None:
    """Ask for the second factor that the pages ask for, whatever the way in.

    Raises:
        Problem: 403, the person's role needs one and none is set up.
    """
    if lacks_second_factor(user):
        raise Problem(403, "second-factor")


def require_scope(token: ApiToken | None, scope: str) -> None:
    """Ask whether the token was made for this; whoever comes by session needs none.

    Raises:
        Problem: 403, the token is for other things.
    """
    if token is not None and not token.allows(scope):
        raise Problem(403, "scope-missing")
