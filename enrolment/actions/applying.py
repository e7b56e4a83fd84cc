"""Enrolling everybody on a checked list: in one transaction, by statements over many rows."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from departments.models import Department, Officer
from enrolment import lists, policies
from enrolment.actions import intakes, invitations
from enrolment.actions.intakes import Stale
from enrolment.models import Intake, IntakeRow, Invitation
from enrolment.models.intake import AGAIN, APPLIED, APPLYING, CHANGED, CHECKED, CHECKING, NEW
from enrolment.models.invitation import CARD
from events.actions import ledger
from members import roles
from members.actions import account
from members.models import Member, Organ, Seat, User
from members.policies import require_admin
from workdays.arithmetic import local_date

SIZE = 2_000
"""Rows held in memory at a time."""


@transaction.atomic
def order(*, intake: Intake, by: User, at: datetime) -> bool:
    """Let a checked list be enrolled; tell whether it was waiting for that. A second press, or a
    second administrator, changes nothing. Raises PermissionDenied unless `by` looks after the
    organ's people."""
    require_admin(by, intake.organ_id)
    if not intake.move(to=APPLYING, source=CHECKED, touched_at=at):
        return False
    Intake.objects.filter(pk=intake.pk).update(by=by)
    return True


def apply(*, intake: Intake, at: datetime) -> bool:
    """Enrol everybody on the list, or nobody; tell whether it was done now.

    Where the world has changed since the check the list goes back to be checked again, and its
    page says so.
    """
    try:
        return _apply(intake, at)
    except (Stale, IntegrityError):
        again = {"checked_to": 0, "counts": {AGAIN: 1}, "touched_at": at}
        intake.move(to=CHECKING, source=APPLYING, **again)
        return False


@transaction.atomic
def _apply(intake: Intake, at: datetime) -> bool:
    # Lists of one organ are applied one after the other.
    Organ.objects.select_for_update(no_key=True).get(pk=intake.organ_id)
    here = Intake.objects.select_for_update().get(pk=intake.pk)
    if here.state != APPLYING:
        return False
    _require_fresh(here)
    strangers = _strangers(here)
    asked = {row.number for row in strangers}
    done = {NEW: len(strangers), CHANGED: 0}
    last = 0
    while rows := _next(here, after=last):
        last = rows[-1].number
        rows = [row for row in rows if row.number not in asked]
        fresh = [row for row in rows if row.verdict == NEW]
        _enrol(here, fresh, at)
        _change(here, [row for row in rows if row.verdict == CHANGED], at)
        done[NEW] += len(fresh)
        done[CHANGED] += len(rows) - len(fresh)
    invitations.ask(_questions(here, strangers), intake=here, at=at)
    here.move(to=APPLIED, source=APPLYING, touched_at=at)
    intakes.record(here, "applied", by=here.by, at=at, data=dict(done))
    return True


def _next(intake: Intake, *, after: int) -> list[IntakeRow]:
    wanted = intake.rows.filter(verdict__in=[NEW, CHANGED], number__gt=after)
    return list(wanted.select_related("person").order_by("number")[:SIZE])


def _strangers(intake: Intake) -> list[IntakeRow]:
    """The rows of those who have an account and never were anything here: they are asked first, as
    if they were enrolled one by one."""
    found = intake.rows.filter(verdict=NEW, person__isnull=False)
    found = found.exclude(person__in=policies.people_of(intake.organ_id).values("pk"))
    return list(found.defer("cells").select_related("person").order_by("number"))


def _questions(intake: Intake, rows: Sequence[IntakeRow]) -> list[Invitation]:
    """An invitation for each person, by a way that the list itself knows; it gives the place."""
    found: dict[int, Invitation] = {}
    for row in rows:
        if row.person is None:
            continue
        place = {**row.place, lists.SINCE: intake.first_day(row).isoformat()}
        if intake.kind == lists.MEMBERS and intake.term_id:
            place.setdefault(lists.TERM, intake.term_id)
        if before := found.get(row.person.pk):
            before.gives.setdefault(invitations.MORE, []).append(place)
            continue
        channel = invitations.channel_for(
            row.person,
            mail=intake.by_mail and row.person.email == row.email,
            sms=intake.by_sms and row.person.mobile == row.mobile,
        )
        gives = {**place, lists.NAME: row.name}
        found[row.person.pk] = Invitation(
            person=row.person, organ=intake.organ, channel=channel, gives=gives
        )
    return list(found.values())


