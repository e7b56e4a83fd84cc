from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.models.department import Department
from members.codes import fresh_code
from members.models import Organ

if TYPE_CHECKING:
    from datetime import date

LONGEST_NOTE = 200


def new_code() -> str:
    """A fresh public code; nine random signs, not to be guessed."""
    return fresh_code("L")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def in_force(self, day: date) -> Self:
        """Keep those that last on the day."""
        return self.not_over(day).filter(since__lte=day)

    def not_over(self, day: date) -> Self:
        """Keep those that last on the day or are still to come."""
        return self.filter(until__gte=day, ended_at__isnull=True)

    def during(self, since: date, until: date) -> Self:
        """Keep those that have a day in common with these days, both included."""
        return self.filter(since__lte=until, until__gte=since, ended_at__isnull=True)

    def for_page(self) -> Self:
        """With all that a line about one says."""
        return self.select_related("user", "stand_in", "unit", "office").order_by("since", "id")


class Absence(models.Model):
    """A leave of absence (请假) of somebody from their place in a unit or in an organ's office.

    Both days belong to it; after the last it is over by itself, or from the moment in `ended_at`.
    The stand-in does the same work there meanwhile; nobody where no colleague sits there.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="absences",
    )
    unit = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="absences"
    )
    office = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Stand-in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in",
    )
    since = models.DateField(_("First day"))
    until = models.DateField(_("Last day"))
    note = models.CharField(_("Note for colleagues"), max_length=LONGEST_NOTE, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="absence_until_not_before_since"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, office__isnull=False)
                | Q(unit__isnull=False, office__isnull=True),
                name="absence_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("user")),
                name="absence_stood_in_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "until"],
                condition=Q(ended_at__isnull=True),
                name="absence_of_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.since}–{self.until}"

    @property
    def place(self) -> Department | Organ:
        """The unit, or the organ in whose office the place is."""
        return self.unit or cast("Organ", self.office)

    @property
    def place_name(self) -> str:
        """What people call the place."""
        if self.unit:
            return self.unit.short_name
        return self.office.short_office_name if self.office else ""

    @property
    def organ_code(self) -> str:
        """The organ to which the place belongs."""
        return self.unit.organ_id if self.unit else str(self.office_id)
