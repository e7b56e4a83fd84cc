from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from deadlines.phases import (
    INSTRUMENTS,
    PHASES,
    URGENCIES,
    instrument_choices,
    phase_choices,
    urgency_choices,
)

LONGEST_DAYS = 260


class DeadlinePolicyQuerySet(models.QuerySet["DeadlinePolicy"]):
    def in_force(self, day: date) -> Self:
        """Keep those that have begun by that day, newer versions of the same rule included."""
        return self.filter(since__lte=day)

    def held(self) -> Self:
        """Keep versions of rules that their organ did not give up: for whether there is any, asked
        within another question. `policies._held` says it of rows that were read, all of them."""
        later = DeadlinePolicy.objects.filter(
            organ=models.OuterRef("organ"),
            phase=models.OuterRef("phase"),
            instrument=models.OuterRef("instrument"),
            urgency=models.OuterRef("urgency"),
            version__gte=models.OuterRef("version"),
            gives_way=True,
        )
        return self.exclude(models.Exists(later))


class DeadlinePolicy(models.Model):
    """How many working days a phase may take, in an organ or (without one) everywhere.

    Rows are never edited: a new version with its first day takes over, and what was computed
    from an old one still says from which. A trigger refuses UPDATE (migration 0002).
    """

    organ = models.ForeignKey(
        "members.Organ",
        verbose_name=_("organ"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: holds wherever an organ has no rule of its own."),
    )
    instrument = models.CharField(
        _("instrument"), max_length=12, choices=instrument_choices, blank=True, default=""
    )
    urgency = models.CharField(
        _("kind of matter"), max_length=12, choices=urgency_choices, blank=True, default=""
    )
    phase = models.CharField(_("phase"), max_length=24, choices=phase_choices)
    working_days = models.PositiveSmallIntegerField(_("working days"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    since = models.DateField(_("holds from"))
    gives_way = models.BooleanField(
        _("what holds above holds again"), default=False, db_default=False
    )
    """The organ gave its own rule up from that day; its days are those that it had last."""

    objects = DeadlinePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["phase", "organ", "instrument", "urgency", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "organ", "instrument", "urgency", "version"],
                name="deadlinepolicy_version_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(phase__in=list(PHASES)), name="deadlinepolicy_phase_known"
            ),
            models.CheckConstraint(
                condition=models.Q(instrument__in=["", *INSTRUMENTS]),
                name="deadlinepolicy_instrument_known",
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=["", *URGENCIES]),
                name="deadlinepolicy_urgency_known",
            ),
            models.CheckConstraint(
                condition=models.Q(working_days__range=(1, LONGEST_DAYS)),
                name="deadlinepolicy_working_days_sane",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="deadlinepolicy_version_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(gives_way=False) | models.Q(organ__isnull=False),
                name="deadlinepolicy_gives_way_to_what_is_above",
            ),
        ]

    def __str__(self) -> str:
        where = self.organ_id or "*"
        what = "/".join(part for part in (self.phase, self.instrument, self.urgency) if part)
        return f"{what} {where} v{self.version}: {self.working_days}"
