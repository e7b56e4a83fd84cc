"""Which sectors an organ uses, and those it adds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions import ledger
from members.actions.numbering import next_code
from members.models import Organ, Sector, SectorUnused, User
from members.policies import require, require_admin

KIND = "sector"
BEHIND = 1000
"""An organ's own sectors stand behind the common ones, in the order in which they were added."""


@transaction.atomic
def add(*, organ: Organ, name_zh: str, name_en: str, by: User, at: datetime) -> Sector:
    """Add a sector of an organ's own. Raises PermissionDenied unless `by` administers it."""
    role = require_admin(by, organ.pk)
    code = next_code(Sector, organ, "s")
    place = BEHIND + int(code.partition("-s")[2])
    made = Sector.objects.create(
        code=code, organ=organ, name_zh=name_zh, name_en=name_en, position=place
    )
    _record(made, organ, "added", by=by, at=at, role=role)
    return made


@transaction.atomic
def use(*, sector: Sector, organ: Organ, used: bool, by: User, at: datetime) -> None:
    """Offer a sector in the organ's lists or not; who belongs to it stays in it.

    Raises:
        PermissionDenied: `by` does not administer the organ, or the sector is another's.
    """
    role = require_admin(by, organ.pk)
    require(sector.organ_id in (None, organ.pk))
    if sector.organ_id:
        sector.is_active = used
        sector.save(update_fields=["is_active"])
    elif used:
        SectorUnused.objects.filter(organ=organ, sector=sector).delete()
    else:
        SectorUnused.objects.get_or_create(organ=organ, sector=sector)
    _record(sector, organ, "used" if used else "unused", by=by, at=at, role=role)


def _record(sector: Sector, organ: Organ, step: str, *, by: User, at: datetime, role: str) -> None:
    ledger.record(
        kind=KIND,
        code=sector.code,
        step=step,
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        pending=(),
    )
