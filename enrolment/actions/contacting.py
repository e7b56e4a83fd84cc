"""Correcting name, mobile number and address on somebody's behalf; they are told both ways."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from enrolment import policies
from enrolment.actions import invitations
from enrolment.models import Invitation
from members.actions import account, people
from members.models import Organ, User
from members.numbers import may_be_texted
from members.policies import require_admin
from notifications.actions import letters
from notifications.models import Contact

USEFUL_FOR = timedelta(days=7)


class Taken(Exception):
    """The number or the address is another account's."""


@transaction.atomic
def change(
    *, user: User, organ: Organ, name: str, mobile: str, email: str, by: User, at: datetime
) -> int:
    """Keep what is different, each with its line; the address before is written to as well.

    Who was written to at a wrong address or number holds a link that was never theirs: with the
    address or number all unanswered invitations are void, whichever organ's. Returns how many.

    Raises:
        PermissionDenied: `by` does not look after the organ's people, or the account is more than
            this organ's affair.
        Taken: number or address belong to somebody else.
    """
    require_admin(by, organ.pk)
    policies.require_own(user, organ)
    _require_free(user, mobile, email)
    address, number = user.email, user.mobile
    if (email or None) != address:
        people.move_address(user=user, email=email, by=by, at=at)
        if address:
            _tell(address, "email", user, organ, at)
    if (mobile or None) != number:
        people.move_mobile(user=user, mobile=mobile, by=by, at=at)
        if number and may_be_texted(number):
            _tell(number, "sms", user, organ, at)
    moved = user.email != address or user.mobile != number
    theirs = Invitation.objects.filter(person=user)
    void = invitations.revoke_all(theirs, by=by, at=at) if moved else 0
    if name != user.name:
        user.name = name
        user.save(update_fields=["name"])
        account.note(user=user, step="name_changed", by=by, at=at, organ=organ.pk)
    return void


def _require_free(user: User, mobile: str, email: str) -> None:
    others = User.objects.exclude(pk=user.pk)
    if mobile and others.filter(mobile=mobile).exists():
        raise Taken
    if email and others.filter(email=email).exists():
        raise Taken


def _tell(address: str, channel: str, user: User, organ: Organ, at: datetime) -> None:
    """A word to the address or number that opens nothing any more, in case somebody else did it."""
    language = user.language or settings.DEFAULT_LANGUAGE
    with translation.override(language):
        letters.post(
            reader=Contact.objects.at(address, channel=channel, language=language),
            code=user.code,
            step="moved_away",
            channel=channel,
            subject=_("This way belongs to no account any more"),
            body=_(
                "The administrator of %(organ)s moved your account to another address or number. "
                "If you did not ask for it, please tell the office of %(organ)s."
            )
            % {"organ": organ.office_name},
            at=at,
            useful_for=USEFUL_FOR,
        )
