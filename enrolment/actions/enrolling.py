"""Enrolling one person from a form."""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from enrolment import policies
from enrolment.actions import invitations
from enrolment.models import Invitation
from members.actions import people
from members.models import Organ, User
from members.policies import require_admin


class TwoPeople(Exception):
    """The mobile number is one account's and the address another's."""


@transaction.atomic
def enrol(
    *,
    organ: Organ,
    place: Mapping[str, object],
    name: str,
    mobile: str,
    email: str,
    by: User,
    at: datetime,
) -> Invitation:
    """Give somebody a place in the organ and invite them.

    A new person has the place at once. Whoever has an account is asked first, and gets it by
    saying yes there: nothing of the account is shown or changed here.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        TwoPeople: number and address belong to two accounts.
        PermissionDenied: they are one's own.
    """
    require_admin(by, organ.pk)
    ways = [Q(**{name: said}) for name, said in (("mobile", mobile), ("email", email)) if said]
    known = list(User.objects.filter(reduce(or_, ways))[:2]) if ways else []
    if len(known) > 1:
        raise TwoPeople
    if known:
        policies.require_another(by, known[0])
        channel = invitations.channel_for(
            known[0], mail=known[0].email == email, sms=known[0].mobile == mobile
        )
        gives = {**place, "name": name}
        return invitations.invite(
            person=known[0], organ=organ, gives=gives, channel=channel, by=by, at=at
        )
    person = people.enrol(email=email, mobile=mobile, name=name, organ=organ, by=by, at=at)
    invitations.give(place, person=person, organ=organ, by=by, at=at)
    return invitations.invite(person=person, organ=organ, by=by, at=at)
