from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from departments.models import Absence
from departments.policies import heads_from, in_deputy_of, stands_in_for, units_of
from suggestions.lifecycle import (
    ASKING,
    HELD,
    INSIDE,
    MOST_REDOS,
    OUT_OF_FORCE,
    PAUSED,
    RUNNING,
    SILENT_WORK,
    URGENCIES,
    Desk,
    NotNow,
    Part,
    State,
    Step,
    Work,
    part_choices,
    urgency_choices,
    work_choices,
)
from suggestions.models.cases import signed_by
from suggestions.models.suggestion import Suggestion

if TYPE_CHECKING:
    from events.models import Event
    from members.models import User
    from suggestions.models.extension_request import ExtensionRequest
    from suggestions.models.return_request import ReturnRequest

# What a unit has handed in: its answer to the author, or its opinion to the lead.
HANDED_IN = (Work.PENDING_CHECK, Work.DELIVERED, Work.OPINION_GIVEN)
# What is over makes room: a reopened case may be given to the same unit again, and so may one
# whose opinion was done without.
OVER = (*OUT_OF_FORCE, Work.WAIVED, Work.DONE)
GIVEN_BACK = Q(return_request__decision="approved") | Q(return_request__ruling="released")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def handled_by(self, user: User) -> AssignmentQuerySet:
        """Those not taken back, of this person's units or, for a head, of the units below."""
        return self.in_force().filter(department__in=units_of(user), suggestion__sealed_at=None)

    def with_absences(self, day: date) -> AssignmentQuerySet:
        """Each with until when its officer is absent from the unit on the day, `away_until`, and
        who stands in, `away_stand_in`; whether anybody heads the unit, `is_headed`; `sign_by`."""
        unit = OuterRef("department")
        away = Absence.objects.in_force(day).filter(user=OuterRef("officer"), unit=unit)
        names = {"away_until": "until", "away_stand_in": "stand_in__name"}
        who = {name: Subquery(away.values(of)[:1]) for name, of in names.items()}
        return self.annotate(**who, is_headed=Exists(heads_from(unit)), sign_by=signed_by())

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Those of the suggestions that this person may open."""
        return self.filter(suggestion__in=Suggestion.objects.visible_to(user))

    def held(self) -> AssignmentQuerySet:
        """Those that wait for the unit: not yet signed for, or not yet answered."""
        return self.filter(state__in=HELD)

    def late(self, at: datetime) -> AssignmentQuerySet:
        """Those that wait for the unit past their date; on hold no clock runs."""
        waiting = self.filter(state__in=(*HELD, *INSIDE), due_at__lt=at)
        return waiting.exclude(suggestion__state=State.ON_HOLD)

    def due_between(self, first: datetime, end: datetime) -> AssignmentQuerySet:
        """Those that wait for the unit, due from one moment up to another; on hold none runs."""
        waiting = self.filter(state__in=(*HELD, *INSIDE), due_at__gte=first, due_at__lt=end)
        return waiting.exclude(suggestion__state=State.ON_HOLD)

    def waiting_for_others(self) -> AssignmentQuerySet:
        """Those on which others have the next word: office, arbiter, or units that are to agree."""
        return self.filter(state__in=(*PAUSED, Work.PENDING_COSIGN, Work.PENDING_CHECK))

    def running(self) -> AssignmentQuerySet:
        """Those that have not handed in yet, whoever has the next word on them."""
        return self.filter(state__in=RUNNING)

    def to_sign_off(self) -> AssignmentQuerySet:
        """Those whose answer waits for their head's word, and whose unit is to agree to another."""
        agreements = apps.get_model("suggestions", "Agreement")._default_manager
        missing = agreements.filter(word="").values("assignment")
        signed = self.filter(state=Work.PENDING_SIGNOFF).order_by().values("pk")
        return self.filter(pk__in=signed.union(missing))

    def disputed(self) -> AssignmentQuerySet:
        """Those that wait for the arbiter's word."""
        return self.filter(state=Work.DISPUTED)

    def ruled_on(self) -> AssignmentQuerySet:
        """Those on which the arbiter has ruled."""
        return self.filter(return_request__ruled_at__isnull=False)

    def opinions_missing(self) -> AssignmentQuerySet:
        """The co-handlers' whose opinion is neither given nor waived."""
        return self.running().filter(part=Part.CO)

    def given_back_by(self, department: int) -> int:
        """How many cases a unit gave back, by the office's or the arbiter's word; none sealed."""
        return self.filter(GIVEN_BACK, department=department, suggestion__sealed_at=None).count()

    def unanswered(self) -> AssignmentQuerySet:
        """Those whose answer its author does not read yet."""
        return self.filter(state__in=(*RUNNING, Work.PENDING_CHECK))

    def answered(self) -> AssignmentQuerySet:
        return self.filter(delivered_at__isnull=False)

    def let_off(self) -> Any:
        """Those taken from a unit that gave them back or was relieved, `let_off_at` when; not what
        fell away with another's, nor what was undone. A replacing one is of the same case."""
        same = Assignment.objects.filter(suggestion=OuterRef("suggestion"))
        after = same.filter(replaces=OuterRef("pk")).order_by("id")
        gone = self.filter(GIVEN_BACK | Q(Exists(after)), state=Work.CANCELLED, undone_at=None)
        return gone.annotate(
            let_off_at=Case(
                When(return_request__ruling="released", then="return_request__ruled_at"),
                When(return_request__decision="approved", then="return_request__decided_at"),
                default=Subquery(after.values("assigned_at")[:1]),
            )
        )

    def in_force(self) -> AssignmentQuerySet:
        """Those that were not taken back."""
        return self.exclude(state__in=OUT_OF_FORCE)

    def answering(self) -> AssignmentQuerySet:
        """Those in force whose unit answers the author: not the co-handlers'."""
        return self.in_force().exclude(part=Part.CO)

    def current(self) -> AssignmentQuerySet:
        """Those whose unit answers in the case's present life: a reopened case has earlier ones."""
        return self.present().exclude(part=Part.CO)

    def present(self) -> AssignmentQuerySet:
        """Those in force in the case's present life; what was closed with it is of an earlier."""
        return self.exclude(state__in=OVER)

    def for_rows(self) -> AssignmentQuerySet:
        """With what a row names; `entered`: by the office; `sent_back`: its answer came back."""
        names = ("suggestion__place", "suggestion__organ", "suggestion__unit", "signed_by")
        rows = self.select_related(*names, "department", "officer", "extension_request")
        papers = apps.get_model("suggestions", "Paper")._default_manager
        entered = papers.filter(assignment=OuterRef("pk"))
        return rows.annotate(entered=Exists(entered)).with_sent_back()

    def with_sent_back(self) -> AssignmentQuerySet:
        """Each with `sent_back`: whether its answer of this round came back to be changed."""
        drafts = apps.get_model("suggestions", "DraftAnswer")._default_manager.sent_back()
        back = drafts.filter(assignment=OuterRef("pk"), round=OuterRef("round"))
        return self.annotate(sent_back=Exists(back))


