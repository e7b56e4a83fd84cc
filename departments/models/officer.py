from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from departments.models.department import Department
from members import roles
from members.models.period import Period


def role_choices() -> list[tuple[str, roles.Words]]:
    return [(role.key, role.name) for role in (roles.Officer, roles.Head)]


def place_title(role: str, *, is_deputy: bool) -> roles.Words:
    """Return what somebody with this role is called: a deputy is said to be one."""
    return _("Deputy head of a unit") if is_deputy else roles.named(role)


class Officer(Period):
    """A person's place in a handling unit, as case officer (承办人), head or deputy head.

    A unit may have several heads; of those the deputies (副职) have the same rights, and what
    they sign they sign in the head's name.
    """

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

    is_deputy = models.BooleanField(
        _("Deputy"),
        default=False,
        db_default=False,
        help_text=_("A deputy head has the head’s rights and acts in the head’s name."),
    )

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["officer", "head"]), name="officer_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_deputy=False) | models.Q(role="head"),
                name="officer_deputy_of_a_head",
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

    @property
    def title(self) -> roles.Words:
        """What the person is called in the unit: the head's deputy is not the head."""
        return place_title(self.role, is_deputy=self.is_deputy)

    def is_last_after(self, until: date) -> bool:
        """Tell whether nobody sits in the unit on the day after, once this place ends."""
        others = Officer.objects.filter(department=self.department_id, user__is_active=True)
        return not others.exclude(pk=self.pk).in_force(until + timedelta(days=1)).exists()
