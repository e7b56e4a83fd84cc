from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.organ import Organ
from members.models.period import Period
from members.models.sector import Sector
from members.models.term import Term


class Member(Period):
    """A person's membership in the CPPCC of one area (政协委员), for a period."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="memberships"
    )
    sector = models.ForeignKey(
        Sector,
        verbose_name=_("Sector"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
    )
    term = models.ForeignKey(
        Term,
        verbose_name=_("Term"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            Period.in_order("member_until_not_before_since"),
            models.UniqueConstraint(
                fields=["user", "organ"],
                condition=models.Q(until__isnull=True),
                name="member_one_open_period_per_organ",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organ.short_office_name}"
