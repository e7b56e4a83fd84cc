"""Who of us somebody is whom an outside door vouches for; and linking both."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from members.actions import account
from members.identifiers import Kind, read
from members.models import SignOn, User

STANDARD = {Kind.EMAIL: "email", Kind.MOBILE: "phone_number"}
"""The claims of the standard; beside each stands `…_verified`."""


class Taken(Exception):
    """That name at the outside door is somebody else's here, or the person has another one."""


def person(claims: Mapping[str, Any], *, at: datetime) -> User | None:
    """Return the enrolled person of whom the outside door speaks, or None. Nobody is made.

    By a link made before; else, where the settings name a claim, by who has that code, mobile or
    address here: those two only if they are what the door itself has verified, as many claims are
    what people typed there about themselves. The first time links both.
    """
    found = SignOn.objects.filter(issuer=claims["iss"], subject=claims["sub"])
    linked = found.select_related("user").first()
    if linked:
        return linked.user
    user = _named(claims)
    if user is None:
        return None
    try:
        link(user=user, claims=claims, by=None, at=at)
    except Taken:
        return None
    return user


def _named(claims: Mapping[str, Any]) -> User | None:
    name = settings.OIDC_PERSON_CLAIM
    value = claims.get(name) if name else None
    if not isinstance(value, str) or not value or "\x00" in value:
        return None
    kind, value = read(value)
    believed = kind is Kind.CODE or _is_verified(kind, value, claims)
    if not believed or (name in STANDARD.values() and name != STANDARD.get(kind)):
        return None
    return User.objects.called(kind, value)


def _is_verified(kind: Kind, value: str, claims: Mapping[str, Any]) -> bool:
    """Tell whether the door says that this very address or number is the person's."""
    own = claims.get(STANDARD[kind])
    same = isinstance(own, str) and read(own) == (kind, value)
    return same and claims.get(f"{STANDARD[kind]}_verified") is True


def link(*, user: User, claims: Mapping[str, Any], by: User | None, at: datetime) -> None:
    """Note that this name at the outside door is this person's. Raises Taken."""
    row = SignOn(user=user, issuer=claims["iss"], subject=claims["sub"], since=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            account.note(user=user, step="sign_on_linked", by=by, at=at)
    except IntegrityError:
        raise Taken from None


@transaction.atomic
def unlink(*, user: User, by: User | None, at: datetime) -> None:
    """Let the outside door open this account no more."""
    if SignOn.objects.filter(user=user).delete()[0]:
        account.note(user=user, step="sign_on_unlinked", by=by, at=at)
