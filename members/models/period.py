"""What holds for a period: a membership, a seat. Both days belong to the period."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodQuerySet(models.QuerySet):
    def in_force(self, day: dt.date) -> Self:
        """Keep the rows whose period contains the day."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=day), since__lte=day)


class Period(models.Model):
    since = models.DateField(_("Since"))
    until = models.DateField(
        _("Until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def in_order(cls, name: str) -> models.CheckConstraint:
        """Return the constraint that a period does not end before it begins."""
        condition = models.Q(until__isnull=True) | models.Q(until__gte=models.F("since"))
        return models.CheckConstraint(condition=condition, name=name)

    @property
    def last_day(self) -> dict[str, str]:
        """The last day as the ledger keeps it; nothing while none is set."""
        return {"until": self.until.isoformat()} if self.until else {}
