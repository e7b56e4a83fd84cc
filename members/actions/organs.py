"""What an organ's administrator changes about the organ itself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events.actions import ledger
from members import policies
from members.models import Organ, User

KIND = "organ"


@transaction.atomic
def change_contact(*, organ: Organ, fields: Sequence[str], by: User, at: datetime) -> None:
    """Keep whom people may call; which fields is recorded, never what.

    Raises:
        PermissionDenied: the person is not this organ's administrator.
    """
    policies.require(organ.pk in policies.hats(by).admin_of)
    if not fields:
        return
    organ.save(update_fields=list(fields))
    data: dict[str, object] = {"fields": sorted(fields)}
    ledger.record(
        kind=KIND, code=organ.pk, step="contact_changed", by=by, at=at, organ=organ.pk, data=data
    )
