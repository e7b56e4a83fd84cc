from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GRANTED, REFUSED, LAPSED = "granted", "refused", "lapsed"
DECISIONS: dict[str, Promise] = {
    GRANTED: _("Granted"),
    REFUSED: _("Refused"),
    LAPSED: _("Settled otherwise"),
}


# Which words came with a step of the ledger, and when.
STEPS = {
    "ask_extension": ("asked_at", "reason"),
    "grant_extension": ("decided_at", "decision_note"),
    "refuse_extension": ("decided_at", "decision_note"),
}


def decision_choices() -> list[tuple[str, Promise]]:
    return list(DECISIONS.items())


JSON = models.JSONField()


class ExtensionRequest(models.Model):
    """A unit asks for more time before its date is over (延期), and what the office said.

    One for a clock. ``first_due`` is the date that it asks to move. The request of this round
    stands here; those of rounds before, whole, in ``earlier``. Granted, it goes over with the
    clock to the unit that takes over.
    """

    assignment = models.OneToOneField(
        "Assignment", models.PROTECT, related_name="extension_request", primary_key=True
    )
    reason = models.TextField(max_length=1000)
    first_due = models.DateTimeField()
    wanted = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=decision_choices, blank=True)
    granted = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(max_length=1000, blank=True)
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    earlier = models.JSONField(default=list, blank=True, db_default=models.Value([], JSON))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extensionrequest_has_a_reason"),
            models.CheckConstraint(
                condition=Q(wanted__gt=models.F("first_due")),
                name="extensionrequest_asks_for_more",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__lte=models.F("first_due")),
                name="extensionrequest_asked_in_time",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=list(DECISIONS), decided_at__isnull=False),
                name="extensionrequest_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(decision=GRANTED, granted__isnull=False)
                | (~Q(decision=GRANTED) & Q(granted__isnull=True)),
                name="extensionrequest_granted_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(decision=REFUSED) | ~Q(decision_note=""),
                name="extensionrequest_refusal_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(decision=""), name="extensionrequest_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.decision or 'asked'}"

    def words_at(self, step: str, at: datetime) -> str:
        """What was written when it was asked for, or decided, at that moment."""
        moment, words = STEPS.get(step, ("", ""))
        said = [*self.earlier, self._words()]
        found = (one[words] for one in said if words and one[moment] == at.isoformat())
        return next(found, "")

    def as_earlier(self) -> dict[str, Any]:
        """This round's request, to be kept in the next: moments in ISO, people by their codes."""
        return self._words() | {
            "round": self.round,
            "first_due": self.first_due.isoformat(),
            "wanted": self.wanted.isoformat(),
            "asked_by": self.asked_by.code,
            "decision": self.decision,
            "granted": self.granted.isoformat() if self.granted else "",
            "decided_by": self.decided_by.code if self.decided_by else "",
        }

    def _words(self) -> dict[str, str]:
        return {
            "reason": self.reason,
            "decision_note": self.decision_note,
            "asked_at": self.asked_at.isoformat(),
            "decided_at": self.decided_at.isoformat() if self.decided_at else "",
        }

    @property
    def is_waiting(self) -> bool:
        """Whether the office has not decided yet."""
        return not self.decision
