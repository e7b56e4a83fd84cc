"""Who comes in by the second door, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gateway.problems import Problem
from members import documents
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


def require_agreement(user: User) -> None:
    """Ask for the agreement to the documents in force, which is given on a page.

    Raises:
        Problem: 403 with the address of that page, a version in force is not agreed to.
    """
    if documents.missing(user.agreed_version):
        page = f"{settings.SITE_URL}{reverse('members:agree')}"
        text = _("Sign in with a browser, read what is new, and agree to it: {page}")
        raise Problem(403, "agreement", text.format(page=page), more={"agree_at": page})


def require_scope(token: ApiToken | None, scope: str) -> None:
    """Ask whether the token was made for this; whoever comes by session needs none.

    Raises:
        Problem: 403, the token is for other things.
    """
    if token is not None and not token.allows(scope):
        raise Problem(403, "scope-missing")
