"""Suspending, taking up again, and ending what somebody is in one organ. It acts on the next
request: what somebody may do is asked anew for each."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from departments.actions import officers
from departments.models import Officer
from departments.policies import forget_units
from enrolment import policies
from enrolment.actions import invitations
from enrolment.registry import open_work
from events.actions import ledger
from members import roles
from members.actions import account, committees, people
from members.models import CommitteeMember, Member, Organ, Seat, User
from members.models.period import PeriodQuerySet
from members.policies import forget_hats, require_admin

type Place = Member | Seat | Officer | CommitteeMember


def places_of(user: User, organ: Organ) -> list[Place]:
    """Return all that somebody is, was or will be in an organ, the newest first."""
    found: list[Place] = [
        *policies.memberships(organ).filter(user=user).select_related("sector", "term"),
        *policies.seats(organ).filter(user=user),
        *policies.posts(organ).filter(user=user).select_related("department"),
        *policies.committee_places(organ).filter(user=user).select_related("committee"),
    ]
    return sorted(found, key=lambda place: (place.until is None, place.since), reverse=True)


@transaction.atomic
def suspend(*, user: User, organ: Organ, day: date, by: User, at: datetime) -> int:
    """Let all that somebody is in the organ rest from today on; return how many places.

    Raises PermissionDenied unless `by` looks after the organ's people, and for one's own places.
    """
    require_admin(by, organ.pk)
    policies.require_another(by, user)
    found = 0
    for rows in _rows(user, organ):
        found += rows.not_over(day).filter(suspended_since=None).update(suspended_since=day)
    invitations.revoke_around(user=user, organ=organ, by=by, at=at)
    if found:
        _note(user, organ, "suspended", by, at)
    return found


@transaction.atomic
def resume(*, user: User, organ: Organ, by: User, at: datetime) -> int:
    """Take up again what rested; return how many places.

    Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, organ.pk)
    found = 0
    for rows in _rows(user, organ):
        found += rows.filter(suspended_since__isnull=False).update(suspended_since=None)
    if found:
        _note(user, organ, "resumed", by, at)
    return found


@transaction.atomic
def end(
    *, user: User, organ: Organ, last_day: date, hand_over: bool, by: User, at: datetime
) -> int:
    """Set the last day of all that somebody is in the organ, and give away what can be given.

    What was to begin later is ended on its first day. Returns how many places end.
    Raises PermissionDenied unless `by` looks after the organ's people, and for one's own places.
    """
    require_admin(by, organ.pk)
    policies.require_another(by, user)
    given = _give_away(user, organ, by, at) if hand_over else 0
    ended = 0
    for place in places_of(user, organ):
        if place.until is None or place.until > last_day:
            until = max(last_day, place.since)
            if isinstance(place, Officer):
                officers.end(place=place, until=until, by=by, at=at)
            elif isinstance(place, CommitteeMember):
                committees.leave(place=place, until=until, by=by, at=at)
            else:
                people.end(place=place, until=until, by=by, at=at)
            ended += 1
    invitations.revoke_around(user=user, organ=organ, by=by, at=at)
    if given:
        _note(user, organ, "work_handed_over", by, at, {"count": given})
    return ended


def _give_away(user: User, organ: Organ, by: User, at: datetime) -> int:
    return sum(
        matter.hand_over(user, organ.pk, by, at)
        for matter in open_work(user, organ.pk)
        if matter.hand_over
    )


def remaining(user: User, organ: Organ, day: date) -> list[tuple[str, int]]:
    """Who is left at each desk where somebody sits: its name, and how many others sit there."""
    found: list[tuple[str, int]] = []
    colleagues = Officer.objects.filter(department=OuterRef("department"), user__is_active=True)
    posts = policies.posts(organ).filter(user=user).in_force(day).select_related("department")
    for post in posts.annotate(left=_others(colleagues.in_force(day), user, "department")):
        found.append((post.department.name, post.left))
    same = policies.seats(organ).filter(role=OuterRef("role"), user__is_active=True)
    seats = policies.seats(organ).filter(user=user).in_force(day)
    for seat in seats.annotate(left=_others(same.in_force(day), user, "role")):
        found.append((str(roles.named(seat.role)), seat.left))
    return list(dict.fromkeys(found))


def _others(rows: PeriodQuerySet[Any], user: User, by: str) -> Coalesce:
    """How many people other than this one are in rows that are one another's by that field."""
    others = rows.exclude(user=user).order_by().values(by)
    return Coalesce(Subquery(others.annotate(n=Count("user", distinct=True)).values("n")), 0)


def _rows(user: User, organ: Organ) -> Iterator[PeriodQuerySet[Any]]:
    for rows in (policies.memberships(organ), policies.seats(organ)):
        yield rows.filter(user=user)
    # A join cannot be updated: units and committees by their keys.
    yield Officer.objects.filter(user=user, department__in=organ.departments.values("pk"))
    yield CommitteeMember.objects.filter(user=user, committee__in=organ.committees.values("pk"))


def _note(
    user: User,
    organ: Organ,
    step: str,
    by: User,
    at: datetime,
    data: dict[str, object] | None = None,
) -> None:
    forget_hats(user)
    forget_units(user)
    ledger.record(
        kind=account.KIND, code=user.code, step=step, by=by, at=at, organ=organ.pk, data=data
    )
