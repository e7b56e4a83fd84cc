from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members import roles
from members.models.organ import Organ
from members.models.period import Period


def role_choices() -> list[tuple[str, roles.Words]]:
    return [(role.key, role.name) for role in roles.SEATED]


class Seat(Period):
    """A person's place in an organ's own office: its staff, its administrator, its auditor."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="seats",
    )
    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="seats"
    )
    role = models.CharField(_("Role"), max_length=12, choices=role_choices)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["office", "arbiter", "organ_admin", "auditor"]),
                name="seat_role_known",
            ),
            Period.in_order("seat_until_not_before_since"),
            models.UniqueConstraint(
                fields=["user", "organ", "role"],
                condition=models.Q(until__isnull=True),
                name="seat_one_open_period_per_role",
            ),
        ]
        indexes = [models.Index(fields=["organ", "role"], name="seat_by_organ_and_role")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organ.short_office_name}"
