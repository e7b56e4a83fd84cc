from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

APPROVED, REFUSED, LAPSED = "approved", "refused", "lapsed"
DECISIONS: dict[str, Promise] = {
    APPROVED: _("Approved"),
    REFUSED: _("Refused"),
    LAPSED: _("Settled otherwise"),
}
BOUND, RELEASED = "bound", "released"
RULINGS: dict[str, Promise] = {BOUND: _("It stays"), RELEASED: _("It is another’s")}


def decision_choices() -> list[tuple[str, Promise]]:
    return list(DECISIONS.items())


def ruling_choices() -> list[tuple[str, Promise]]:
    return list(RULINGS.items())


class ReturnRequest(models.Model):
    """A unit says that a case is not its own, and whose it is (退办); what office and arbiter said.

    ``proposed`` is the unit whose it is; where it is none of the organ's units, ``elsewhere`` says
    in words whose. One for an assignment. The words stand here and nowhere else.
    """

    assignment = models.OneToOneField(
        "Assignment", models.PROTECT, related_name="return_request", primary_key=True
    )
    reason = models.TextField(max_length=1000)
    proposed = models.ForeignKey(
        "departments.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    elsewhere = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=decision_choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(max_length=1000, blank=True)
    dispute_until = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    dispute_note = models.TextField(max_length=1000, blank=True)
    ruling = models.CharField(max_length=8, choices=ruling_choices, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    ruling_note = models.TextField(max_length=1000, blank=True)
    new_due = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(proposed__isnull=False) & Q(elsewhere=""))
                | (Q(proposed__isnull=True) & ~Q(elsewhere="")),
                name="returnrequest_says_whose_it_is",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="returnrequest_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=list(DECISIONS), decided_at__isnull=False),
                name="returnrequest_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(decision=REFUSED) | ~Q(decision_note=""),
                name="returnrequest_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(disputed_at__isnull=True) | Q(decision=REFUSED),
                name="returnrequest_disputed_once_refused",
            ),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_at__isnull=True)
                | Q(
                    ruling__in=list(RULINGS),
                    ruled_at__isnull=False,
                    disputed_at__isnull=False,
                ),
                name="returnrequest_ruled_once_disputed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.decision or 'asked'}"

    def is_open_to_dispute(self, at: datetime) -> bool:
        """Whether the unit may call the arbiter on the refusal."""
        until = self.dispute_until
        refused = self.decision == REFUSED and self.disputed_at is None
        return refused and until is not None and at <= until

    @property
    def was_granted(self) -> bool:
        """Whether the unit was right: it went to another."""
        return self.decision == APPROVED or self.ruling == RELEASED

    @property
    def whose(self) -> str:
        """Whose it is, as the unit says."""
        return self.proposed.name if self.proposed else self.elsewhere
