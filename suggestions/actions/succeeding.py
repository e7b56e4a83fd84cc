"""Giving what one officer handles to others of the unit: as they leave, or in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.models import Commitment
from departments.models import Department
from departments.policies import absences_in, colleagues, may_empty_desk, officers_of, role_in
from design.dates import day
from events.actions import ledger
from events.models import Event
from members.models import User
from members.policies import require
from members.roles import OrganAdmin
from notifications.actions import withdrawal
from suggestions import promised
from suggestions.deputies import by_name
from suggestions.lifecycle import ENTRUST, NotNow, undo_window
from suggestions.models import Assignment, Suggestion

if TYPE_CHECKING:
    from suggestions.models.assignment import AssignmentQuerySet

UNIT, DESK_OVER, DESK_BACK = "unit", "desk_handed_over", "desk_taken_back"


class Away(NotNow):
    """The colleague who should take it over is absent today."""


@dataclass(frozen=True)
class Act:
    """Who gives away what they handle in a unit, and who says so when, in which seat."""

    unit: Department
    giver: User
    by: User
    at: datetime

    @property
    def role(self) -> str:
        """The seat in the unit; of who has none the administrator's."""
        return role_in(self.by, self.unit.pk) or OrganAdmin.key


def in_hand_of(user: User, organ: str) -> list[Assignment]:
    """What an officer handles by name for units of the organ."""
    units = Department.objects.filter(organ=organ).order_by().values("pk")
    own = _by_name(user, units).select_related("department", "suggestion")
    return list(own.order_by("id"))


def in_hand_at(user: User, unit: Department) -> AssignmentQuerySet:
    """What an officer handles by name in a unit, the earliest date first."""
    return _by_name(user, (unit.pk,)).order_by("due_at", "id")


def _by_name(user: User, units: Any) -> AssignmentQuerySet:
    """What waits for somebody there and what they have asked others about, until it is handed in;
    and what was promised in their answers until that is settled."""
    theirs = Assignment.objects.in_force().filter(by_name(user.pk), suggestion__sealed_at=None)
    own = theirs.filter(department__in=units)
    made = Commitment.objects.unsettled().filter(kind="suggestion").held_by(units)
    # A union, for an OR of two subqueries is read row by row through the whole table.
    both = own.running().values("pk").union(promised.among(own, made).values("pk"))
    return Assignment.objects.filter(pk__in=both)


@transaction.atomic
def hand_over(user: User, organ: str, by: User, at: datetime) -> int:
    """Let others of the same units handle it, in turn; return how much found somebody.

    Where nobody remains it stays with the unit, and those above see that nobody sits there.
    """
    given: dict[int, list[Assignment]] = {}
    heirs: dict[int, User] = {}
    for work in in_hand_of(user, organ):
        others = [one for one in officers_of(work.department) if one.pk != user.pk]
        if not others:
            continue
        heir = min(others, key=lambda one: (len(given.get(one.pk, ())), one.pk))
        heirs[heir.pk] = heir
        given.setdefault(heir.pk, []).append(work)
    return sum(
        len(_entrust(works, user, heirs[key], by=by, at=at, role=OrganAdmin.key))
        for key, works in given.items()
    )


@transaction.atomic
def hand_over_desk(*, unit: Department, giver: User, taker: User, by: User, at: datetime) -> int:
    """Let one colleague handle all that another handles by name in a unit; return how much.

    A line in the history of each case, and one for the act; the colleague is told once.

    Raises:
        PermissionDenied: `by` is neither that officer, nor the head, nor the organ's administrator.
        Away: the other is absent today.
        NotNow: nothing is in hand there, or the other does not sit in the unit.
    """
    require(may_empty_desk(by, giver, unit), _("This is for the officer, the head or the admin."))
    if taker not in colleagues(giver, unit):
        raise NotNow(_("Please choose somebody of the unit."))
    _require_present(taker, unit)
    act = Act(unit, giver, by, at)
    works = list(in_hand_at(giver, unit).select_related("department", "suggestion"))
    codes = _entrust(works, giver, taker, by=by, at=at, role=act.role, quiet=True)
    if not codes:
        raise NotNow(_("Nothing is in hand there any more."))
    _record(act, DESK_OVER, taker, codes, pending=("announce",))
    return len(codes)


