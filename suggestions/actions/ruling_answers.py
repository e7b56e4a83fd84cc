"""What an answer passes in an organ before its author reads it: a new version, from a day on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from events.actions import ledger
from members.models import Organ
from members.policies import require_admin
from suggestions.lifecycle import NotNow
from suggestions.models import AnswerPolicy
from workdays.arithmetic import local_date

if TYPE_CHECKING:
    from members.models import User


@transaction.atomic
def set_rule(
    *,
    organ: Organ,
    instrument: str,
    checks: bool,
    sign_off: str,
    co_sign: bool,
    since: date,
    base: int,
    by: User,
    at: datetime,
) -> AnswerPolicy:
    """Make the next version of an organ's rule; answers on their way keep the one they began with.

    Args:
        base: the newest version that the page showed, 0 for none.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        NotNow: the first day is over, or somebody was faster.
    """
    role = require_admin(by, organ.pk)
    if since < local_date(at):
        raise NotNow(_("Please choose today or a later day."))
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    same = AnswerPolicy.objects.filter(organ=organ, instrument=instrument)
    newest = same.aggregate(newest=Max("version"))["newest"] or 0
    if newest != base:
        raise NotNow(_("Somebody else has changed this rule in the meantime."))
    made = AnswerPolicy.objects.create(
        organ=organ,
        instrument=instrument,
        checks=checks,
        sign_off=sign_off,
        co_sign=co_sign,
        since=since,
        version=newest + 1,
    )
    ledger.record(
        kind="answer_rule",
        code=organ.pk,
        step="answer_rule_set",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data={
            "instrument": instrument,
            "checks": checks,
            "sign_off": sign_off,
            "co_sign": co_sign,
            "since": since.isoformat(),
            "version": made.version,
        },
        pending=(),
    )
    return made
