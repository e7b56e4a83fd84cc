"""A desk at which nobody sits: since when, and from when on those above do its work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vacancy(models.Model):
    """Both days are written by the sweep; whether somebody sits there again is asked each time."""

    empty_since = models.DateField(_("Nobody since"), null=True, blank=True, editable=False)
    stood_in_from = models.DateField(
        _("Those above act from"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @classmethod
    def whole(cls, name: str) -> models.CheckConstraint:
        """Return the constraint that both days stand there, in order, or neither."""
        condition = models.Q(empty_since__isnull=True, stood_in_from__isnull=True) | models.Q(
            empty_since__isnull=False,
            stood_in_from__isnull=False,
            stood_in_from__gt=models.F("empty_since"),
        )
        return models.CheckConstraint(condition=condition, name=name)
