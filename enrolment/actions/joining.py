"""The invited person's own step: finding the invitation, and coming in."""

from datetime import datetime

from django.db import transaction

from enrolment import codes
from enrolment.actions import invitations
from enrolment.actions.invitations import Gone
from enrolment.models import Invitation
from enrolment.policies import is_shared
from members.actions import account
from members.models import User


def by_token(token: str) -> Invitation | None:
    """The invitation whose link ends so, whatever its state. Nothing is changed."""
    return _found(token_hash=codes.kept(token))


def by_code(typed: str) -> Invitation | None:
    """The invitation on whose card this code is printed, whatever its state."""
    code = codes.typed(typed)
    return _found(code_hash=codes.kept(code)) if len(code) == codes.LENGTH else None


def _found(**key: str) -> Invitation | None:
    return Invitation.objects.select_related("person", "organ", "by").filter(**key).first()


def has_way_in(user: User) -> bool:
    """Whether somebody can sign in already: then an invitation sets no password anew."""
    return user.has_usable_password() or user.last_login is not None


def signs_in_first(invitation: Invitation) -> bool:
    """Whether whoever holds the invitation has to show first that the account is theirs: it has a
    way in, or another organ gave it, who knows by which way they come in."""
    person = invitation.person
    asked = bool(invitation.gives) and is_shared(person, invitation.organ_id)
    return has_way_in(person) or asked


@transaction.atomic
def come_in(*, invitation: Invitation, password: str, at: datetime) -> User:
    """Let a new person in, with a password of their own.

    Raises:
        Gone: the invitation cannot be used any more, it went to an address or number that is the
            person's no more, or the account has a way in already or is not this organ's.
    """
    person = User.objects.select_for_update().get(pk=invitation.person_id)
    invitation.person = person
    if signs_in_first(invitation) or invitation.is_astray:
        raise Gone
    invitations.accept(invitation=invitation, at=at)
    person.set_password(password)
    person.save(update_fields=["password"])
    account.note(user=person, step="joined", by=person, at=at, organ=invitation.organ_id)
    return person
