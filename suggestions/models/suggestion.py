from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from events.actions import ledger
from files.models import Attachment, read
from members.policies import hats
from suggestions.lifecycle import (
    ENDED_STATES,
    INSTRUMENTS,
    OPEN_STATES,
    OUT_OF_FORCE,
    WISHES,
    WITH_A_UNIT,
    WITHOUT_A_UNIT,
    Desk,
    NotNow,
    Part,
    State,
    Step,
    Work,
    instrument_choices,
    state_choices,
    wish_choices,
)
from suggestions.models import aside, enclosed, past
from suggestions.models.cases import OFFICE_STATES, UNIT_STATES, SuggestionQuerySet, Unsealed
from suggestions.models.settled import Settled
from workdays.arithmetic import local_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from events.models import Event
    from members.models import User
    from suggestions.models.assignment import Assignment
    from suggestions.models.past import Past

TITLE_LENGTH = 60
TEXT_LENGTH = 5000


def answering(works: list[Assignment]) -> Assignment | None:
    """Of a case's assignments the one that answers: in force, not a co-handler's, first due.

    Those that still wait for their unit come before those that have answered.
    """
    leading = [one for one in works if one.state not in OUT_OF_FORCE and one.part != Part.CO]
    return min(leading, key=_nearest, default=None)


def _nearest(work: Assignment) -> tuple[bool, bool, float, int]:
    """What waits, then what was answered, then what is over: of that the latest life first."""
    over = work.state == Work.DONE
    moment = -work.assigned_at.timestamp() if over else work.due_at.timestamp()
    return not work.is_held, over, moment, work.pk


