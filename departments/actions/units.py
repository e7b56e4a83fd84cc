"""What an organ's administrator does with its handling units: add, change, switch off and on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from departments.models import Department
from departments.registry import open_work
from design.dates import listed
from events.actions import ledger
from members.actions.numbering import next_code
from members.models import Organ, User
from members.policies import require_admin

KIND = "unit"
MOST_NAMED = 5


class ChangedMeanwhile(Exception):
    """Somebody else has changed the unit since the page was made."""


class StillBusy(Exception):
    """The unit cannot be switched off: something is open there, or units belong to it."""


@transaction.atomic
def add(*, organ: Organ, values: Mapping[str, Any], by: User, at: datetime) -> Department:
    """Add a unit to an organ; its code is the organ's with the next free number.

    Raises:
        PermissionDenied: `by` does not administer the organ.
    """
    role = require_admin(by, organ.pk)
    code = next_code(Department, organ, "u")
    unit = Department.objects.create(code=code, organ=organ, edited_at=at, **values)
    _record(unit, "added", by=by, at=at, role=role)
    return unit


@transaction.atomic
def change(
    *,
    unit: Department,
    values: Mapping[str, Any],
    seen: datetime | None,
    by: User,
    at: datetime,
) -> None:
    """Give a unit other names, another parent or another remit.

    From now on the unit is the organ's own: no list that is loaded again corrects it.

    Args:
        seen: `edited_at` of the unit as its page showed it.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        ChangedMeanwhile: somebody was faster.
    """
    role = require_admin(by, unit.organ_id)
    here = Department.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if here.edited_at != seen:
        raise ChangedMeanwhile
    changed = [name for name, value in values.items() if getattr(here, name) != value]
    for name in changed:
        setattr(here, name, values[name])
    here.edited_at = at
    here.save(update_fields=[*changed, "edited_at"])
    _record(here, "changed", by=by, at=at, role=role, data={"fields": changed})


@transaction.atomic
def switch_off(*, unit: Department, by: User, at: datetime) -> None:
    """Let nothing be assigned to a unit any more. Its people and its answers stay.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        StillBusy: with words that say what is open, or which units belong to it.
    """
    role = require_admin(by, unit.organ_id)
    here = Department.objects.select_for_update().get(pk=unit.pk)
    if reason := busy(here):
        raise StillBusy(reason)
    if here.is_active:
        here.is_active, here.edited_at = False, at
        here.save(update_fields=["is_active", "edited_at"])
        _record(here, "switched_off", by=by, at=at, role=role)


@transaction.atomic
def switch_on(*, unit: Department, by: User, at: datetime) -> None:
    """Let a unit be chosen again.

    Raises:
        PermissionDenied: `by` does not administer the organ.
    """
    role = require_admin(by, unit.organ_id)
    here = Department.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if not here.is_active:
        here.is_active, here.edited_at = True, at
        here.save(update_fields=["is_active", "edited_at"])
        _record(here, "switched_on", by=by, at=at, role=role)


def busy(unit: Department) -> str:
    """Say why a unit cannot be switched off now; "" where it can."""
    if open_here := open_work(unit):
        words = _("Still open there: %(codes)s. It can be switched off when these are settled.")
        return words % {"codes": _some(open_here)}
    if below := [one.short_name for one in unit.children.active()]:
        words = _("These units belong to it: %(units)s. Give them another place first.")
        return words % {"units": _some(below)}
    return ""


def _some(names: Sequence[str]) -> str:
    shown = listed(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return _("%(some)s and %(more)s more") % {"some": shown, "more": more} if more > 0 else shown


def _record(
    unit: Department,
    step: str,
    *,
    by: User,
    at: datetime,
    role: str,
    data: Mapping[str, object] | None = None,
) -> None:
    ledger.record(
        kind=KIND,
        code=unit.code,
        step=step,
        by=by,
        at=at,
        role=role,
        organ=unit.organ_id,
        data=data,
    )
