from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deadlines.models import DueDate
from suggestions.models.suggestion import Suggestion

if TYPE_CHECKING:
    from members.models import User

CLOCK = "cosigner"
ASKED, ACCEPTED, DECLINED, LAPSED = "asked", "accepted", "declined", "lapsed"
INVITED, JOINED, MERGED = "invited", "joined", "merged"
MOST = 20

ORIGINS: dict[str, Promise] = {
    INVITED: _("Asked by the author"),
    JOINED: _("Joined"),
    MERGED: _("From a case that was merged into this one"),
}
STATES: dict[str, Promise] = {
    ASKED: _("Asked"),
    ACCEPTED: _("Co-signs"),
    DECLINED: pgettext_lazy("answer of a co-signer", "Declined"),
    LAPSED: _("Not answered"),
}


def origin_choices() -> list[tuple[str, Promise]]:
    return list(ORIGINS.items())


def cosigner_state_choices() -> list[tuple[str, Promise]]:
    return list(STATES.items())


class CosignerQuerySet(models.QuerySet["Cosigner"]):
    def unsealed(self) -> CosignerQuerySet:
        """Those of cases that are not sealed."""
        return self.filter(suggestion__sealed_at=None)

    def put_to(self, user: User) -> CosignerQuerySet:
        """What this person has been asked to stand by: they read it before they answer."""
        return self.unsealed().filter(user=user)

    def waiting_for(self, user: User) -> CosignerQuerySet:
        """What this person has been asked to co-sign and has not answered, the oldest first."""
        asked = self.put_to(user).asked().with_day()
        return asked.select_related("suggestion__author", "suggestion__place").order_by("id")

    def with_day(self) -> CosignerQuerySet:
        """With `until`: the moment up to which the request can be answered."""
        code = Concat("suggestion__code", Value("-"), Cast("pk", models.CharField()))
        clock = DueDate.objects.open().filter(kind=CLOCK, phase=CLOCK, code=OuterRef("its_code"))
        return self.annotate(its_code=code).annotate(until=Subquery(clock.values("due_at")[:1]))

    def asked(self) -> CosignerQuerySet:
        return self.filter(state=ASKED)

    def coded(self, code: str) -> CosignerQuerySet:
        """The one whose clock has this code; see `Cosigner.code`."""
        return self.filter(pk=int(code.rpartition("-")[2]))

    def invited(self) -> CosignerQuerySet:
        """Those whom the author asked: they alone count towards the most."""
        return self.filter(origin=INVITED)

    def accepted(self) -> CosignerQuerySet:
        return self.filter(state=ACCEPTED)

    def raters(self, suggestion: Suggestion, replied_at: datetime) -> CosignerQuerySet:
        """Those who rate the answer beside the author: who had co-signed before it came.

        Who joins later follows the case and does not rate.
        """
        return self.accepted().filter(suggestion=suggestion, answered_at__lt=replied_at)


class Cosigner(models.Model):
    """A member who stands by another's suggestion (联名), or has been asked to."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="cosigners")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=8, choices=origin_choices)
    state = models.CharField(max_length=8, choices=cosigner_state_choices, default=ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CosignerQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "user"], name="cosigner_once"),
            models.CheckConstraint(
                condition=Q(origin__in=list(ORIGINS)), name="cosigner_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ASKED, LAPSED], answered_at__isnull=True)
                | Q(state__in=[ACCEPTED, DECLINED], answered_at__isnull=False),
                name="cosigner_answer_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "state", "-id"], name="cosigner_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.state}"

    @property
    def code(self) -> str:
        """Under which its clock runs; it names nobody."""
        return f"{self.suggestion.code}-{self.pk}"

    @property
    def is_accepted(self) -> bool:
        return self.state == ACCEPTED

    @property
    def is_asked(self) -> bool:
        return self.state == ASKED
