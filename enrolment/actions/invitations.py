"""Inviting people, once more if need be, and taking an invitation back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from departments.actions import officers
from departments.models import Department
from enrolment import lists
from enrolment.models import Intake, Invitation
from enrolment.models.invitation import CARD, MAIL, SMS, InvitationQuerySet
from events.actions import ledger
from members import roles
from members.actions import account, limits, people
from members.models import Organ, Sector, User
from members.numbers import may_be_texted
from members.policies import hats, require_admin

GOOD_FOR = timedelta(days=30)
KIND = "invitation"
SEND = "enrolment.send"
MORE = "more"
"""Where an invitation names the second and further places that a list gives one person."""
A_DAY = timedelta(days=1)
TEXTS_A_DAY = 4
"""Text messages to one person in a day: an invitation, and three times once more."""
TEXTS_TO = "invitations by text to"


class Gone(Exception):
    """The invitation cannot be accepted any more."""


def channel_for(user: User, *, mail: bool = True, sms: bool = True) -> str:
    """Return how somebody is reached: mail where there is an address, a text message where there is
    a mobile number, else a printed card."""
    if mail and user.email:
        return MAIL
    return SMS if sms and may_be_texted(user.mobile) else CARD


@transaction.atomic
def invite(
    *,
    person: User,
    organ: Organ,
    by: User,
    at: datetime,
    channel: str = "",
    gives: Mapping[str, object] | None = None,
) -> Invitation:
    """Invite somebody; an invitation of this organ that was not answered is revoked before.

    Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, organ.pk)
    for before in Invitation.objects.unanswered().filter(person=person, organ=organ):
        revoke(invitation=before, by=by, at=at)
    made = Invitation(
        person=person, organ=organ, channel=channel or channel_for(person), gives=dict(gives or {})
    )
    return invite_many([made], by=by, at=at)[0]


@transaction.atomic
def invite_many(
    drafted: Iterable[Invitation], *, by: User, at: datetime, intake: Intake | None = None
) -> list[Invitation]:
    """Keep many invitations with their lines; what is sent is left to the worker as rows.

    Text messages beyond what an organ may send in a day, or a person get, become mails or cards.
    """
    made = list(drafted)
    _ration(made, at)
    for one in made:
        one.by, one.intake = by, intake
        one.created_at, one.expires_at = at, at + GOOD_FOR
        one.with_secrets()
    Invitation.objects.bulk_create(made, batch_size=2_000)
    ledger.record_many([_line(one, "invited", by, at) for one in made])
    return made


def texts_left(organ: Organ, at: datetime) -> int:
    """How many more people the organ may invite by text message today.

    Counted by the invitations themselves: a counter's row would be locked as long as a large list
    is being enrolled, and nobody else could be invited meanwhile.
    """
    sent = Invitation.objects.filter(organ=organ, channel=SMS, created_at__gt=at - A_DAY)
    return max(settings.SMS_INVITATIONS_PER_DAY - sent.count(), 0)


def _ration(drafted: Iterable[Invitation], at: datetime) -> None:
    """Give another way to those whose text message would be one too many."""
    left: dict[str, int] = {}
    for one in drafted:
        if one.channel != SMS:
            continue
        if one.organ_id not in left:
            left[one.organ_id] = texts_left(one.organ, at)
        if left[one.organ_id] and _may_text(one.person):
            left[one.organ_id] -= 1
        else:
            # Of whom the organ does not know as its own it never learns other ways.
            one.channel = MAIL if one.person.email and not one.gives else CARD


