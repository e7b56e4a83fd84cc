from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from commitments.lifecycle import (
    OWED,
    UNSETTLED,
    Claim,
    NotNow,
    State,
    Step,
    claim_choices,
    state_choices,
)
from commitments.models.held import Held, first_of, last_day_over


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def about(self, kind: str, code: str) -> CommitmentQuerySet:
        """Those that concern one thing, the first first."""
        return self.filter(kind=kind, about=code).order_by("id")

    def unsettled(self) -> CommitmentQuerySet:
        """Those that wait: to be kept, to be confirmed, or for a new date."""
        return self.filter(state__in=UNSETTLED)

    def reported(self) -> CommitmentQuerySet:
        """Those that wait to be confirmed."""
        return self.filter(state=State.REPORTED.value)

    def owed(self, on: date) -> CommitmentQuerySet:
        """Those that wait for their holder's word: due by that day, or in want of a new date."""
        due = Q(state=State.OPEN, due_on__lte=on)
        return self.unsettled().filter(due | Q(state=State.NOT_KEPT))

    def late(self, at: datetime) -> CommitmentQuerySet:
        """Those whose day is past without a word of their holder, and those that were not kept:
        these until a new day is named, also while there is time to name it."""
        late = Q(state=State.NOT_KEPT) | Q(due_on__lte=last_day_over(at))
        return self.filter(late, state__in=OWED)

    def due_between(self, first: datetime, end: datetime) -> CommitmentQuerySet:
        """Those that are owed, and whose date in force (`held_to`) comes from one moment up to
        another: of those that were not kept, that by which a new day is to be named."""
        ends = Q(due_on__lte=last_day_over(end), due_on__gt=last_day_over(first), state=State.OPEN)
        named = Q(state=State.NOT_KEPT, due_at__gte=first, due_at__lt=end)
        return self.filter(ends | named, state__in=OWED)

    def first_to_wait_for(self) -> Commitment | None:
        """Of unsettled ones that for which their case waits; see `first_of`."""
        return first_of(self.order_by("id"))

    def held_by(self, units: tuple[int, ...]) -> CommitmentQuerySet:
        return self.filter(holder__in=units)


class Commitment(Held, models.Model):
    """A promise (承诺): who holds it, until when, and what became of it.

    What it concerns is (`kind`, `about`): a kind of thing and its code. `code` is its own, for its
    clocks and pages. Without a `holder` the office of its organ holds it: what another channel has
    promised is nobody else's to follow. `due_at` is the date of whatever it waits for now;
    `confirmed_at` stays empty where a report stands because nobody said anything.
    """

    code = models.CharField(max_length=40, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=40)
    organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        "departments.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    instrument = models.CharField(max_length=12, default="micro")
    words = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=state_choices, default=State.OPEN.value)
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    claim = models.CharField(max_length=8, choices=claim_choices, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="commitment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(claim__in=["", *(claim.value for claim in Claim)]),
                name="commitment_claim_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(about=""), name="commitment_says_of_what"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSETTLED, settled_at__isnull=True, due_at__isnull=False)
                | (~Q(state__in=UNSETTLED) & Q(settled_at__isnull=False, due_at__isnull=True)),
                name="commitment_unsettled_waits_for_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REPORTED)
                | (~Q(claim="") & ~Q(evidence="") & Q(reported_at__isnull=False)),
                name="commitment_reported_with_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.KEPT, State.CHANGED])
                | Q(state=models.F("claim"), reported_at__isnull=False),
                name="commitment_settled_as_reported",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="commitment_confirmed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "about"], name="commitment_of_thing"),
            models.Index(
                fields=["holder", "due_at", "id"],
                condition=Q(state__in=UNSETTLED),
                name="commitment_holder_desk",
            ),
            models.Index(
                fields=["organ", "due_on"],
                condition=Q(state__in=OWED),
                name="commitment_owed_in_organ",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state=State.REPORTED),
                name="commitment_to_confirm",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def holder_name(self) -> str:
        """The unit that holds it, or the office."""
        return self.holder.name if self.holder else self.organ.office_name

    def shift(self, step: Step, **changes: Any) -> None:
        """Take one step; the UPDATE asks for the source state.

        Raises:
            NotNow: the commitment has moved on in the meantime.
        """
        here = Commitment.objects.filter(pk=self.pk, state__in=step.sources)
        changes["state"] = step.target.value
        if not here.update(**changes):
            raise NotNow(_("Somebody else was faster: this promise has moved on in the meantime."))
        for name, value in changes.items():
            setattr(self, name, value)
