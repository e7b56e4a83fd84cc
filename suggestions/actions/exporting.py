"""Whatever leaves the house in bulk leaves a line in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from departments.policies import units_of
from events.actions import ledger
from members.policies import hats
from members.roles import Office, Officer

if TYPE_CHECKING:
    from members.models import User


@transaction.atomic
def record(*, desk: str, view: str, rows: int, by: User, at: datetime) -> None:
    """Note who took which list away, and how many rows it had.

    Raises:
        PermissionDenied: the person has no seat at that desk.
    """
    organs = hats(by).office_of
    if desk == "office" and organs:
        role, organ = Office.key, organs[0]
    elif desk == "unit" and units_of(by):
        role, organ = Officer.key, ""
    else:
        raise PermissionDenied(_("This desk is not yours."))
    ledger.record(
        kind="list",
        code=desk,
        step="export",
        by=by,
        at=at,
        role=role,
        organ=organ,
        data={"view": view, "rows": rows},
        pending=(),
    )