class Assignment(models.Model):
    """A suggestion in the hands of one unit (交办). Its clock starts when it is made."""

    code = models.CharField(max_length=20, unique=True, editable=False)
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="assignments")
    department = models.ForeignKey("departments.Department", models.PROTECT, related_name="+")
    part = models.CharField(
        max_length=8, choices=part_choices, default=Part.SOLE.value, db_default=Part.SOLE.value
    )
    state = models.CharField(max_length=16, choices=work_choices, default=Work.PENDING_SIGN.value)
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    urgency = models.CharField(max_length=12, choices=urgency_choices, default="ordinary")
    proposed_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", db_index=False
    )
    return_until = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=Q(part__in=[Part.SOLE, Part.LEAD])
                & ~Q(state__in=(*OUT_OF_FORCE, Work.DONE)),
                name="assignment_one_that_leads",
            ),
            models.UniqueConstraint(
                fields=["suggestion", "department"],
                condition=~Q(state__in=OVER),
                name="assignment_once_to_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in Work]),
                name="assignment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]), name="assignment_part_known"
            ),
            models.CheckConstraint(
                condition=Q(part=Part.CO) | ~Q(state__in=[Work.OPINION_GIVEN, Work.WAIVED]),
                name="assignment_only_co_handlers_give_opinions",
            ),
            models.CheckConstraint(
                condition=Q(round__lte=MOST_REDOS), name="assignment_redone_twice_at_most"
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=list(URGENCIES)),
                name="assignment_urgency_known",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="assignment_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[Work.CANCELLED, Work.WAIVED])
                | Q(state=Work.PENDING_SIGN, signed_at__isnull=True)
                | (~Q(state=Work.PENDING_SIGN) & Q(signed_at__isnull=False)),
                name="assignment_worked_on_once_signed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[Work.CANCELLED, Work.WAIVED])
                | Q(state__in=[*HANDED_IN, Work.DONE], delivered_at__isnull=False)
                | Q(state__in=[*HELD, *PAUSED, *INSIDE], delivered_at__isnull=True),
                name="assignment_delivered_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(state=Work.CANCELLED, signed_at__isnull=True),
                name="assignment_undone_before_anybody_signed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_at", "id"],
                condition=Q(state__in=[*HELD, *INSIDE]),
                name="assignment_unit_dated",
            ),
            models.Index(fields=["department", "-id"], name="assignment_unit_newest"),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state=Work.DISPUTED),
                name="assignment_disputes",
            ),
            models.Index(
                fields=["suggestion"],
                condition=Q(state__in=ASKING),
                name="assignment_asking",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.department}"

    def get_absolute_url(self) -> str:
        return reverse("suggestions:case", args=[self.suggestion.code])

    @property
    def is_unsigned(self) -> bool:
        return self.state == Work.PENDING_SIGN.value

    @property
    def is_in_force(self) -> bool:
        return self.state not in OUT_OF_FORCE

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    @property
    def is_running(self) -> bool:
        """Whether it has not handed in yet."""
        return self.state in RUNNING

    @property
    def is_checked(self) -> bool:
        """Whether it has handed in, and the office looks its answer over."""
        return self.state == Work.PENDING_CHECK

    @property
    def is_co(self) -> bool:
        """Whether its unit only gives its opinion to the lead."""
        return self.part == Part.CO

    @property
    def promise_code(self) -> str:
        """The code of what its unit promises in this round's answer."""
        return f"{self.code}-p{self.round}"

    @property
    def phase(self) -> str:
        """The clock of its unit's work."""
        if self.is_co:
            return "opinion"
        return "redo" if self.round else "handle"

    def may_return(self, at: datetime) -> bool:
        """Whether its unit may still say that it is not theirs; once, and before its answer."""
        window = self.return_until is not None and at <= self.return_until
        return window and self.is_held and not self.round and self.asked_back is None

    def may_dispute(self, at: datetime) -> bool:
        """Whether its unit may still call the arbiter on a refusal; once for an assignment."""
        asked = self.asked_back
        return self.state == Work.IN_PROGRESS and asked is not None and asked.is_open_to_dispute(at)

    @property
    def asked_back(self) -> ReturnRequest | None:
        """The unit's wish to give it back, if it ever had one."""
        return getattr(self, "return_request", None)

    @property
    def may_ask_for_time(self) -> bool:
        """Whether its clock still has its one wish for more time: each round has its own."""
        asked = self.asked_for_time
        return asked is None or asked.round < self.round

    @property
    def asked_for_time(self) -> ExtensionRequest | None:
        """The last wish for more time; the unit's own, or with the clock that of the one before."""
        return getattr(self, "extension_request", None)

    @transaction.atomic
    def move(
        self,
        step: Step,
        *,
        by: User | None,
        at: datetime,
        role: str = "",
        data: dict[str, Any] | None = None,
        remark: str = "",
        **changes: Any,
    ) -> Event | None:
        """Take one step, and write the line of it into the case's history unless it is silent.

        The case is locked first: what two units do at once follows one after the other.

        Raises:
            NotNow: it has left the step's source states in the meantime, or the case is under seal.
        """
        case = Suggestion.objects.select_for_update(no_key=True).filter(pk=self.suggestion_id)
        here = Assignment.objects.filter(pk=self.pk, state__in=step.sources)
        if step.parts:
            here = here.filter(part__in=step.parts)
        if step.target:
            changes["state"] = step.target.value
        if not case or not here.update(**changes or {"state": F("state")}):
            raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
        for name, value in changes.items():
            setattr(self, name, value)
        given: dict[str, Any] = {"by": by, "at": at, "role": role, "data": data, "remark": remark}
        return None if step in SILENT_WORK else self.say(step, **given)

    def say(
        self,
        step: Step,
        *,
        by: User | None,
        at: datetime,
        role: str = "",
        data: dict[str, Any] | None = None,
        remark: str = "",
    ) -> Event:
        """Write a line about this assignment into the history of its case."""
        about = {"unit": self.department.code, "assignment": self.code, **(data or {})}
        of_unit = step.desk in (Desk.DEPARTMENT, Desk.LEAD)
        if by and of_unit and self.department_id in stands_in_for(by):
            about["in_place_of"] = self.department.code
        if by and step.desk is Desk.HEAD:
            about |= in_deputy_of(by, self.department_id)
        elif by and of_unit and self.officer_id and self.officer_id != by.pk:
            about |= in_deputy_of(by, self.department_id, officer=self.officer_id)
        return self.suggestion.record(step, by=by, at=at, role=role, data=about, remark=remark)
