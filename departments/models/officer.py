from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from departments.models.department import Department
from members import roles
from members.models.period import Period


def role_choices() -> list[tuple[str, roles.Words]]:
    return [(role.key, role.name) for role in (roles.Officer, roles.Head)]


class Officer(Period):
    """A person's place in a handling unit, as case officer (承办人) or as its head."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="offices",
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("Handling unit"),
        on_delete=models.PROTECT,
        related_name="officers",
    )
    role = models.CharField(
        _("Role"), max_length=12, choices=role_choices, default=roles.Officer.key
    )

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["officer", "head"]), name="officer_role_known"
            ),
            Period.in_order("officer_until_not_before_since"),
            models.UniqueConstraint(
                fields=["user", "department", "role"],
                condition=models.Q(until__isnull=True),
                name="officer_one_open_period_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.department.short_name}"
