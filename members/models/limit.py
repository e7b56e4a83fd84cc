from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitQuerySet(models.QuerySet["Limit"]):
    def over(self, at: datetime) -> Self:
        """Return those whose time has passed: the next one begins anew."""
        return self.filter(until__lte=at)


class Limit(models.Model):
    """How often something was done that may be done so often within a time.

    The key is a keyed hash: which number or address it was cannot be read off it. Written by
    `members.actions.limits` alone, in one statement.
    """

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(_("count"))
    until = models.DateTimeField(_("until"), db_index=True)

    objects = LimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
