"""What holds for a period: a membership, a seat. Both days belong to the period."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodQuerySet(models.QuerySet):
    def held(self, day: dt.date) -> Self:
        """Keep the rows whose period contains the day, suspended or not."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=day), since__lte=day)

    def in_force(self, day: dt.date) -> Self:
        """Keep the rows whose period contains the day and which are not suspended on it."""
        free = models.Q(suspended_since__isnull=True) | models.Q(suspended_since__gt=day)
        return self.held(day).filter(free)

    def not_over(self, day: dt.date) -> Self:
        """Keep what is held on the day, suspended or not, and what is still to come."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=day))


class Period(models.Model):
    since = models.DateField(_("Since"))
    until = models.DateField(
        _("Until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )

    suspended_since = models.DateField(
        _("Suspended since"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From this day on it gives no rights, until it is taken up again."),
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
