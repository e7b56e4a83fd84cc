from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import User
from workdays.arithmetic import SHANGHAI

DIGEST_HOUR = 8
QUIET_FROM, QUIET_UNTIL = time(22), time(7)
FIRST_HOUR, LAST_HOUR = 5, 21


class Rhythm(models.Model):
    """When a person wants to be left alone, and when the daily mail is to come: Beijing time.

    Without a row the defaults hold; without both hours there are no quiet ones.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="rhythm",
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True, default=QUIET_FROM)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True, default=QUIET_UNTIL)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily mail"), default=DIGEST_HOUR)

    class Meta:
        verbose_name = _("rhythm of notices")
        verbose_name_plural = _("rhythms of notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="rhythm_quiet_from_and_until",
            ),
            models.CheckConstraint(
                condition=~models.Q(quiet_from=models.F("quiet_until")),
                name="rhythm_quiet_is_not_always",
            ),
            models.CheckConstraint(
                condition=models.Q(digest_hour__range=(FIRST_HOUR, LAST_HOUR)),
                name="rhythm_digest_hour_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiet_from}–{self.quiet_until}, {self.digest_hour}"

    @classmethod
    def of(cls, user: User) -> "Rhythm":
        """Return a person's rhythm, kept or by default."""
        return getattr(user, "rhythm", None) or cls(user=user)

    def quiet_end(self, at: datetime) -> datetime | None:
        """Return when the quiet hours that `at` falls into are over; None outside of them."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        here = at.astimezone(SHANGHAI)
        begins, ends = (
            datetime.combine(here.date(), hour, SHANGHAI)
            for hour in (self.quiet_from, self.quiet_until)
        )
        if begins < ends:
            return ends if begins <= here < ends else None
        if here < ends:
            return ends
        return ends + timedelta(days=1) if here >= begins else None
