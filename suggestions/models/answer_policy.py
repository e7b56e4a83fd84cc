from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle import INSTRUMENTS, instrument_choices

if TYPE_CHECKING:
    from suggestions.models.suggestion import Suggestion

NONE, HEAD = "none", "head"
NEAREST_FIRST = (F("organ").asc(nulls_last=True), "-since", "-version")
SIGN_OFFS: dict[str, Promise] = {
    NONE: _("Nobody has to sign it off"),
    HEAD: _("The head of the unit signs it off"),
}


def sign_off_choices() -> list[tuple[str, Promise]]:
    return list(SIGN_OFFS.items())


@dataclass(frozen=True)
class InForce:
    """The rule in force for one instrument, what is planned, and the organ's newest version."""

    rule: AnswerPolicy
    planned: AnswerPolicy | None
    base: int

    @property
    def is_own(self) -> bool:
        """Whether the organ made it; else it is the platform's default."""
        return self.rule.organ_id is not None

    @property
    def is_held(self) -> bool:
        """Whether the organ has a rule of its own now or planned, which it can give up."""
        return self.is_own or self.planned is not None


def _held(rows: Iterable[AnswerPolicy]) -> list[AnswerPolicy]:
    """Without those that their organ gave up: the versions up to the one that says so."""
    found = list(rows)
    ended = max((row.version for row in found if row.gives_way), default=0)
    return [row for row in found if not row.organ_id or row.version > ended]


class AnswerPolicyQuerySet(models.QuerySet["AnswerPolicy"]):
    def holds_for(self, suggestion: Suggestion, day: date) -> AnswerPolicy | None:
        """The rule of the case's organ for its instrument, else the preset; the newest in force."""
        mine = Q(organ=suggestion.organ_id) | Q(organ__isnull=True)
        rules = self.filter(mine, instrument=suggestion.instrument, since__lte=day)
        return next(iter(_held(rules.order_by(*NEAREST_FIRST))), None)

    def of_organ(self, organ: str, day: date) -> dict[str, InForce]:
        """The rules of an organ on a day by instrument, as `holds_for` finds them. One query."""
        rows = list(self.filter(Q(organ=organ) | Q(organ__isnull=True)).order_by(*NEAREST_FIRST))
        found: dict[str, InForce] = {}
        for instrument in INSTRUMENTS:
            every = [row for row in rows if row.instrument == instrument]
            base = max((row.version for row in every if row.organ_id), default=0)
            mine = _held(every)
            rule = next((row for row in mine if row.since <= day), None)
            own = [row for row in mine if row.organ_id]
            planned = next((row for row in reversed(own) if row.since > day), None)
            if rule:
                found[instrument] = InForce(rule, planned, base)
        return found

    def held(self) -> Self:
        """Keep versions of rules that their organ did not give up: for whether there is any, asked
        within another question. `_held` says it of rows that were read."""
        later = AnswerPolicy.objects.filter(
            organ=models.OuterRef("organ"),
            instrument=models.OuterRef("instrument"),
            version__gte=models.OuterRef("version"),
            gives_way=True,
        )
        return self.exclude(models.Exists(later))

    def asks_heads(self, organs: Iterable[str], instrument: str, day: date) -> bool:
        """Whether in one of these organs such answers wait for a head's word on that day."""
        found = (self.of_organ(organ, day).get(instrument) for organ in organs)
        return any(one.rule.needs_sign_off for one in found if one)


class AnswerPolicy(models.Model):
    """What an answer passes before its author reads it, in an organ or (without one) everywhere.

    Rows are never edited: a new version with its first day takes over.
    """

    organ = models.ForeignKey(
        "members.Organ",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organ"),
        help_text=_("Empty: holds wherever an organ has no rule of its own."),
    )
    instrument = models.CharField(_("instrument"), max_length=12, choices=instrument_choices)
    checks = models.BooleanField(_("the office checks it before it is delivered"), default=False)
    sign_off = models.CharField(_("sign-off"), max_length=8, choices=sign_off_choices, default=NONE)
    co_sign = models.BooleanField(_("co-handlers agree to its text"), default=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    since = models.DateField(_("holds from"))
    gives_way = models.BooleanField(
        _("the platform’s default holds again"), default=False, db_default=False
    )

    objects = AnswerPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule for answers")
        verbose_name_plural = _("rules for answers")
        ordering = ("instrument", "organ", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "instrument", "version"],
                name="answerpolicy_version_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=list(INSTRUMENTS)), name="answerpolicy_instrument_known"
            ),
            models.CheckConstraint(
                condition=Q(sign_off__in=list(SIGN_OFFS)), name="answerpolicy_sign_off_known"
            ),
            models.CheckConstraint(
                condition=Q(gives_way=False) | Q(organ__isnull=False),
                name="answerpolicy_gives_way_to_the_default",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.organ_id or '*'} v{self.version}"

    @property
    def lets_pass(self) -> bool:
        """Whether an answer goes straight to its author."""
        return not (self.checks or self.co_sign or self.needs_sign_off)

    @property
    def needs_sign_off(self) -> bool:
        return self.sign_off == HEAD
