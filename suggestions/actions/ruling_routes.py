"""What an office does with its own rules for routing: change them in a draft, save, restore."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.models import Department
from events.actions import ledger
from members.models import Organ, Sector
from members.policies import require_staff
from suggestions import rulebook
from suggestions.lifecycle import NotNow
from suggestions.models import Category, Rule, RuleDraft, RuleSet
from suggestions.routing import rules as routing

if TYPE_CHECKING:
    from members.models import User

MOST_RULES = 100


class TooManyRules(ValueError):
    """There are as many rules as an office may have."""


class RuleGone(NotNow):
    """The rule that was to be changed is not in the draft any more."""


class SavedMeanwhile(NotNow):
    """Somebody else saved a version while this one was being written."""

    def __init__(self, current: RuleSet) -> None:
        words = _("%(who)s has saved version %(version)s in the meantime. Your changes are kept.")
        super().__init__(words % {"who": current.saved_by, "version": current.version})


@transaction.atomic
def put(*, organ: Organ, rule: routing.Rule, by: User, at: datetime) -> routing.Rule:
    """Put a rule into the officer's draft: in place of its namesake, or at the end.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
        RuleGone: the draft has no rule of that key.
        TooManyRules: the draft is full.
    """
    draft = _draft(organ, by=by, at=at)
    rules = list(rulebook.drafted(draft))
    if rule.key:
        rules[_place(rules, rule.key)] = rule
    elif len(rules) >= MOST_RULES:
        raise TooManyRules(_("There are %(most)s rules already.") % {"most": MOST_RULES})
    else:
        rule = replace(rule, key=secrets.token_hex(4))
        rules.append(rule)
    _keep(draft, rules, at=at)
    return rule


@transaction.atomic
def shift(*, organ: Organ, key: str, by: User, at: datetime, up: bool) -> None:
    """Move a rule of the draft one place up or down; the first and the last stay where they are.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
        RuleGone: the draft has no rule of that key.
    """
    draft = _draft(organ, by=by, at=at)
    rules = list(rulebook.drafted(draft))
    here = _place(rules, key)
    there = min(max(here + (-1 if up else 1), 0), len(rules) - 1)
    rules.insert(there, rules.pop(here))
    _keep(draft, rules, at=at)


@transaction.atomic
def remove(*, organ: Organ, key: str, by: User, at: datetime) -> None:
    """Take a rule out of the draft.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
        RuleGone: the draft has no rule of that key.
    """
    draft = _draft(organ, by=by, at=at)
    rules = list(rulebook.drafted(draft))
    del rules[_place(rules, key)]
    _keep(draft, rules, at=at)


@transaction.atomic
def drop(*, organ: Organ, by: User, at: datetime) -> None:
    """Throw the officer's changes away; what is in force stays.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
    """
    require_staff(by, organ.pk)
    RuleDraft.objects.filter(organ=organ, user=by).delete()


@transaction.atomic
def save(*, organ: Organ, base: int, by: User, at: datetime) -> RuleSet:
    """Make the draft the next version, in force from now on. Earlier ones stay as they are.

    Args:
        base: the version that was in force when the officer last looked, 0 for none.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
        SavedMeanwhile: another version is in force by now; the draft stays.
        NotNow: there is nothing to save, or a rule names what is no longer there.
    """
    role = require_staff(by, organ.pk)
    current = _locked(organ, base)
    draft = RuleDraft.objects.select_for_update().filter(organ=organ, user=by).first()
    rules = rulebook.drafted(draft) if draft else ()
    if draft is None or rules == rulebook.plain(current):
        raise NotNow(_("Nothing has been changed, so there is nothing to save."))
    made = _write(organ, rules, version=base + 1, by=by, at=at)
    draft.delete()
    _say(made, "save", by=by, at=at, role=role, data={"rules": len(rules)})
    return made


@transaction.atomic
def restore(*, rule_set: RuleSet, base: int, by: User, at: datetime) -> RuleSet:
    """Put an earlier version in force again, as a new version.

    Raises:
        PermissionDenied: `by` is neither of the organ's office nor its administrator.
        SavedMeanwhile: another version than `base` is in force by now.
    """
    organ = rule_set.organ
    role = require_staff(by, organ.pk)
    _locked(organ, base)
    rules = rulebook.plain(rule_set)
    made = _write(organ, rules, version=base + 1, by=by, at=at, restored_from=rule_set.version)
    data = {"rules": len(rules), "from": rule_set.version}
    _say(made, "restore", by=by, at=at, role=role, data=data)
    return made


def _draft(organ: Organ, *, by: User, at: datetime) -> RuleDraft:
    """The officer's draft, locked; begun from what is in force where there is none."""
    require_staff(by, organ.pk)
    mine = RuleDraft.objects.select_for_update().filter(organ=organ, user=by).first()
    if mine is not None:
        return mine
    current = rulebook.in_force(organ.pk)
    defaults = {
        "base": current.version if current else 0,
        "rules": rulebook.stored(rulebook.plain(current)),
        "changed_at": at,
    }
    made, _is_new = RuleDraft.objects.select_for_update().get_or_create(
        organ=organ, user=by, defaults=defaults
    )
    return made


