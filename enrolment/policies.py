"""Whose people an administrator looks after, and who they are.

An administrator acts on exactly the organs where they have that seat, and learns of nobody's places
elsewhere.
"""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from departments.models import Officer
from members.models import CommitteeMember, Member, Organ, Seat, User
from members.models.period import PeriodQuerySet
from members.policies import require


def memberships(organ: Organ | str) -> PeriodQuerySet[Any]:
    """All memberships in an organ, past and to come."""
    return Member.objects.filter(organ=organ)


def seats(organ: Organ | str) -> PeriodQuerySet[Any]:
    """All seats in an organ's office, past and to come."""
    return Seat.objects.filter(organ=organ)


def committee_places(organ: Organ | str) -> PeriodQuerySet[Any]:
    """All places in an organ's committees, past and to come."""
    return CommitteeMember.objects.filter(committee__organ=organ)


def posts(organ: Organ | str) -> PeriodQuerySet[Any]:
    """All places in an organ's units, past and to come."""
    return Officer.objects.filter(department__organ=organ)


def people_of(organ: Organ | str) -> QuerySet[User]:
    """Everybody who has, had or will have a place in an organ, its office or its units."""
    placed = memberships(organ).values("user")
    placed = placed.union(seats(organ).values("user"), posts(organ).values("user"))
    return User.objects.filter(pk__in=placed)


def told_of(organ: Organ | str) -> QuerySet[User]:
    """Whom an organ may be told of where a number or an address that it wrote is theirs: those of
    its people, of now, before or to come, whose account is its affair alone. Of all others it
    learns that it is in use, and no more."""
    known = people_of(organ).exclude(_elsewhere(organ))
    return known.filter(is_staff=False, is_superuser=False)


def here_already(organ: Organ | str, *, day: date) -> QuerySet[User]:
    """Those of whom it may be told who have a place there that is not over."""
    placed = [rows.not_over(day).values("user") for rows in (memberships(organ), seats(organ))]
    still = placed[0].union(placed[1], posts(organ).not_over(day).values("user"))
    return told_of(organ).filter(pk__in=still)


def people_with_signs(organ: Organ | str) -> QuerySet[User]:
    """The same, each with `is_elsewhere`: whether they have, had or will have a place elsewhere."""
    return people_of(organ).annotate(is_elsewhere=_elsewhere(organ))


def _elsewhere(organ: Organ | str) -> Any:
    """The condition that somebody has, had or will have a place in another organ."""
    placed = [
        Exists(rows.filter(user=OuterRef("pk")))
        for rows in (
            Member.objects.exclude(organ=organ),
            Seat.objects.exclude(organ=organ),
            Officer.objects.exclude(department__organ=organ),
            CommitteeMember.objects.exclude(committee__organ=organ),
        )
    ]
    return reduce(or_, placed)


def is_shared(user: User, organ: Organ | str) -> bool:
    """Whether the account is more than this organ's affair: it has, had or will have a place
    elsewhere, or runs the platform. Then nothing of it is shown or changed from here but what the
    organ gave itself: what is over elsewhere stays to be read there. Asks nothing of one who comes
    from `people_with_signs`."""
    known = getattr(user, "is_elsewhere", None)
    return _is_shared_now(user, organ) if known is None else known or _runs_it(user)


def _is_shared_now(user: User, organ: Organ | str) -> bool:
    elsewhere = User.objects.filter(_elsewhere(organ), pk=user.pk)
    return _runs_it(user) or elsewhere.exists()


def _runs_it(user: User) -> bool:
    return user.is_staff or user.is_superuser


def require_own(user: User, organ: Organ) -> None:
    """Ask that an account is this organ's affair alone, before its name or ways in are changed:
    whoever changes those could come in as that person.

    Raises:
        PermissionDenied: it is not.
    """
    require(
        not _is_shared_now(user, organ),
        _("This account cannot be changed from here. The person does it under “My account”."),
    )


def require_another(by: User, user: User) -> None:
    """Ask that nobody takes their own place away by mistake.

    Raises:
        PermissionDenied: it is one's own.
    """
    require(by.pk != user.pk, _("Another administrator does this for you."))