class Suggestion(models.Model):
    """A member's suggestion (微建议). Its state changes only through `move`.

    ``unit`` and ``due_at`` repeat what its current assignment and running due date say, so that
    a desk's list is one walk along one index; the actions write them in the same transaction.
    """

    code = models.CharField(max_length=16, unique=True, editable=False)
    instrument = models.CharField(max_length=12, choices=instrument_choices, default="micro")
    title = models.CharField(max_length=TITLE_LENGTH)
    situation = models.TextField(max_length=TEXT_LENGTH)
    ask = models.TextField(max_length=TEXT_LENGTH, blank=True)
    place = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    organ_chosen_by_author = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_organ = models.ForeignKey("members.Organ", models.PROTECT, related_name="+")
    submission_key = models.UUIDField(editable=False)
    state = models.CharField(max_length=12, choices=state_choices, default=State.SUBMITTED.value)
    unit = models.ForeignKey(
        "departments.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField()
    routed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    wish = models.CharField(
        max_length=8, choices=wish_choices, default="members", db_default="private"
    )
    category = models.ForeignKey(
        "Category", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    category_chosen_by_author = models.BooleanField(default=False, db_default=False)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", db_index=False
    )
    supervised_at = models.DateTimeField(null=True, blank=True)

    objects = Unsealed()
    sealed_too = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="suggestion_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="suggestion_state_known",
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=list(INSTRUMENTS)),
                name="suggestion_instrument_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES, closed_at__isnull=False, due_at__isnull=True)
                | Q(state__in=OPEN_STATES, closed_at__isnull=True, due_at__isnull=False),
                name="suggestion_open_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=(~Q(state__in=WITHOUT_A_UNIT) | Q(unit__isnull=True))
                & (~Q(state__in=WITH_A_UNIT) | Q(unit__isnull=False)),
                name="suggestion_has_a_unit_once_assigned",
            ),
            models.CheckConstraint(
                condition=Q(wish__in=list(WISHES)), name="suggestion_wish_known"
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, sealed_by__isnull=True)
                | Q(sealed_at__isnull=False, sealed_by__isnull=False),
                name="suggestion_sealed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="suggestion_merged_into_its_main",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="suggestion_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(situation=""), name="suggestion_says_something"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ", "due_at", "id"],
                condition=Q(state__in=OFFICE_STATES),
                name="suggestion_office_desk",
            ),
            models.Index(
                fields=["organ", "due_at", "id"],
                condition=Q(state__in=UNIT_STATES),
                name="suggestion_at_units",
            ),
            models.Index(
                fields=["organ", "due_at", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="suggestion_open_by_date",
            ),
            models.Index(
                fields=["author", "due_at", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="suggestion_author_desk",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state=State.REPLIED.value),
                name="suggestion_rating_window",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state=State.ON_HOLD.value),
                name="suggestion_held",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state=State.RETURNED.value),
                name="suggestion_to_complete",
            ),
            models.Index(
                fields=["author", "due_at", "id"],
                condition=Q(state=State.RETURNED.value),
                name="suggestion_author_returned",
            ),
            models.Index(
                fields=["organ", "due_at", "id"],
                condition=Q(state__in=OPEN_STATES, supervised_at__isnull=False),
                name="suggestion_supervised",
            ),
            models.Index(
                fields=["organ", "due_at", "id"],
                condition=Q(state=State.FOLLOWUP.value),
                name="suggestion_promised",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="suggestion_merged",
            ),
            models.Index(fields=["organ", "-id"], name="suggestion_organ_newest"),
            models.Index(fields=["organ", "submitted_at"], name="suggestion_came_in"),
            models.Index(fields=["author", "-id"], name="suggestion_author_newest"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="suggestion_title_trgm"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("suggestions:case", args=[self.code])

    @property
    def may_be_published(self) -> bool:
        """Whether its author agrees to it, and has not taken the case back."""
        return self.wish == "public" and self.state != State.WITHDRAWN

    def works(self, *, on: date | None = None, bare: bool = False) -> list[Assignment]:
        """Every assignment there was, the first first, with unit, wishes, and unless `bare` talks
        and answers; not those that were undone unnoticed. `on`: with who is absent then."""
        found = self.assignments.filter(undone_at=None).order_by("id")
        found = found.with_absences(on) if on else found
        found = found.select_related(
            "department__parent", "officer", "return_request__proposed", "extension_request"
        )
        if bare:
            return list(found)
        return list(found.prefetch_related(enclosed.talks(), enclosed.answers()))

    def assignment(self) -> Assignment | None:
        """The assignment in force that answers, of several the first due; see `answering`."""
        return answering(self.works())

    def attachments(self) -> list[Attachment]:
        """What the author attached; no query where `for_case` has fetched it with the case."""
        if hasattr(self, "attached"):
            return read(self.attached)
        return list(Attachment.objects.of("suggestion", self.code))

    @cached_property
    def past(self) -> Past:
        """What became of it besides the straight way; `for_case` brings it along."""
        rows = getattr(self, "past_rows", None)
        if rows is None:
            here = Suggestion.sealed_too.filter(pk=self.pk)
            rows = here.annotate(it=Settled(past.as_rows)).values_list("it", flat=True).get()
        return past.read(rows)

    def joined_authors(self) -> models.QuerySet[Suggestion, tuple[int, datetime | None]]:
        """(id of the author, when it was merged) of each suggestion merged into this one.

        Somebody of whom two were merged stands twice; the author of this one may be among them.
        What is under seal is left out.
        """
        return (
            self.joined.filter(sealed_at=None)
            .order_by("closed_at")
            .values_list("author_id", "closed_at")
        )

    def is_backed_by(self, user: User) -> bool:
        """Whether this person wrote it, co-signs it, or wrote or co-signs what was merged into it,
        and so is one of those who get the answer."""
        if self.author_id == user.pk:
            return True
        rows = self._folded("backer_rows", aside.backer_rows)
        return any(user.pk in (row["author"], row["cosigner"]) for row in rows)

    def is_handled_by(self, user: User) -> bool:
        """Whether it is with an office or a unit in which this person sits."""
        return Suggestion.objects.filter(pk=self.pk).handled_by(user).exists()

    def words(self) -> list[aside.Word]:
        """Who was asked for a rating of which answer, and what they said."""
        rows = self._folded("rating_rows", aside.rating_rows)
        return [aside.Word.read(row) for row in rows]

    def promises(self) -> list[aside.Promised]:
        """What was promised, the first first; replaced promises are not among them."""
        rows = self._folded("promise_rows", aside.promise_rows)
        found = [aside.Promised.read(row) for row in rows]
        return [one for one in found if one.state != "replaced"]

    def _folded(self, name: str, rows: Callable[[], Any]) -> list[dict[str, Any]]:
        """What came with the case itself, or is asked for now."""
        if name in self.__dict__:
            kept: list[dict[str, Any]] = self.__dict__[name]
            return kept
        here = Suggestion.sealed_too.filter(pk=self.pk).annotate(**{name: rows()})
        return list(here.values_list(name, flat=True).get())

    @staticmethod
    def next_code(at: datetime) -> str:
        """A public code such as 2026-00417: the year in Hunan, and a number nobody waits for."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('suggestion_number')")
            return f"{local_date(at).year}-{cursor.fetchone()[0]:05d}"

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
        pending: tuple[str, ...] = ("announce",),
        **changes: Any,
    ) -> Event:
        """Take one step of the lifecycle and leave an Event behind.

        ``role`` is the seat in which `by` acts; ``changes`` are columns of the same UPDATE.

        Raises:
            NotNow: the suggestion has left the step's source states in the meantime.
        """
        self.shift(step, **changes)
        return self.record(step, by=by, at=at, role=role, data=data, remark=remark, pending=pending)

    def shift(self, step: Step, **changes: Any) -> None:
        """Take one step without a line of its own: another thing's line says it.

        The UPDATE asks for the source state and for the organ whose seat was asked for, so of two
        people who act at once one is refused.

        Raises:
            NotNow: the suggestion has left the step's source states, or the organ, in the meantime.
        """
        here = Suggestion.objects.filter(pk=self.pk, state__in=step.sources, organ=self.organ_id)
        if step.target:
            changes["state"] = step.target.value
        if not here.update(**changes or {"state": F("state")}):
            raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
        for name, value in changes.items():
            setattr(self, name, value)

    def lock(self) -> None:
        """Let nobody else act on the case until the transaction ends, and see where it stands.

        Raises:
            NotNow: it is under seal, or with another organ than the one whose seat was asked for.
        """
        here = Suggestion.objects.filter(pk=self.pk, organ=self.organ_id)
        locked = here.select_for_update(no_key=True).first()
        if locked is None:
            raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
        self.state, self.unit_id, self.due_at = locked.state, locked.unit_id, locked.due_at

    def wait_until(self, due_at: datetime) -> None:
        """Take over the date of the clock that runs now."""
        Suggestion.objects.filter(pk=self.pk).update(due_at=due_at)
        self.due_at = due_at

    def record(
        self,
        step: Step,
        *,
        by: User | None,
        at: datetime,
        role: str = "",
        data: dict[str, Any] | None = None,
        remark: str = "",
        pending: tuple[str, ...] = ("announce",),
        organ: str = "",
    ) -> Event:
        """Write a line about this suggestion into the ledger; `organ` acted, unless it is said
        the one in charge."""
        if by and step.desk is Desk.OFFICE and self.organ_id in hats(by).stands_in_for:
            data = {**(data or {}), "in_place_of": self.organ_id}
        return ledger.record(
            kind="suggestion",
            code=self.code,
            step=step.name,
            by=by,
            at=at,
            role=role,
            organ=organ or self.organ_id,
            data=data,
            remark=remark,
            pending=pending,
        )