def _require_present(taker: User, unit: Department) -> None:
    """Refuse whoever is absent from the unit today: nobody would handle it."""
    absence = absences_in([unit.pk]).filter(user=taker).order_by("-until").first()
    if absence:
        words = _("%(name)s is absent from %(since)s to %(until)s. Please choose somebody else.")
        days = {"since": day(absence.since), "until": day(absence.until)}
        raise Away(words % {"name": taker, **days})


def may_take_back(unit: Department, giver: User, *, by: User, at: datetime) -> Event | None:
    """Return the act that this person may still undo: their own last one, within the minute."""
    lines = Event.objects.of(UNIT, unit.code).filter(step__in=(DESK_OVER, DESK_BACK))
    last = lines.filter(data__giver=giver.code).first()
    if last is None or last.step != DESK_OVER or last.actor != by.code:
        return None
    return last if at - last.at <= undo_window() else None


@transaction.atomic
def take_back_desk(*, unit: Department, giver: User, by: User, at: datetime) -> int:
    """Give back what was handed over within the minute, as long as the colleague has not read of
    it; return how much. What went on to a third since stays there. What they had only signed for
    has their name from then on.

    Raises:
        NotNow: the minute is over, it was noticed, or nothing of it is left to be given back.
    """
    done = may_take_back(unit, giver, by=by, at=at)
    if done is None:
        raise NotNow(_("The minute for undoing it is over."))
    if not withdrawal.take_back([done.pk], at=at):
        raise NotNow(_("Somebody has read of it already, so it stands."))
    taker = User.objects.get(code=done.data["to"])
    works = in_hand_at(taker, unit).filter(code__in=done.data["works"])
    given = list(works.select_related("department", "suggestion"))
    act = Act(unit, giver, by, at)
    codes = _entrust(given, taker, giver, by=by, at=at, role=act.role, quiet=True)
    if not codes:
        raise NotNow(_("Nothing is in hand there any more."))
    _record(act, DESK_BACK, giver, codes, pending=())
    return len(codes)


def _entrust(
    works: Sequence[Assignment],
    giver: User,
    taker: User,
    *,
    by: User,
    at: datetime,
    role: str,
    quiet: bool = False,
) -> list[str]:
    """Let another handle these, in a few statements however many; return the codes of those that
    were still the giver's. The cases are locked first, as for any other step."""
    cases = Suggestion.objects.filter(pk__in=[one.suggestion_id for one in works])
    locked = set(cases.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    mine = _by_name(giver, tuple({one.department_id for one in works}))
    still = set(mine.filter(pk__in=[one.pk for one in works]).values_list("pk", flat=True))
    given = [one for one in works if one.pk in still and one.suggestion_id in locked]
    Assignment.objects.filter(pk__in=[one.pk for one in given]).update(officer=taker)
    ledger.record_many(
        [
            ledger.Record(
                kind="suggestion",
                code=one.suggestion.code,
                step=ENTRUST.name,
                by=by,
                at=at,
                role=role,
                organ=one.suggestion.organ_id,
                data=_data(one, taker, quiet=quiet),
                pending=() if quiet else ("announce",),
            )
            for one in given
        ]
    )
    return [one.code for one in given]


def _data(work: Assignment, taker: User, *, quiet: bool) -> dict[str, object]:
    about: dict[str, object] = {
        "unit": work.department.code,
        "assignment": work.code,
        "officer": taker.code,
    }
    return {**about, "with_desk": 1} if quiet else about


def _record(act: Act, step: str, to: User, works: Sequence[str], *, pending: Sequence[str]) -> None:
    ledger.record(
        kind=UNIT,
        code=act.unit.code,
        step=step,
        by=act.by,
        at=act.at,
        role=act.role,
        organ=act.unit.organ_id,
        data={"giver": act.giver.code, "to": to.code, "works": list(works)},
        pending=pending,
    )
