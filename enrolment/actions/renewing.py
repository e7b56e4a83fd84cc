"""A new term: who continues gets a new period, who does not is a member up to the day before."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from enrolment import policies
from events.actions import ledger
from members import roles
from members.actions import account
from members.models import CommitteeMember, Member, Organ, Term, User
from members.models.period import PeriodQuerySet
from members.policies import require_admin

KIND = "term"


class NotPossible(Exception):
    """The term cannot begin on that day, or with that number."""


def current(organ: Organ, day: date) -> Term | None:
    """The organ's term on a day, or None."""
    return organ.terms.filter(since__lte=day).exclude(until__lt=day).first()


def leaving_or_not(organ: Organ, since: date) -> PeriodQuerySet[Any]:
    """The memberships that a new term from that day on would end or renew."""
    here = policies.memberships(organ).filter(since__lt=since).not_over(since)
    return here.select_related("user", "sector").order_by("user__name", "pk")


def not_joined(members: Collection[Member]) -> int:
    """How many of these members were only invited so far."""
    people = [one.user_id for one in members]
    found: int = User.objects.only_invited().filter(pk__in=people).count()
    return found


@transaction.atomic
def renew(
    *,
    organ: Organ,
    number: int,
    since: date,
    leaving: Collection[str],
    by: User,
    at: datetime,
) -> Term:
    """Begin a term on a day, today or ahead; `leaving` are the codes of those who do not continue.

    All by dates: nothing has to happen on the day itself.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        NotPossible: there is a term of that number or a later one, or one that begins on that
            day or later.
    """
    require_admin(by, organ.pk)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    terms = Term.objects.filter(organ=organ)
    if terms.filter(number__gte=number).exists() or terms.filter(since__gte=since).exists():
        raise NotPossible
    eve = since - timedelta(days=1)
    terms.filter(until=None).update(until=eve)
    terms.filter(until__gte=since).update(until=eve)
    term = Term.objects.create(organ=organ, number=number, since=since)
    old = list(leaving_or_not(organ, since))
    go_on = [one for one in old if one.user.code not in leaving]
    Member.objects.filter(pk__in=[one.pk for one in old]).update(until=eve)
    Member.objects.bulk_create(
        Member(
            user=one.user,
            organ=organ,
            sector=one.sector,
            term=term,
            since=since,
            # A last day that was set already, or a suspension, is nothing that a term changes.
            until=one.until,
            suspended_since=one.suspended_since,
        )
        for one in go_on
    )
    _leave_committees(organ, old, go_on, eve, by=by, at=at)
    _record(organ, term, old, go_on, by=by, at=at)
    return term


def _leave_committees(
    organ: Organ,
    old: Collection[Member],
    go_on: Collection[Member],
    eve: date,
    *,
    by: User,
    at: datetime,
) -> None:
    """Who is a member no more sits in no committee either; what was to begin later ends on its
    first day."""
    gone = {one.user_id for one in old} - {one.user_id for one in go_on}
    places = CommitteeMember.objects.filter(user__in=gone, committee__in=organ.committees.all())
    ending = list(places.not_over(eve + timedelta(days=1)).select_related("user"))
    for place in ending:
        place.until = max(eve, place.since)
    CommitteeMember.objects.bulk_update(ending, ["until"])
    ledger.record_many(
        [
            _line(
                account.KIND,
                place.user.code,
                "committee_left",
                {"committee": place.committee_id, "role": place.role} | place.last_day,
                organ,
                by,
                at,
            )
            for place in ending
        ]
    )


@transaction.atomic
def first(*, organ: Organ, number: int, since: date, by: User, at: datetime) -> Term:
    """Write down the term that an organ is in; its present members belong to it.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        NotPossible: the organ has a term already.
    """
    require_admin(by, organ.pk)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if organ.terms.exists():
        raise NotPossible
    term = Term.objects.create(organ=organ, number=number, since=since)
    policies.memberships(organ).not_over(since).filter(term=None).update(term=term)
    _record(organ, term, [], [], by=by, at=at)
    return term


def correctable(organ: Organ) -> Term | None:
    """The organ's term, as long as it is the only one: no other follows on its days."""
    terms = list(organ.terms.all()[:2])
    return terms[0] if len(terms) == 1 else None


@transaction.atomic
def correct(*, organ: Organ, number: int, since: date, by: User, at: datetime) -> Term:
    """Put right what was written down as the number and the first day of the present term.

    Its members stay in it, with their own days.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        NotPossible: the organ has no term, or another one as well.
    """
    require_admin(by, organ.pk)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    term = correctable(organ)
    if term is None:
        raise NotPossible
    data: dict[str, object] = {
        "from": {"number": term.number, "since": term.since.isoformat()},
        "to": {"number": number, "since": since.isoformat()},
    }
    term.number, term.since = number, since
    term.save(update_fields=["number", "since"])
    ledger.record_many([_line(KIND, f"{organ.pk}-{number}", "corrected", data, organ, by, at)])
    return term


def _record(
    organ: Organ,
    term: Term,
    old: Collection[Member],
    go_on: Collection[Member],
    *,
    by: User,
    at: datetime,
) -> None:
    gone = {one.pk for one in old} - {one.pk for one in go_on}
    eve = (term.since - timedelta(days=1)).isoformat()
    data: dict[str, object] = {
        "number": term.number,
        "since": term.since.isoformat(),
        "continue": len(go_on),
        "end": len(gone),
    }
    lines = [_line(KIND, f"{organ.pk}-{term.number}", "begun", data, organ, by, at)]
    for one in old:
        ends = {"role": roles.Member.key, "until": eve}
        goes_on = {"role": roles.Member.key, "since": term.since.isoformat()}
        step, said = ("ended", ends) if one.pk in gone else ("renewed", goes_on)
        lines.append(_line(account.KIND, one.user.code, step, said, organ, by, at))
    ledger.record_many(lines)


def _line(
    kind: str,
    code: str,
    step: str,
    data: dict[str, object] | dict[str, str],
    organ: Organ,
    by: User,
    at: datetime,
) -> ledger.Record:
    return ledger.Record(
        kind=kind,
        code=code,
        step=step,
        by=by,
        at=at,
        organ=organ.pk,
        data=data,
        pending=() if kind == KIND else ("announce",),
    )
