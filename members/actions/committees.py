"""An organ's special committees and who sits in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from events.actions import ledger
from members.actions import account
from members.actions.numbering import next_code
from members.models import Committee, CommitteeMember, Member, Organ, User
from members.policies import require, require_admin

KIND = "committee"


class ChangedMeanwhile(Exception):
    """Somebody else has changed the committee since the page was made."""


class ThereAlready(Exception):
    """The person sits in the committee already."""


@transaction.atomic
def add(*, organ: Organ, values: Mapping[str, Any], by: User, at: datetime) -> Committee:
    """Add a committee to an organ. Raises PermissionDenied unless `by` administers it."""
    role = require_admin(by, organ.pk)
    code = next_code(Committee, organ, "c")
    made = Committee.objects.create(code=code, organ=organ, edited_at=at, **values)
    _record(made, "added", by=by, at=at, role=role)
    return made


@transaction.atomic
def change(
    *, committee: Committee, values: Mapping[str, Any], seen: datetime, by: User, at: datetime
) -> None:
    """Rename a committee, give it another kind, switch it off or on.

    Args:
        seen: `edited_at` of the committee as its page showed it.

    Raises:
        PermissionDenied: `by` does not administer the organ.
        ChangedMeanwhile: somebody was faster.
    """
    role = require_admin(by, committee.organ_id)
    here = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    if here.edited_at != seen:
        raise ChangedMeanwhile
    changed = [name for name, value in values.items() if getattr(here, name) != value]
    for name in changed:
        setattr(here, name, values[name])
    here.edited_at = at
    here.save(update_fields=[*changed, "edited_at"])
    _record(here, "changed", by=by, at=at, role=role, data={"fields": changed})


@transaction.atomic
def join(
    *, committee: Committee, user: User, role: str, since: date, by: User, at: datetime
) -> CommitteeMember:
    """Give a member of the organ a place in one of its committees.

    Raises:
        PermissionDenied: `by` does not administer the organ, or the person is no member of it.
        ThereAlready: the person has a place that is not over by that day.
    """
    require_admin(by, committee.organ_id)
    Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    members = Member.objects.filter(organ=committee.organ_id, user=user).in_force(since)
    require(members.exists())
    places = CommitteeMember.objects.filter(committee=committee, user=user)
    if places.filter(Q(until=None) | Q(until__gte=since)).exists():
        raise ThereAlready
    place = CommitteeMember.objects.create(committee=committee, user=user, role=role, since=since)
    _say(place, "committee_joined", by=by, at=at)
    return place


@transaction.atomic
def leave(*, place: CommitteeMember, until: date, by: User, at: datetime) -> None:
    """Set the last day in a committee. Raises PermissionDenied unless `by` administers it."""
    require_admin(by, place.committee.organ_id)
    place.until = until
    place.save(update_fields=["until"])
    _say(place, "committee_left", by=by, at=at)


def _record(
    committee: Committee,
    step: str,
    *,
    by: User,
    at: datetime,
    role: str,
    data: Mapping[str, object] | None = None,
) -> None:
    ledger.record(
        kind=KIND,
        code=committee.code,
        step=step,
        by=by,
        at=at,
        role=role,
        organ=committee.organ_id,
        data=data,
        pending=(),
    )


def _say(place: CommitteeMember, step: str, *, by: User, at: datetime) -> None:
    ledger.record(
        kind=account.KIND,
        code=place.user.code,
        step=step,
        by=by,
        at=at,
        organ=place.committee.organ_id,
        data={"committee": place.committee_id, "role": place.role} | place.last_day,
    )