def _require_fresh(intake: Intake) -> None:
    """Ask whether what the check found is still so: nobody has got an account or a place since.

    Raises:
        Stale: somebody has.
    """
    fresh = intake.rows.filter(verdict=NEW)
    unknown = fresh.filter(person=None).exclude(mobile="", email="")
    placed = fresh.filter(person__isnull=False)
    if intake.kind == lists.MEMBERS:
        open_here = Member.objects.filter(
            organ=intake.organ_id, until=None, user=OuterRef("person")
        )
        if placed.filter(Exists(open_here)).exists():
            raise Stale
    for way in ("mobile", "email"):
        same = User.objects.filter(**{way: OuterRef(way)})
        if unknown.filter(Exists(same), **{f"{way}__gt": ""}).exists():
            raise Stale


def _enrol(intake: Intake, rows: Sequence[IntakeRow], at: datetime) -> None:
    """Accounts, addresses, places, lines and invitations for new rows: a statement for each."""
    unknown = [row for row in rows if row.person is None]
    made = [
        User(
            email=row.email or None,
            mobile=row.mobile or None,
            name=row.name,
            password=make_password(None),
        )
        for row in unknown
    ]
    User.objects.bulk_create(made)
    for row, user in zip(unknown, made, strict=True):
        row.person = user
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=user, email=user.email, primary=True, verified=True)
            for user in made
            if user.email
        ]
    )
    intakes.keep(unknown, ["person"])
    _place(intake, rows)
    ledger.record_many(
        [_line(intake, user, "enrolled", {}, at) for user in made]
        + [_placed(intake, row, at) for row in rows]
    )
    invitations.invite_many(_invited(intake, made), by=intake.by, at=at, intake=intake)


def _invited(intake: Intake, made: Sequence[User]) -> list[Invitation]:
    found = []
    for user in made:
        channel = invitations.channel_for(user, mail=intake.by_mail, sms=intake.by_sms)
        if channel != CARD or intake.by_card:
            found.append(Invitation(person=user, organ=intake.organ, channel=channel))
    return found


def _place(intake: Intake, rows: Sequence[IntakeRow]) -> None:
    if intake.kind == lists.MEMBERS:
        Member.objects.bulk_create(
            Member(
                user=row.person,
                organ=intake.organ,
                sector_id=row.place.get(lists.SECTOR),
                term_id=row.place.get(lists.TERM) or intake.term_id,
                since=intake.first_day(row),
            )
            for row in rows
        )
    elif intake.kind == lists.UNITS:
        Officer.objects.bulk_create(
            Officer(
                user=row.person,
                department_id=row.place[lists.UNIT],
                role=row.place[lists.ROLE],
                since=intake.first_day(row),
            )
            for row in rows
        )
    else:
        Seat.objects.bulk_create(
            Seat(
                user=row.person,
                organ=intake.organ,
                role=row.place[lists.ROLE],
                since=intake.first_day(row),
            )
            for row in rows
        )


def _change(intake: Intake, rows: Sequence[IntakeRow], at: datetime) -> None:
    """Members whose sector or term the list has otherwise. Nothing else of a person is changed."""
    by_person = {row.person_id: row for row in rows}
    day = local_date(at)
    places = list(Member.objects.filter(organ=intake.organ_id, user__in=by_person).not_over(day))
    for place in places:
        said = by_person[place.user_id].place
        place.sector_id = said.get(lists.SECTOR, place.sector_id)
        place.term_id = said.get(lists.TERM, place.term_id)
    Member.objects.bulk_update(places, ["sector", "term"], batch_size=500)
    ledger.record_many(
        [_line(intake, row.person, "membership_changed", {}, at) for row in rows if row.person]
    )


def _placed(intake: Intake, row: IntakeRow, at: datetime) -> ledger.Record:
    role = row.place.get(lists.ROLE, roles.Member.key)
    if row.person is None:
        raise ValueError("a row without a person")
    if intake.kind != lists.UNITS:
        step = "appointed" if intake.kind == lists.MEMBERS else "seated"
        return _line(intake, row.person, step, {"role": role}, at)
    unit = _units(intake)[row.place[lists.UNIT]]
    return _line(intake, row.person, "posted", {"role": role, "unit": unit}, at)


def _units(intake: Intake) -> dict[int, str]:
    kept: dict[int, str] | None = intake.__dict__.get("_units")
    if kept is None:
        kept = dict(Department.objects.filter(organ=intake.organ_id).values_list("pk", "code"))
        intake.__dict__["_units"] = kept
    return kept


def _line(
    intake: Intake, user: User, step: str, data: dict[str, object], at: datetime
) -> ledger.Record:
    """A line of somebody's account; what nobody is told of leaves nothing to be done."""
    told = step in ("appointed", "seated", "posted")
    return ledger.Record(
        kind=account.KIND,
        code=user.code,
        step=step,
        by=intake.by,
        at=at,
        organ=intake.organ_id,
        data={**data, "list": intake.code},
        pending=("announce",) if told else (),
    )
