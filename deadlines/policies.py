"""Which rule holds for whom, and whether the calendar reaches far enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from deadlines.models import DeadlinePolicy
from members import areas
from members.models import Organ, User
from members.policies import require, require_admin
from workdays import calendar

WARN_FROM = (11, 1)
ERROR_FROM = (12, 25)


def policy_for(
    *, organ: str, phase: str, instrument: str, urgency: str, day: date
) -> DeadlinePolicy | None:
    """Return the rule in force on the day, None if there is not even a preset (one query).

    The nearest organ up the chain wins (its own, the city's, the province's, then the preset);
    then the rule for this instrument, then for this urgency; then the newest version.
    """
    found = policies_for(
        organ=organ, phases=(phase,), instrument=instrument, urgencies=(urgency,), day=day
    )
    return found.get((phase, urgency))


def policies_for(
    *,
    organ: str,
    phases: Sequence[str],
    instrument: str,
    urgencies: Sequence[str],
    day: date,
    own: bool = True,
) -> dict[tuple[str, str], DeadlinePolicy]:
    """Return the rules in force on the day by phase and urgency, as `policy_for` (one query).

    `own`: whether the organ's own rules count; else what would hold without them.
    """
    chain = areas.chain(organ)[0 if own else 1 :]
    found = DeadlinePolicy.objects.in_force(day).filter(
        Q(organ__in=chain) | Q(organ__isnull=True),
        phase__in=phases,
        instrument__in=["", instrument],
        urgency__in=["", *urgencies],
    )
    depth = {code: len(chain) - n for n, code in enumerate(chain)}

    def nearness(policy: DeadlinePolicy) -> tuple[int, bool, bool, int]:
        return (
            depth.get(policy.organ_id or "", 0),
            bool(policy.instrument),
            bool(policy.urgency),
            policy.version,
        )

    rules = sorted(_held(found), key=nearness)
    return {
        (rule.phase, urgency): rule
        for rule in rules
        for urgency in urgencies
        if rule.urgency in ("", urgency)
    }


def _held(found: Iterable[DeadlinePolicy]) -> list[DeadlinePolicy]:
    """Keep the rules that nobody gave up: of each the newest version says so."""
    newest: dict[tuple[str | None, str, str, str], DeadlinePolicy] = {}
    for rule in sorted(found, key=lambda rule: rule.version):
        newest[rule.organ_id, rule.phase, rule.instrument, rule.urgency] = rule
    return [rule for rule in newest.values() if not rule.gives_way]


@dataclass(frozen=True, slots=True)
class Gap:
    """A year that is near and has no notice yet: deadlines that reach into it are provisional."""

    year: int
    level: Literal["warning", "error"]


def calendar_gap(today: date) -> Gap | None:
    """Return the year whose notice is missing.

    A warning from 1 November before it, an error from 25 December on: a year's notice comes out
    in the autumn before.
    """
    known = calendar.current()
    if known.year(today.year).provisional:
        return Gap(today.year, "error")
    day = (today.month, today.day)
    if day < WARN_FROM or not known.year(today.year + 1).provisional:
        return None
    return Gap(today.year + 1, "error" if day >= ERROR_FROM else "warning")


def require_loader(user: User, organ: Organ) -> str:
    """Ask for the administrator of the organ above all others, who loads what holds for all.

    Raises PermissionDenied.
    """
    role = require_admin(user, organ.pk)
    require(organ.parent_id is None, _("The calendar is loaded by the organ above all others."))
    return role
