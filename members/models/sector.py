from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.names import Named


class Sector(Named):
    """A constituency that members belong to (界别): a party, a union, a profession."""

    code = models.SlugField(_("Code"), max_length=20, primary_key=True)
    position = models.PositiveSmallIntegerField(_("Position"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "code"]
