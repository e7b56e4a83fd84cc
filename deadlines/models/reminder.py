from django.db import models
from django.utils.translation import gettext_lazy as _

from deadlines.models.due_date import DueDate


class Reminder(models.Model):
    """One rule kept for one due date: the row is why nobody is reminded of the same twice.

    Its key holds the moment, so a due date that moves may remind again. A rule that speaks more
    than once stands here with the number of the time: "weekly", "weekly 1", "weekly 2".
    """

    id = models.UUIDField(primary_key=True)
    rule = models.CharField(_("rule"), max_length=40)
    kind = models.CharField(_("kind"), max_length=40)
    code = models.CharField(_("code"), max_length=40)
    due_at = models.DateTimeField(_("due at"))
    due = models.ForeignKey(
        DueDate, verbose_name=_("due date"), on_delete=models.CASCADE, related_name="reminders"
    )
    at = models.DateTimeField(_("reminded at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                # The code first: it alone finds the row, whatever the planner knows of the rest.
                fields=["code", "kind", "due_at", "rule"],
                name="reminder_once",
            ),
            models.CheckConstraint(condition=~models.Q(rule=""), name="reminder_names_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind} {self.code}"
