from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from departments.policies import units_of
from suggestions.lifecycle import URGENCIES, NotNow, Step, Work, urgency_choices, work_choices
from suggestions.models.suggestion import Suggestion

if TYPE_CHECKING:
    from members.models import User

HELD = (Work.PENDING_SIGN.value, Work.IN_PROGRESS.value)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def handled_by(self, user: User) -> AssignmentQuerySet:
        """Those of the units in which this person sits or, for a head, of the units below."""
        return self.filter(department__in=units_of(user), suggestion__sealed_at=None)

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Those of the suggestions that this person may open."""
        return self.filter(suggestion__in=Suggestion.objects.visible_to(user))

    def held(self) -> AssignmentQuerySet:
        """Those that wait for the unit: not yet signed for, or not yet answered."""
        return self.filter(state__in=HELD)

    def answered(self) -> AssignmentQuerySet:
        return self.exclude(state__in=HELD)

    def for_rows(self) -> AssignmentQuerySet:
        return self.select_related("suggestion__place", "suggestion__organ", "department")


class Assignment(models.Model):
    """A suggestion in the hands of one unit (交办). Its clock starts when it is made."""

    code = models.CharField(max_length=20, unique=True, editable=False)
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="assignments")
    department = models.ForeignKey("departments.Department", models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=work_choices, default=Work.PENDING_SIGN.value)
    urgency = models.CharField(max_length=12, choices=urgency_choices, default="ordinary")
    proposed_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["suggestion"], name="assignment_one_sole_unit"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in Work]),
                name="assignment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=list(URGENCIES)),
                name="assignment_urgency_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=Work.PENDING_SIGN.value, signed_at__isnull=True, signed_by__isnull=True
                )
                | (
                    ~Q(state=Work.PENDING_SIGN.value)
                    & Q(signed_at__isnull=False, signed_by__isnull=False)
                ),
                name="assignment_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[Work.DELIVERED.value, Work.DONE.value], delivered_at__isnull=False
                )
                | Q(state__in=HELD, delivered_at__isnull=True),
                name="assignment_delivered_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_at", "id"],
                condition=Q(state__in=HELD),
                name="assignment_unit_desk",
            ),
            models.Index(fields=["department", "-id"], name="assignment_unit_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.department}"

    def get_absolute_url(self) -> str:
        return reverse("suggestions:case", args=[self.suggestion.code])

    @property
    def is_unsigned(self) -> bool:
        return self.state == Work.PENDING_SIGN.value

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    def move(self, step: Step, **changes: Any) -> None:
        """Take one step; the suggestion's own step beside it writes the ledger's line.

        Raises:
            NotNow: the assignment has left the step's source state in the meantime.
        """
        here = Assignment.objects.filter(pk=self.pk, state=step.source)
        if not here.update(state=step.target.value, **changes):
            raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
        self.state = step.target.value
        for name, value in changes.items():
            setattr(self, name, value)
