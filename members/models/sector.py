from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.names import Named
from members.models.organ import Organ


class SectorQuerySet(models.QuerySet["Sector"]):
    def offered_by(self, organ: str) -> Self:
        """Return what an organ offers to choose from: the common ones it uses, and its own."""
        unused = SectorUnused.objects.filter(organ=organ).values("sector")
        of_it = models.Q(organ=None) | models.Q(organ=organ)
        return self.filter(of_it, is_active=True).exclude(pk__in=unused)

    def known_to(self, organ: str) -> Self:
        """Return the common ones and the organ's own, whether it uses them or not."""
        return self.filter(models.Q(organ=None) | models.Q(organ=organ))


class Sector(Named):
    """A constituency that members belong to (界别): a party, a union, a profession.

    Those without an organ are common to all; an organ may add its own.
    """

    code = models.SlugField(_("Code"), max_length=20, primary_key=True)
    organ = models.ForeignKey(
        Organ,
        verbose_name=_("Organ"),
        on_delete=models.PROTECT,
        related_name="sectors",
        null=True,
        blank=True,
        help_text=_("Empty: common to all organs."),
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0)
    is_active = models.BooleanField(_("Active"), default=True, db_default=True)

    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "code"]


class SectorUnused(models.Model):
    """A common sector that an organ does not use: not offered in its lists to choose from."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("sector that is not used")
        verbose_name_plural = _("sectors that are not used")
        constraints = [
            models.UniqueConstraint(fields=["organ", "sector"], name="sectorunused_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.sector_id}"