def _keep(draft: RuleDraft, rules: Sequence[routing.Rule], *, at: datetime) -> None:
    draft.rules = rulebook.stored(rules)
    draft.changed_at = at
    draft.save(update_fields=["rules", "changed_at"])


def _place(rules: Sequence[routing.Rule], key: str) -> int:
    for place, rule in enumerate(rules):
        if rule.key == key:
            return place
    raise RuleGone(_("This rule is not there any more."))


def _locked(organ: Organ, base: int) -> RuleSet | None:
    """The version in force, and nobody else saves one until the transaction ends."""
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    current = rulebook.in_force(organ.pk)
    if current and current.version != base:
        raise SavedMeanwhile(current)
    return current


def _write(
    organ: Organ,
    rules: Sequence[routing.Rule],
    *,
    version: int,
    by: User,
    at: datetime,
    restored_from: int | None = None,
) -> RuleSet:
    units = rulebook.units_by_code(organ)
    _require_known(rules, units)
    made = RuleSet.objects.create(
        organ=organ, version=version, saved_by=by, saved_at=at, restored_from=restored_from
    )
    rows = Rule.objects.bulk_create(
        Rule(
            rule_set=made,
            position=position,
            key=one.key,
            words=list(one.words),
            place_id=one.place or None,
            category_id=one.category or None,
            sector_id=one.sector or None,
            unit=units[one.unit],
            urgency=one.urgency,
        )
        for position, one in enumerate(rules, start=1)
    )
    through = Rule.others.through
    through.objects.bulk_create(
        through(rule_id=row.pk, department_id=units[code].pk)
        for row, one in zip(rows, rules, strict=True)
        for code in one.others
    )
    return made


def _require_known(rules: Sequence[routing.Rule], units: dict[str, Department]) -> None:
    """Ask that everything that the rules name is still there."""
    known = {
        "": set(units),
        "place": set(Organ.objects.in_bulk({one.place for one in rules if one.place})),
        "category": set(Category.objects.in_bulk({one.category for one in rules if one.category})),
        "sector": set(Sector.objects.in_bulk({one.sector for one in rules if one.sector})),
    }
    for number, one in enumerate(rules, start=1):
        gone = {one.unit, *one.others} - known[""]
        gone |= {one.place} - known["place"] - {""}
        gone |= {one.category} - known["category"] - {""}
        gone |= {one.sector} - known["sector"] - {""}
        if gone:
            words = _("Rule no. %(number)s names something that is no longer there.")
            raise NotNow(words % {"number": number})


def _say(
    made: RuleSet, step: str, *, by: User, at: datetime, role: str, data: dict[str, int]
) -> None:
    ledger.record(
        kind="rules",
        code=made.organ_id,
        step=step,
        by=by,
        at=at,
        role=role,
        organ=made.organ_id,
        data={"version": made.version, **data},
        pending=(),
    )
