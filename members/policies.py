"""What somebody is here, and which organs' matters they may see.

The reporting chain: those who sit in an organ's office see what belongs to that organ and to the
organs below it. It is read off the codes, so it costs no query.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from members import areas, roles
from members.models import Member, Organ, Seat, User
from workdays import clock


@dataclass(frozen=True)
class Hats:
    """The memberships and seats a person holds today, as tuples of organ codes.

    `was_member_of`: where a membership is over or suspended, so that what is theirs stays to read.
    `empty_below` are the organs right below in whose office nobody sits, `stands_in_for` those of
    them whose work this person's office does meanwhile: they stand in `office_of` too, last.
    `names` are what those organs are called, by code: the fields of `Organ` that say so.
    """

    member_of: tuple[str, ...] = ()
    office_of: tuple[str, ...] = ()
    arbiter_of: tuple[str, ...] = ()
    admin_of: tuple[str, ...] = ()
    auditor_of: tuple[str, ...] = ()
    stands_in_for: tuple[str, ...] = ()
    empty_below: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    was_member_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.role_keys)

    @property
    def role_keys(self) -> tuple[str, ...]:
        """The keys of the roles held, in the order of `members.roles.ROLES`."""
        return tuple(key for key, organs in self.by_role if organs)

    @property
    def by_role(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each role's key with the organs where it is held."""
        return (
            (roles.Member.key, self.member_of),
            (roles.Office.key, self.office_of),
            (roles.Arbiter.key, self.arbiter_of),
            (roles.OrganAdmin.key, self.admin_of),
            (roles.Auditor.key, self.auditor_of),
        )

    @property
    def reads_only(self) -> bool:
        """Whether the person was a member and is one nowhere today."""
        return bool(self.was_member_of) and not self.member_of

    @property
    def overseer_of(self) -> tuple[str, ...]:
        """The organs whose matters, and those of organs below, this person may read."""
        return tuple(dict.fromkeys((*self.office_of, *self.auditor_of)))

    @property
    def ledger_of(self) -> tuple[str, ...]:
        """The organs whose ledger this person may read."""
        return tuple(dict.fromkeys((*self.office_of, *self.admin_of, *self.auditor_of)))


NO_HATS = Hats()
INSTEAD, EMPTY, FORMER = "instead", "empty", "former"
NAMES = ("name_zh", "short_zh", "name_en")
ANYBODY, ANY_DAY = -1, dt.date.min


def hats(user: User | AnonymousUser) -> Hats:
    """Return what the person is today; nothing for a stranger or a closed account.

    One query. The answer is kept on the user object, which lives for one request.
    """
    if not isinstance(user, User) or not user.is_active:
        return NO_HATS
    kept: tuple[object, Hats] | None = getattr(user, "_hats", None)
    day = clock.today()
    if kept is None or kept[0] != day:
        kept = (day, _hats_on(user, day))
        user._hats = kept  # type: ignore[attr-defined]
    return kept[1]


def is_member(user: User | AnonymousUser) -> bool:
    """Tell whether somebody is a member of any organ today. Who was one reads what is theirs, and
    takes no step any more."""
    return bool(hats(user).member_of)


def is_resting(user: User) -> bool:
    """Tell whether a membership of somebody is suspended today, and not over."""
    day = clock.today()
    resting: bool = Member.objects.filter(user=user, suspended_since__lte=day).held(day).exists()
    return resting


def forget_hats(user: User) -> None:
    """Let the next question be answered from the database again."""
    if hasattr(user, "_hats"):
        del user._hats


def _hats_on(user: User, day: dt.date) -> Hats:
    held: dict[str, set[str]] = {role.key: set() for role in roles.SEATED}
    held[roles.Member.key] = set()
    held |= {INSTEAD: set(), EMPTY: set(), FORMER: set()}
    names: dict[str, dict[str, str]] = {}
    question, holes = _hats_of_anybody()
    fillings: dict[Any, Any] = {ANYBODY: user.pk, ANY_DAY: day}
    with connection.cursor() as cursor:
        cursor.execute(question, [fillings.get(one, one) for one in holes])
        for role, organ, *called in cursor:
            held[role].add(organ)
            names[organ] = dict(zip(NAMES, called, strict=True))
    instead = held[INSTEAD] - held[roles.Office.key]
    return Hats(
        member_of=_sorted(held[roles.Member.key]),
        office_of=(*_sorted(held[roles.Office.key]), *_sorted(instead)),
        arbiter_of=_sorted(held[roles.Arbiter.key]),
        admin_of=_sorted(held[roles.OrganAdmin.key]),
        auditor_of=_sorted(held[roles.Auditor.key]),
        stands_in_for=_sorted(instead),
        empty_below=_sorted(held[INSTEAD] | held[EMPTY]),
        names=names,
        was_member_of=_sorted(held[FORMER] - held[roles.Member.key]),
    )