def _may_text(person: User) -> bool:
    most, seconds = TEXTS_A_DAY, int(A_DAY.total_seconds())
    return may_be_texted(person.mobile) and limits.take(
        what=TEXTS_TO, key=person.code, most=most, seconds=seconds
    )


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, at: datetime) -> bool:
    """Take an invitation back; tell whether it was still unanswered.

    Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, invitation.organ_id)
    here = Invitation.objects.unanswered().filter(pk=invitation.pk)
    if not here.update(revoked_at=at):
        return False
    ledger.record_many([_line(invitation, "invitation_revoked", by, at)])
    return True


@transaction.atomic
def ask(drafted: Iterable[Invitation], *, intake: Intake, at: datetime) -> None:
    """Invite those of a list who have an account and are nobody here yet; what the organ sent them
    before opens nothing any more."""
    made = list(drafted)
    before = Invitation.objects.unanswered().filter(organ=intake.organ_id)
    void = list(before.filter(person__in=[one.person_id for one in made]).select_related("person"))
    Invitation.objects.filter(pk__in=[one.pk for one in void]).update(revoked_at=at)
    ledger.record_many([_line(one, "invitation_revoked", intake.by, at) for one in void])
    invite_many(made, by=intake.by, at=at, intake=intake)


@transaction.atomic
def revoke_all(found: InvitationQuerySet, *, by: User, at: datetime) -> int:
    """Take back all of these that are unanswered; return how many."""
    here = found.unanswered().select_related("person").select_for_update(of=("self",))
    rows = list(here.order_by("pk"))
    Invitation.objects.filter(pk__in=[one.pk for one in rows]).update(revoked_at=at)
    ledger.record_many([_line(one, "invitation_revoked", by, at) for one in rows])
    return len(rows)


@transaction.atomic
def revoke_around(*, user: User, organ: Organ, by: User, at: datetime) -> int:
    """Take back what would give a place past somebody's leaving the organ: their own invitations
    there, and those to a place that they sent to others. Return how many."""
    ours = Invitation.objects.filter(organ=organ)
    return revoke_all(ours.filter(Q(person=user) | Q(by=user) & ~Q(gives={})), by=by, at=at)


@transaction.atomic
def accept(*, invitation: Invitation, at: datetime) -> None:
    """Let the invited person in: once, and only while it is good.

    Raises:
        Gone: it was used, revoked, or has run out; or who gives the place by it may not any more.
    """
    person = invitation.person
    if invitation.gives and not _may_give(invitation):
        raise Gone
    here = Invitation.objects.open(at).filter(pk=invitation.pk, person__is_active=True)
    if not here.update(accepted_at=at):
        raise Gone
    places = [invitation.gives, *invitation.gives.get(MORE, ())] if invitation.gives else []
    for place in places:
        give(place, person=person, organ=invitation.organ, by=invitation.by, at=at)
    ledger.record_many([_line(invitation, "invitation_accepted", person, at)])


def _may_give(invitation: Invitation) -> bool:
    """Whether who sent it looks after the organ's people today as well, and is another person."""
    by = User.objects.get(pk=invitation.by_id)
    return by.pk != invitation.person_id and invitation.organ_id in hats(by).admin_of


@transaction.atomic
def give(
    place: Mapping[str, object], *, person: User, organ: Organ, by: User, at: datetime
) -> None:
    """Give somebody a place in the organ as a list or a form says it, unless they have it."""
    since = date.fromisoformat(str(place[lists.SINCE]))
    if unit := place.get(lists.UNIT):
        department = Department.objects.get(pk=str(unit), organ=organ)
        role = roles.BY_KEY[str(place[lists.ROLE])]
        if not person.offices.filter(department=department, role=role.key, until=None).exists():
            officers.post(user=person, department=department, role=role, since=since, by=by, at=at)
    elif key := place.get(lists.ROLE):
        if not person.seats.filter(organ=organ, role=key, until=None).exists():
            role = roles.BY_KEY[str(key)]
            people.seat(user=person, organ=organ, role=role, since=since, by=by, at=at)
    elif not person.memberships.filter(organ=organ, until=None).exists():
        known = Sector.objects.known_to(organ.pk)
        sector = known.filter(pk=str(place.get(lists.SECTOR, ""))).first()
        terms = organ.terms.filter(since__lte=since).exclude(until__lt=since)
        if number := place.get(lists.TERM):
            terms = organ.terms.filter(pk=str(number))
        term = terms.first()
        people.appoint(
            user=person, organ=organ, sector=sector, term=term, since=since, by=by, at=at
        )


@transaction.atomic
def note_cards(*, organ: Organ, count: int, by: User, at: datetime) -> None:
    """Write down that cards were shown to be printed: whoever has one can come in.

    Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, organ.pk)
    ledger.record(
        kind=KIND,
        code=organ.pk,
        step="cards_shown",
        by=by,
        at=at,
        organ=organ.pk,
        data={"count": count},
        pending=(),
    )


def _line(invitation: Invitation, step: str, by: User, at: datetime) -> ledger.Record:
    sends = step == "invited" and invitation.channel != CARD
    return ledger.Record(
        kind=account.KIND,
        code=invitation.person.code,
        step=step,
        by=by,
        at=at,
        organ=invitation.organ_id,
        data={"invitation": invitation.code, "channel": invitation.channel},
        pending=(SEND,) if sends else (),
    )
