"""Whatever leaves the house in bulk leaves a line in the ledger."""

from datetime import datetime

from django.db import transaction

from events.actions import ledger
from members.models import User


@transaction.atomic
def record(*, table: str, organ: str, rows: int, by: User, at: datetime, unit: str = "") -> None:
    """Note who took which table of an organ's, or a unit's own, figures away, and how many rows it
    had."""
    ledger.record(
        kind="list",
        code="overview",
        step="export",
        by=by,
        at=at,
        organ=organ,
        data={"view": table, "rows": rows} | ({"unit": unit} if unit else {}),
        pending=(),
    )
