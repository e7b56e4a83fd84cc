"""The people of an organ as its administrator sees them: what they are here, and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from departments.models import Officer
from enrolment import policies
from enrolment.models import Invitation
from members import numbers, roles
from members.models import CommitteeMember, Member, Organ, Seat, User
from members.roles import Words

ACTIVE, SUSPENDED, INVITED, FORMER = "active", "suspended", "invited", "former"
STATES: dict[str, Words] = {
    ACTIVE: pgettext_lazy("a person of the organ", "Active"),
    INVITED: gettext_lazy("Invited"),
    SUSPENDED: gettext_lazy("Suspended"),
    FORMER: gettext_lazy("Former"),
}

type Place = Member | Seat | Officer | CommitteeMember


@dataclass(frozen=True)
class Wish:
    """What somebody looks for among the people of an organ."""

    words: str = ""
    state: str = ""
    role: str = ""
    term: int = 0


@dataclass
class Line:
    """One person in the list: what they are here, in words."""

    user: User
    places: list[str] = field(default_factory=list)
    state: str = ""

    @property
    def state_name(self) -> Words:
        return STATES.get(self.state, "")


def people(organ: Organ, wish: Wish, *, day: date, at: datetime) -> QuerySet[User]:
    """Return the people with a place in the organ, now, before or later, as wished for."""
    found = policies.people_of(organ)
    if wish.words:
        found = found.filter(_said(wish.words))
    if wish.state:
        found = _in_state(found, organ, wish.state, day, at)
    if wish.term:
        of_term = policies.memberships(organ).filter(term__number=wish.term)
        found = found.filter(pk__in=of_term.values("user"))
    return _in_role(found, organ, wish.role, day) if wish.role else found


def _said(words: str) -> Q:
    """By a part of the name, or by a whole mobile number or address: who knows it has it."""
    said = Q(name__icontains=words) | Q(email=words.lower()) | Q(code=words.upper())
    try:
        return said | Q(mobile=numbers.mobile(words))
    except ValueError:
        return said


def _users(organ: Organ, how: str, day: date) -> QuerySet[User]:
    """Whoever has a place here that is `in_force`, `held`, or `not_over` on the day."""
    rows = (policies.memberships(organ), policies.seats(organ), policies.posts(organ))
    first, *others = (getattr(one, how)(day).values("user") for one in rows)
    return User.objects.filter(pk__in=first.union(*others))


def _in_state(
    found: QuerySet[User], organ: Organ, state: str, day: date, at: datetime
) -> QuerySet[User]:
    if state == INVITED:
        return found.filter(pk__in=Invitation.objects.filter(organ=organ).open(at).values("person"))
    active = _users(organ, "in_force", day).values("pk")
    if state == ACTIVE:
        return found.filter(pk__in=active)
    not_over = _users(organ, "not_over", day).values("pk")
    if state == FORMER:
        return found.exclude(pk__in=not_over)
    return found.filter(pk__in=_users(organ, "held", day).values("pk")).exclude(pk__in=active)


def _in_role(found: QuerySet[User], organ: Organ, role: str, day: date) -> QuerySet[User]:
    if role == roles.Member.key:
        rows = policies.memberships(organ).not_over(day).values("user")
    elif role in (roles.Officer.key, roles.Head.key):
        rows = policies.posts(organ).not_over(day).filter(role=role).values("user")
    else:
        rows = policies.seats(organ).not_over(day).filter(role=role).values("user")
    return found.filter(pk__in=rows)


def lines(users: Sequence[User], organ: Organ, *, day: date, at: datetime) -> list[Line]:
    """Say what each of these people is here: four questions, however many they are."""
    places: dict[int, list[Place]] = defaultdict(list)
    for place in _places(organ, users):
        places[place.user_id].append(place)
    invited = set(
        Invitation.objects.filter(organ=organ, person__in=users)
        .open(at)
        .values_list("person", flat=True)
    )
    return [
        Line(
            user,
            [named(place) for place in places[user.pk] if not _is_over(place, day)],
            INVITED if user.pk in invited else state_of(places[user.pk], day),
        )
        for user in users
    ]


def _places(organ: Organ, users: Sequence[User]) -> Iterable[Place]:
    members = policies.memberships(organ).filter(user__in=users)
    yield from members.select_related("sector", "term")
    yield from policies.seats(organ).filter(user__in=users)
    yield from policies.posts(organ).filter(user__in=users).select_related("department")


def named(place: Place) -> str:
    """What a place is called: the role, and which sector or unit."""
    if isinstance(place, Member):
        more = [str(one) for one in (place.sector, place.term) if one]
        return " · ".join([str(roles.Member.name), *more])
    if isinstance(place, CommitteeMember):
        return f"{place.get_role_display()} · {place.committee.name}"
    if isinstance(place, Officer):
        return f"{roles.named(place.role)} · {place.department.short_name}"
    return str(roles.named(place.role))


def _is_over(place: Place, day: date) -> bool:
    return place.until is not None and place.until < day


def is_resting(place: Place, day: date) -> bool:
    return place.suspended_since is not None and place.suspended_since <= day


def state_of(places: Iterable[Place], day: date) -> str:
    """Active, suspended or former, by what somebody is here."""
    left = [place for place in places if not _is_over(place, day)]
    if not left:
        return FORMER
    return SUSPENDED if all(is_resting(place, day) for place in left) else ACTIVE


def period(place: Place, day: date) -> str:
    """How long somebody has a place, in words for a list."""
    if is_resting(place, day) and not _is_over(place, day):
        return _("suspended")
    if _is_over(place, day):
        return _("ended")
    return _("to come") if place.since > day else ""


def reached(user: User, *, shared: bool) -> list[str]:
    """How somebody is reached. Where the account is not this organ's alone, only so much that its
    number and address are recognised by whoever knows them."""
    if not shared:
        return [one for one in (user.mobile, user.email) if one]
    number = numbers.masked(user.mobile) if user.mobile else ""
    return [one for one in (number, user.masked_email) if one]
