from datetime import datetime
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from deadlines.models.policy import DeadlinePolicy
from deadlines.phases import PHASES, phase_choices


class DueDateQuerySet(models.QuerySet["DueDate"]):
    def open(self) -> Self:
        """Keep the clocks that still run."""
        return self.filter(stopped_at__isnull=True)

    def ticking(self) -> Self:
        """Keep the clocks that run and are not held."""
        return self.open().filter(paused_at__isnull=True)

    def of(self, kind: str, code: str) -> Self:
        """Keep what concerns one thing, newest first."""
        return self.filter(kind=kind, code=code).order_by("-started_at", "-pk")

    def stop(self, *, at: datetime, by: str) -> int:
        """Stop those that run; return how many did.

        A machine whose clock was set back may stop one before it began: then it ran for no time.
        """
        moment = Greatest("started_at", models.Value(at))
        return self.open().update(stopped_at=moment, stopped_by=by)


class DueDate(models.Model):
    """Until when one phase of one thing is due. Computed once, and able to say how.

    `basis` keeps the sum as it was done: from, days skipped with their reasons, and the policy's
    version. `provisional` (暂定): it passes a year whose notice was not out. `fixed`: somebody
    decided the date, so no calendar moves it. `working_days` are those from start to due date as
    it stands, held ones included. Whatever moves it leaves a line in `changes` (codes and dates)
    and what was promised first in `original_due_at`.
    """

    kind = models.CharField(_("kind"), max_length=40)
    code = models.CharField(_("code"), max_length=40)
    phase = models.CharField(_("phase"), max_length=24, choices=phase_choices)
    organ = models.ForeignKey(
        "members.Organ", verbose_name=_("organ"), on_delete=models.PROTECT, related_name="+"
    )
    policy = models.ForeignKey(
        DeadlinePolicy,
        verbose_name=_("deadline rule"),
        on_delete=models.PROTECT,
        related_name="due_dates",
        null=True,
        blank=True,
    )
    started_at = models.DateTimeField(_("started at"))
    started_by = models.CharField(_("started by"), max_length=20, blank=True, default="")
    due_at = models.DateTimeField(_("due at"))
    working_days = models.PositiveSmallIntegerField(_("working days"))
    basis = models.JSONField(_("basis"), encoder=DjangoJSONEncoder)
    provisional = models.BooleanField(_("provisional"), default=False)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)
    stopped_by = models.CharField(_("stopped by"), max_length=20, blank=True, default="")
    original_due_at = models.DateTimeField(_("first due at"), null=True, blank=True)
    moved_at = models.DateTimeField(_("moved at"), null=True, blank=True)
    fixed = models.BooleanField(_("decided, not counted"), default=False, db_default=False)
    paused_at = models.DateTimeField(_("held since"), null=True, blank=True)
    paused_by = models.CharField(_("held by"), max_length=20, blank=True, default="", db_default="")
    changes = models.JSONField(
        _("changes"),
        default=list,
        blank=True,
        encoder=DjangoJSONEncoder,
        db_default=models.Value([], models.JSONField()),
    )

    objects = DueDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "phase"],
                condition=models.Q(stopped_at__isnull=True),
                name="duedate_one_open_clock",
            ),
            models.CheckConstraint(
                condition=models.Q(phase__in=list(PHASES)), name="duedate_phase_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(code=""), name="duedate_says_of_what"
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("started_at")), name="duedate_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_at__isnull=True)
                | models.Q(stopped_at__gte=models.F("started_at")),
                name="duedate_stopped_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_by="") | models.Q(stopped_at__isnull=False),
                name="duedate_stopper_only_if_stopped",
            ),
            models.CheckConstraint(
                condition=models.Q(moved_at__isnull=True, original_due_at__isnull=True)
                | models.Q(moved_at__isnull=False, original_due_at__isnull=False),
                name="duedate_moved_keeps_original",
            ),
            models.CheckConstraint(
                condition=models.Q(policy__isnull=False) | models.Q(fixed=True),
                name="duedate_counted_or_given",
            ),
            models.CheckConstraint(
                condition=models.Q(fixed=False) | models.Q(provisional=False),
                name="duedate_fixed_is_certain",
            ),
            models.CheckConstraint(
                condition=models.Q(paused_by="") | models.Q(paused_at__isnull=False),
                name="duedate_pauser_only_if_paused",
            ),
            models.CheckConstraint(
                condition=models.Q(paused_at__isnull=True)
                | models.Q(paused_at__gte=models.F("started_at")),
                name="duedate_paused_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "phase", "due_at"],
                condition=models.Q(stopped_at__isnull=True),
                name="duedate_open_by_due",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(stopped_at__isnull=True, provisional=True),
                name="duedate_open_provisional",
            ),
            models.Index(fields=["kind", "code"], name="duedate_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.phase}: {self.due_at:%Y-%m-%d}"
