"""Entering, changing and ending a leave of absence, with who stands in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from departments.models import Absence, Department
from departments.models.absence import AbsenceQuerySet
from departments.policies import colleagues, forget_units, speaks_for
from design.dates import day
from events.actions import ledger
from members.actions import account
from members.models import Organ, User
from members.policies import require
from workdays.arithmetic import local_date

LONGEST = timedelta(days=366)


class Impossible(Exception):
    """Something about the absence cannot be so: which field, and why in words."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@transaction.atomic
def enter(
    *,
    user: User,
    place: Department | Organ,
    stand_in: User | None,
    since: date,
    until: date,
    note: str,
    by: User,
    at: datetime,
) -> Absence:
    """Note that somebody is absent from a place for some days, and who stands in; for whom they
    stand in there on these days, that colleague does so too from now on.

    Raises:
        PermissionDenied: `by` is not that person, nor the unit's head, nor the organ's admin.
        Impossible: the days, or the stand-in, cannot be so.
    """
    unit, office = (place, None) if isinstance(place, Department) else (None, place)
    absence = Absence(
        user=user,
        unit=unit,
        office=office,
        stand_in=stand_in,
        since=since,
        until=until,
        note=note,
        entered_by=by,
        entered_at=at,
    )
    _require(absence, by)
    _lock(user, stand_in, *(one.user for one in _stood_in_for(absence, local_date(at))))
    _check_days(absence, today=local_date(at))
    _check_stand_in(absence, today=local_date(at))
    absence.save(force_insert=True)
    _record(absence, "absence_entered", by, at)
    _pass_on(absence, by, at)
    return absence


@transaction.atomic
def change(
    *,
    absence: Absence,
    stand_in: User | None,
    until: date,
    note: str,
    by: User,
    at: datetime,
) -> None:
    """Give an absence that is not over another last day, another stand-in, another note.

    Raises: as `enter`.
    """
    _require(absence, by)
    before = absence.stand_in
    absence.stand_in, absence.until, absence.note = stand_in, until, note
    _lock(
        absence.user,
        stand_in,
        before,
        *(one.user for one in _stood_in_for(absence, local_date(at))),
    )
    _require_open(absence, at)
    if until < max(local_date(at), absence.since):
        raise Impossible("until", _("That day is past. To end it now there is a button below."))
    _check_days(absence, today=absence.since)
    _check_stand_in(absence, today=local_date(at))
    absence.save(update_fields=["stand_in", "until", "note"])
    other = before if before and before != stand_in else None
    _record(absence, "absence_changed", by, at, before=other)
    _pass_on(absence, by, at)


@transaction.atomic
def end(*, absence: Absence, by: User, at: datetime) -> None:
    """End an absence at this moment: the person is back, or does not go.

    Raises:
        PermissionDenied: as for `enter`.
        Impossible: it is over already.
    """
    _require(absence, by)
    _lock(absence.user, absence.stand_in)
    _require_open(absence, at)
    absence.ended_at = at
    absence.save(update_fields=["ended_at"])
    _record(absence, "absence_ended", by, at)


def _require(absence: Absence, by: User) -> None:
    may = speaks_for(by, absence.user, absence.place)
    require(may, _("Only the person, the head of the unit or the organ’s administrator says so."))


def _lock(*people: User | None) -> None:
    """Let what concerns the same people follow one after the other."""
    keys = [one.pk for one in people if one]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _require_open(absence: Absence, at: datetime) -> None:
    still = Absence.objects.not_over(local_date(at)).filter(pk=absence.pk)
    if not still.exists():
        raise Impossible("", _("This absence is over already."))


def _check_days(absence: Absence, *, today: date) -> None:
    if absence.since < today:
        raise Impossible("since", _("That day is past. The first day is today or later."))
    if absence.until < absence.since:
        raise Impossible("until", _("The last day lies before the first."))
    if absence.until - absence.since > LONGEST:
        raise Impossible("until", _("An absence lasts a year at most."))
    mine = _others(absence).filter(user=absence.user, unit=absence.unit, office=absence.office)
    if found := mine.first():
        why = _("There is an absence from %(since)s to %(until)s already. Change that one.")
        raise Impossible("since", why % _days(found))


def _check_stand_in(absence: Absence, *, today: date) -> None:
    others = colleagues(absence.user, absence.place)
    if absence.stand_in is None:
        away = set(_others(absence, since=today).values_list("user", flat=True))
        if any(one.pk not in away for one in others):
            raise Impossible("stand_in", _("Please choose who stands in."))
        return
    if absence.stand_in not in others:
        raise Impossible("stand_in", _("Only a colleague who does the same work there stands in."))
    _check_is_there(absence, today=today)
    for one in _stood_in_for(absence, today):
        _check_is_there_for(one, absence.stand_in, today=today)


def _check_is_there(absence: Absence, *, today: date) -> None:
    """Whoever stands in is there on the days that are left."""
    if found := _others(absence, since=today).filter(user=absence.stand_in).first():
        both = found.stand_in_id == absence.user_id
        why = (
            _(
                "%(name)s is absent from %(since)s to %(until)s, and you two would stand in "
                "for each other. Please choose somebody else."
            )
            if both
            else _("%(name)s is absent from %(since)s to %(until)s. Please choose somebody else.")
        )
        raise Impossible("stand_in", why % _days(found))


def _check_is_there_for(other: Absence, stand_in: User, *, today: date) -> None:
    """The same for somebody else's days, for whom they are to stand in too."""
    if found := _others(other, since=today).filter(user=stand_in).first():
        why = _(
            "%(name)s is absent from %(since)s to %(until)s and would have to stand in for "
            "%(other)s too. Please choose somebody else."
        )
        raise Impossible("stand_in", why % {**_days(found), "other": other.user})


def _stood_in_for(absence: Absence, today: date) -> AbsenceQuerySet:
    """The absences there with a day in common in which whoever is absent here stands in."""
    others = _others(absence, since=today)
    return others.filter(stand_in=absence.user, unit=absence.unit, office=absence.office)


def _pass_on(absence: Absence, by: User, at: datetime) -> None:
    """Let who stands in here stand in for the others too for whom this person did."""
    for one in list(_stood_in_for(absence, local_date(at))):
        one.stand_in = absence.stand_in
        one.save(update_fields=["stand_in"])
        _record(one, "absence_changed", by, at, before=absence.user)


def _others(absence: Absence, *, since: date = date.min) -> AbsenceQuerySet:
    first = max(since, absence.since)
    return Absence.objects.during(first, absence.until).exclude(pk=absence.pk).for_page()


def _days(absence: Absence) -> dict[str, object]:
    return {
        "name": absence.user,
        "since": day(absence.since, weekday=False),
        "until": day(absence.until, weekday=False),
    }


def _record(
    absence: Absence, step: str, by: User, at: datetime, *, before: User | None = None
) -> None:
    people = {"stand_in": absence.stand_in, "stand_in_before": before}
    place = {"unit": absence.unit.code} if absence.unit else {"office": str(absence.office_id)}
    for one in filter(None, (absence.user, *people.values())):
        forget_units(one)
    ledger.record(
        kind=account.KIND,
        code=absence.user.code,
        step=step,
        by=by,
        at=at,
        organ=absence.organ_code,
        data={
            "absence": absence.code,
            "since": absence.since.isoformat(),
            "until": absence.until.isoformat(),
            **place,
            **{name: one.code for name, one in people.items() if one},
        },
    )
