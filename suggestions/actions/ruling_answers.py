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
    newest = _newest(organ, instrument, base)
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


@transaction.atomic
def give_up(*, organ: Organ, instrument: str, base: int, by: User, at: datetime) -> None:
    """End an organ's own rule today, planned ones with it: the platform's default holds again.

    Args:
        base: the newest version that the page showed.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        NotNow: there is no rule of its own, or somebody was faster.
    """
    role, today = require_admin(by, organ.pk), local_date(at)
    newest = _newest(organ, instrument, base)
    rule = AnswerPolicy.objects.of_organ(organ.pk, today).get(instrument)
    if rule is None or not rule.is_held:
        raise NotNow(_("There is no rule of your own to give up."))
    AnswerPolicy.objects.create(
        organ=organ, instrument=instrument, since=today, version=newest + 1, gives_way=True
    )
    ledger.record(
        kind="answer_rule",
        code=organ.pk,
        step="answer_rule_given_up",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data={"instrument": instrument, "since": today.isoformat(), "version": newest + 1},
        pending=(),
    )


def _newest(organ: Organ, instrument: str, base: int) -> int:
    """The newest version of an organ's own rule, locked with the organ; 0 for none.

    Raises:
        NotNow: it is not the one that the page showed.
    """
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    same = AnswerPolicy.objects.filter(organ=organ, instrument=instrument)
    newest: int = same.aggregate(newest=Max("version"))["newest"] or 0
    if newest != base:
        raise NotNow(_("Somebody else has changed this rule in the meantime."))
    return newest
