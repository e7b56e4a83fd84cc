"""Enrolling one person from a form."""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from enrolment import lists, policies
from enrolment.actions import invitations
from enrolment.models import Invitation
from enrolment.reading import same_name
from events.actions import ledger
from members.actions import limits, people
from members.models import Organ, User
from members.policies import require_admin
from workdays.arithmetic import local_date

MOST_REFUSED = 20
"""How often in a day one administrator is told that a number or an address is in use: a few slips,
and no register of who has an account."""
REFUSED = "enrolments refused to"
A_DAY = 24 * 3600


class TooManyRefused(Exception):
    """Nothing more is looked up for this administrator today."""


class TwoPeople(Exception):
    """The mobile number is one account's and the address another's."""


class Taken(Exception):
    """The number or the address, `way`, is somebody else's; `holder` is who, where the organ may
    know."""

    def __init__(self, way: str, holder: User | None) -> None:
        super().__init__(way)
        self.way, self.holder = way, holder


class HereAlready(Exception):
    """It is the organ's own `person` who would get one place more."""

    def __init__(self, person: User) -> None:
        super().__init__(person.code)
        self.person = person


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
    further: str = "",
) -> Invitation:
    """Give somebody a place in the organ and invite them.

    A new person has the place at once. Whoever has an account is asked first, and gets it by
    saying yes there: nothing of the account is shown or changed here. Who has a place here already
    and is nobody else's affair gets one place more only where `further` is their code; of all
    others nothing is said that could tell whose the number or the address is.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        TooManyRefused: `by` was told too often today what is in use.
        TwoPeople: number and address belong to two accounts.
        Taken: they belong to somebody of another name.
        HereAlready: they have a place here already, and `further` does not say so.
        PermissionDenied: they are one's own.
    """
    require_admin(by, organ.pk)
    if (mobile or email) and limits.left(what=REFUSED, key=by.code, most=MOST_REFUSED) < 1:
        raise TooManyRefused
    ways = [Q(**{name: said}) for name, said in (("mobile", mobile), ("email", email)) if said]
    known = list(User.objects.filter(reduce(or_, ways))[:2]) if ways else []
    if len(known) > 1:
        raise TwoPeople
    if known:
        policies.require_another(by, known[0])
        way = lists.MOBILE if known[0].mobile and known[0].mobile == mobile else lists.EMAIL
        _require_meant(known[0], organ, name, way, further=further, at=at)
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


@transaction.atomic
def note_refusal(*, organ: Organ, way: str, by: User, at: datetime) -> None:
    """Count and write down that `by` is told that a number or an address, `way`, is in use. Of
    whom it is, nothing is kept.

    Raises:
        TooManyRefused: it would be once too often; then it is not said.
    """
    if not limits.take(what=REFUSED, key=by.code, most=MOST_REFUSED, seconds=A_DAY):
        raise TooManyRefused
    ledger.record(
        kind=invitations.KIND,
        code=organ.pk,
        step="refused",
        by=by,
        at=at,
        organ=organ.pk,
        data={"way": way},
        pending=(),
    )


def _require_meant(
    person: User, organ: Organ, name: str, way: str, *, further: str, at: datetime
) -> None:
    """Ask that who has the number or address is who is to be enrolled, and known to be here."""
    if not same_name(person.name, name):
        is_ours = policies.told_of(organ).filter(pk=person.pk).exists()
        raise Taken(way, person if is_ours else None)
    here = policies.here_already(organ, day=local_date(at))
    if further != person.code and here.filter(pk=person.pk).exists():
        raise HereAlready(person)
