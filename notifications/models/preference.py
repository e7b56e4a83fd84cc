from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class When(models.TextChoices):
    """When a notice leaves the house by one channel; the inbox always has it at once."""

    ONCE = "once", _("at once")
    DAILY = "daily", _("in the daily mail")
    NEVER = "never", _("never")


def when_choices() -> list[tuple[str, str]]:
    return [(when.value, str(when.label)) for when in When]


def asked_choices() -> list[tuple[str, str]]:
    """What can be chosen for a channel that brings only what was asked for."""
    return [(when.value, str(when.label)) for when in (When.NEVER, When.ONCE)]


class Preference(models.Model):
    """What a person chose for one group of notices and one channel, where it is not the default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        on_delete=models.CASCADE,
        related_name="notice_preferences",
        db_index=False,
    )
    group = models.CharField(_("group"), max_length=20)
    channel = models.CharField(_("channel"), max_length=20)
    when = models.CharField(_("when"), max_length=10, choices=when_choices)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [
            models.UniqueConstraint(fields=["user", "group", "channel"], name="preference_once"),
            models.CheckConstraint(
                condition=models.Q(when__in=When.values), name="preference_when_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.channel}: {self.when}"
