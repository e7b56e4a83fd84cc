"""What happens to somebody's own account, written into the ledger.

The notices for these steps are in the notifications app; here it is only recorded.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events.actions import ledger
from members.models import User
from members.policies import hats

KIND = "account"


@transaction.atomic
def note(
    *,
    user: User,
    step: str,
    by: User | None,
    at: datetime,
    data: dict[str, object] | None = None,
    organ: str = "",
) -> None:
    """Record a step of the account of `user`, under the organ where they are seated.

    `organ` says which one, where the seat is still to come.
    """
    worn = hats(user)
    organs = (*worn.admin_of, *worn.office_of, *worn.auditor_of, *worn.member_of)
    ledger.record(
        kind=KIND,
        code=user.code,
        step=step,
        by=by,
        at=at,
        organ=organ or (organs[0] if organs else ""),
        data=data,
    )


@transaction.atomic
def change_profile(*, user: User, fields: Sequence[str], by: User | None, at: datetime) -> None:
    """Keep what somebody changed about themselves; which fields is recorded, never what."""
    if not fields:
        return
    user.save(update_fields=list(fields))
    note(user=user, step="profile_changed", by=by, at=at, data={"fields": sorted(fields)})


@transaction.atomic
def change_mobile(*, user: User, number: str, by: User | None, at: datetime) -> None:
    """Keep the mobile number that somebody confirmed by a code sent to it.

    Raises IntegrityError where another account has it.
    """
    set_mobile(user=user, number=number)
    note(user=user, step="mobile_changed", by=by, at=at)


def set_mobile(*, user: User, number: str | None) -> None:
    """Keep a number (E.164) or that there is none: then no second step can be sent to it."""
    user.mobile = number
    user.text_step = user.text_step and number is not None
    user.save(update_fields=["mobile", "text_step"])


@transaction.atomic
def ask_by_text(*, user: User, on: bool, by: User | None, at: datetime) -> None:
    """Ask for a code by text message as second step at sign-in, or no longer."""
    user.text_step = on
    user.save(update_fields=["text_step"])
    note(user=user, step="text_step_on" if on else "text_step_off", by=by, at=at)


@transaction.atomic
def close(*, user: User, by: User | None, at: datetime) -> None:
    """Close an account. It acts on the person's next request."""
    _set_active(user, False)
    note(user=user, step="account_closed", by=by, at=at)


@transaction.atomic
def reopen(*, user: User, by: User | None, at: datetime) -> None:
    """Let a closed account be used again."""
    _set_active(user, True)
    note(user=user, step="account_reopened", by=by, at=at)


def _set_active(user: User, active: bool) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
