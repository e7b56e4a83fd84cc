from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, kind: str, code: str) -> Self:
        """Return the history of one thing, newest first, with the words that are still kept."""
        return self.filter(kind=kind, code=code).select_related("remark").order_by("-id")


class Event(models.Model):
    """One line of the ledger: who did what to which thing, in which role, when.

    It points to nothing and holds codes and numbers only, so it outlives what it tells of and
    names nobody once a person is erased. Rows are written by `events.actions.ledger` and never
    changed: a trigger refuses UPDATE, DELETE and TRUNCATE (migration 0002).
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    code = models.CharField(_("code"), max_length=40)
    step = models.CharField(_("step"), max_length=60)
    actor = models.CharField(_("actor"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=20, blank=True)
    organ = models.CharField(_("organ"), max_length=6, blank=True)
    at = models.DateTimeField(_("at"))
    data = models.JSONField(_("data"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    remark_hash = models.CharField(_("hash of the remark"), max_length=64, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["kind", "code", "-id"], name="event_history"),
            models.Index(fields=["organ", "-id"], name="event_of_organ"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(code="") & ~models.Q(step=""),
                name="event_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}: {self.step}"

    @property
    def words(self) -> str:
        """The typed words of this step; empty if there were none or they have been erased."""
        return self.remark.text if hasattr(self, "remark") else ""
