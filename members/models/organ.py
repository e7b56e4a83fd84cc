from decimal import Decimal
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from members import areas
from members.models.contact import Contact
from members.models.names import Named, localised
from members.models.vacancy import Vacancy
from members.roles import Words


def level_choices() -> list[tuple[str, Words]]:
    return [
        (areas.PROVINCE, _("Province")),
        (areas.CITY, _("City or prefecture")),
        (areas.COUNTY, _("County, district or county-level city")),
    ]


class OrganQuerySet(models.QuerySet):
    def above(self, code: str) -> Self:
        """Keep the organ itself and those it reports to."""
        return self.filter(code__in=areas.chain(code))


class Organ(Named, Vacancy, Contact):
    """A CPPCC organ (政协), named after its area; its code is the area's in GB/T 2260."""

    code = models.CharField(_("Code"), max_length=6, primary_key=True)
    level = models.CharField(_("Level"), max_length=8, choices=level_choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Reports to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    short_zh = models.CharField(_("Short Chinese name"), max_length=20, blank=True)
    seat_lon = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6)
    seat_lat = models.DecimalField(_("Latitude"), max_digits=8, decimal_places=6)

    objects = OrganQuerySet.as_manager()

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organs")
        ordering = ["code"]
        constraints = [
            Vacancy.whole("organ_vacancy_whole"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[1-9]\d{5}$"), name="organ_code_is_gb2260"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[areas.PROVINCE, areas.CITY, areas.COUNTY]),
                name="organ_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(level=areas.PROVINCE, parent__isnull=True)
                | (~models.Q(level=areas.PROVINCE) & models.Q(parent__isnull=False)),
                name="organ_parent_unless_province",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    seat_lon__range=(Decimal(-180), Decimal(180)),
                    seat_lat__range=(Decimal(-90), Decimal(90)),
                ),
                name="organ_seat_on_earth",
            ),
        ]

    @property
    def short_name(self) -> str:
        """The area's usual short name: 湘西州, Xiangxi…; the name itself for most."""
        return localised(self.short_zh or self.name_zh, self.name_en)

    @property
    def office_name(self) -> str:
        """What the organ is called: 长沙市政协 / CPPCC Changsha Municipal Committee."""
        return localised(f"{self.name_zh}政协", self._committee(self.name_en))

    @property
    def short_office_name(self) -> str:
        """The same for narrow places: 湘西州政协."""
        return localised(f"{self.short_zh or self.name_zh}政协", self._committee(self.name_en))

    @staticmethod
    def _committee(area: str) -> str:
        for noun, adjective in (("Province", "Provincial"), ("City", "Municipal")):
            if area.endswith(f" {noun}"):
                area = f"{area.removesuffix(noun)}{adjective}"
        return f"CPPCC {area} Committee"

    def chain(self) -> list["Organ"]:
        """Return the organ and those it reports to, nearest first (one query)."""
        return sorted(Organ.objects.above(self.code), key=lambda organ: organ.code, reverse=True)
