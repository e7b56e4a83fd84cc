"""Enrolling people and giving them seats. Nobody signs up by themselves."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from events.actions import ledger
from members import numbers, roles
from members.actions import account
from members.models import Member, Organ, Seat, Sector, Term, User
from members.policies import forget_hats


class AlreadyOpen(Exception):
    """The organ has an administrator already."""


@transaction.atomic
def enrol(
    *,
    by: User | None,
    at: datetime,
    email: str = "",
    mobile: str = "",
    name: str = "",
    phone: str = "",
    language: str = "",
    organ: Organ | None = None,
) -> User:
    """Make an account for an address or a mobile number which an organ's office vouches for.

    Without a password: the person sets one by the link of "forgotten password", or signs in with
    a code. Whoever has neither address nor mobile gets a first password from the office and signs
    in with the account's code. Raises IntegrityError where address or number has an account, and
    ValueError where `mobile` is none.
    """
    number = numbers.mobile(mobile) if mobile else None
    user = User.objects.create_user(email, mobile=number, name=name, phone=phone, language=language)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    account.note(user=user, step="enrolled", by=by, at=at, organ=organ.code if organ else "")
    return user


@transaction.atomic
def move_address(*, user: User, email: str, by: User | None, at: datetime) -> None:
    """Give an account another address, on behalf of its owner who lost the old one; "": none."""
    user.email = email or None
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    account.note(user=user, step="address_moved", by=by, at=at)


@transaction.atomic
def move_mobile(*, user: User, mobile: str, by: User | None, at: datetime) -> None:
    """Give an account another mobile number, on behalf of its owner; "": none.

    Raises ValueError where `mobile` is none, and IntegrityError where it is another account's.
    """
    account.set_mobile(user=user, number=numbers.mobile(mobile) if mobile else None)
    account.note(user=user, step="mobile_moved", by=by, at=at)


@transaction.atomic
def appoint(
    *,
    user: User,
    organ: Organ,
    since: date,
    by: User | None,
    at: datetime,
    sector: Sector | None = None,
    term: Term | None = None,
) -> Member:
    """Make somebody a member of an organ from a day on."""
    member = Member(user=user, organ=organ, sector=sector, term=term, since=since)
    give(place=member, by=by, at=at)
    return member


@transaction.atomic
def seat(
    *, user: User, organ: Organ, role: type[roles.Role], since: date, by: User | None, at: datetime
) -> Seat:
    """Give somebody a seat in an organ's office from a day on."""
    given = Seat(user=user, organ=organ, role=role.key, since=since)
    give(place=given, by=by, at=at)
    return given


@transaction.atomic
def give(*, place: Member | Seat, by: User | None, at: datetime) -> None:
    """Keep a membership or a seat that is not in the table yet, with the days it has."""
    place.save(force_insert=True)
    _record(place, "seated" if isinstance(place, Seat) else "appointed", by, at)


@transaction.atomic
def end(*, place: Member | Seat, until: date, by: User | None, at: datetime) -> None:
    """Set the last day of a membership or a seat, whether it has come or is still to come."""
    place.until = until
    place.save(update_fields=["until"])
    _record(place, "ended", by, at)


@transaction.atomic
def open_system(*, organ: Organ, email: str, since: date, at: datetime) -> User:
    """Enrol the first administrator of an organ, with a seat in its office as well.

    Raises AlreadyOpen where the organ has an administrator who can sign in. Until the first one
    has set a password, asking again for the same address returns the same person.
    """
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    admins = Seat.objects.filter(organ=organ, role=roles.OrganAdmin.key, user__is_active=True)
    current = admins.in_force(since).select_related("user").first()
    if current and (current.user.has_usable_password() or current.user.email != email.lower()):
        raise AlreadyOpen
    if current:
        return current.user
    user = User.objects.filter(email=email).first() or enrol(
        email=email, organ=organ, by=None, at=at
    )
    for role in (roles.OrganAdmin, roles.Office):
        if not Seat.objects.filter(user=user, organ=organ, role=role.key, until=None).exists():
            seat(user=user, organ=organ, role=role, since=since, by=None, at=at)
    return user


def _record(place: Member | Seat, step: str, by: User | None, at: datetime) -> None:
    forget_hats(place.user)
    role = place.role if isinstance(place, Seat) else roles.Member.key
    ledger.record(
        kind=account.KIND,
        code=place.user.code,
        step=step,
        by=by,
        at=at,
        organ=place.organ_id,
        data={"role": role} | place.last_day,
    )