@cache
def _hats_of_anybody() -> tuple[str, tuple[Any, ...]]:
    """All tables in one question, as SQL with what stands in its holes: `ANYBODY` and `ANY_DAY` for
    the person and the day. It is asked for every page, and to put it into SQL takes longer than to
    answer it."""
    called = [f"organ__{name}" for name in NAMES]
    seat = Seat.objects.filter(user=ANYBODY).in_force(ANY_DAY)
    seats = seat.values_list("role", "organ_id", *called)
    ever = Member.objects.filter(user=ANYBODY)
    named = ever.in_force(ANY_DAY).values_list(Value(roles.Member.key), "organ_id", *called)
    begun = ever.filter(since__lte=ANY_DAY).values_list(Value(FORMER), "organ_id", *called)
    union = seats.union(named, begun, _empty_below(ANYBODY, ANY_DAY))
    question, holes = union.query.sql_with_params()
    return question, tuple(holes)


def _empty_below(user: int, day: dt.date) -> QuerySet[Organ, tuple[str, ...]]:
    """What of the organs below has nobody in its office; the next one above stands in for it."""
    office = Seat.objects.filter(role=roles.Office.key).in_force(day)
    own = office.filter(user=user).values("organ")
    manned = office.filter(organ=OuterRef("pk"), user__is_active=True)
    empty = Organ.objects.filter(~Exists(manned), empty_since__isnull=False).order_by()
    stood_in = empty.filter(stood_in_from__lte=day)
    mine = Q(parent__in=own) | Q(parent__parent__in=own, parent__in=stood_in.values("pk"))
    how = Case(
        When(stood_in_from__lte=day, then=Value(INSTEAD)),
        default=Value(EMPTY),
        output_field=CharField(),
    )
    return empty.filter(mine).values_list(how, "code", *NAMES)


def office_people(organ: str) -> list[User]:
    """Return who does the work of an organ's office: its staff or, after the days of grace, those
    of the next organ above."""
    day = clock.today()
    for code in areas.chain(organ):
        seats = Seat.objects.filter(organ=code, role=roles.Office.key).in_force(day)
        found = User.objects.filter(is_active=True, pk__in=seats.values("user")).order_by("id")
        if people := list(found):
            return people
        if not Organ.objects.filter(pk=code, stood_in_from__lte=day).exists():
            return []
    return []


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))


def below(organs: Iterable[str], path: str = "organ__code") -> Q:
    """Return the condition that the code at `path` is one of these organs or below one.

    `path` names a field that holds an organ's code ("organ" in the ledger, "code" of an organ) or
    reaches it ("organ__code", which needs no join, as the code is the key). No organs: nothing.
    """
    condition = Q(pk__in=[])
    for code in sorted(set(organs)):
        # A county has nobody below it: plain equality keeps the order of an index on the code.
        lookup = path if areas.level(code) == areas.COUNTY else f"{path}__startswith"
        condition |= Q(**{lookup: areas.stem(code)})
    return condition


def oversees(worn: Hats, organ: str) -> bool:
    """Tell whether the reporting chain lets this person read the organ's matters."""
    return any(areas.covers(own, organ) for own in worn.overseer_of)


def looks_below(worn: Hats) -> bool:
    """Tell whether there are organs below those that this person administers or works for."""
    own = (*worn.admin_of, *worn.office_of)
    return any(areas.level(code) != areas.COUNTY for code in own)


def reads_ledger_of(worn: Hats, path: str = "organ") -> Q:
    """Whose events may be read: staff, administrators, auditors; their organ and those below."""
    return below(worn.ledger_of, path)


def require_admin(user: User | AnonymousUser, organ: str) -> str:
    """Ask for the administrator's seat in this very organ, and return its role.

    Raises PermissionDenied. An organ above reads what is below it, and changes nothing there.
    """
    require(organ in hats(user).admin_of, _("This belongs to the administrators of that organ."))
    return roles.OrganAdmin.key


def require_staff(user: User | AnonymousUser, organ: str) -> str:
    """Ask for a seat in an organ's office or for its administrator's, and return the role.

    Raises PermissionDenied.
    """
    worn = hats(user)
    if organ in worn.admin_of and organ not in worn.office_of:
        return roles.OrganAdmin.key
    require(organ in worn.office_of, _("This page is for the staff of the organ’s office."))
    return roles.Office.key


def needs_second_factor(user: User) -> bool:
    """Tell whether the person's role needs a second factor: a password alone does not do."""
    required = set(settings.MFA_REQUIRED_ROLES)
    return bool(required) and (user.is_staff or not required.isdisjoint(hats(user).role_keys))


def lacks_second_factor(user: User) -> bool:
    """Tell whether the person's role needs a second factor and none that suffices is set up."""
    if not needs_second_factor(user):
        return False
    if user.text_step and text_suffices(user):
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not Authenticator.objects.filter(user=user, type__in=kinds).exists()


def text_suffices(user: User) -> bool:
    """Tell whether a text message suffices as the person's second step: by role and setting.

    Not for technical staff, whom no role describes. Officers and heads of units may always.
    """
    fits = set(hats(user).role_keys) <= set(settings.MFA_SMS_ROLES)
    return settings.SMS_ENABLED and fits and not user.is_staff


def require(condition: bool, reason: str = "") -> None:
    """Refuse (403) unless the condition holds."""
    if not condition:
        raise PermissionDenied(reason)
