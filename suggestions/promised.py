"""Promises as the desks show them: whose work they are, which stand on which list, in which words.

Which promise is late, and until when one is held to, says the commitment itself: nothing here and
nothing above counts its days again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Func, Min, OuterRef, Subquery, Value, When
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.lifecycle import OWED, STATE_LABELS, State
from commitments.models import Commitment
from commitments.models.commitment import CommitmentQuerySet
from commitments.models.held import held_to
from departments.policies import units_of
from members.policies import hats
from suggestions.lifecycle import State as Stands
from suggestions.lifecycle import Work
from suggestions.models import Assignment
from workdays.arithmetic import SHANGHAI

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion
    from suggestions.models.aside import Promised

ANSWERED = (Work.DELIVERED, Work.DONE)


def word(state: str, *, late: bool) -> str | Promise:
    """How a promise stands, in words."""
    return _("Promise overdue") if late and state == State.OPEN else STATE_LABELS[State(state)]


def held_in(rows: Any, user: User) -> CommitmentQuerySet:
    """The promises that a working desk of this person may have to show beside its own rows."""
    made = Commitment.objects.unsettled().filter(kind="suggestion")
    if rows.model is Assignment:
        return made.held_by(units_of(user))
    return made.filter(organ__in=hats(user).office_of)


def about_these(rows: Any, user: User) -> CommitmentQuerySet:
    """The promises about a member's cases, whoever holds them."""
    made = Commitment.objects.unsettled().filter(kind="suggestion")
    return made.filter(about__in=rows.order_by().values("code"))


def among(rows: Any, made: CommitmentQuerySet) -> Any:
    """Of a desk's rows those that stand there for one of these promises: of a unit the works in
    whose answers they were made; of an office the cases that are answered, rated or not: one whose
    promise was not kept is late before its date."""
    if rows.model is Assignment:
        made = made.annotate(work=_work_of("code"))
        return rows.filter(code__in=made.values("work"), state__in=ANSWERED)
    answered = (Stands.REPLIED, Stands.FOLLOWUP)
    return rows.filter(code__in=made.values("about"), state__in=answered)


def with_reported(cases: Any) -> Any:
    """With `reported`: the code of the promise about the case that its author is asked about, of
    several in the order of `first_of`."""
    about = Commitment.objects.reported().filter(kind="suggestion", about=OuterRef("code"))
    return cases.annotate(reported=Subquery(about.order_by("due_at", "id").values("code")[:1]))


def _work_of(code: str) -> Func:
    """The code of the assignment in that of its promise; see `Assignment.promise_code`."""
    return Func(F(code), Value("-p[0-9]+$"), Value(""), function="regexp_replace")


def with_owed(cases: Any) -> Any:
    """With `owed_on`, the first day by which a promise about the case is to be kept, `new_day_by`,
    until when a new day is to be named for one that was not kept (see `held_to`), and
    `promised_words`, what is promised first. The works of units come as they are."""
    if cases.model is Assignment:
        return cases
    made = Commitment.objects.filter(kind="suggestion", about=OuterRef("code"))
    words = made.filter(state__in=OWED).order_by(_day_in_force(), "id").values("words")

    def first(state: State, name: str) -> Subquery:
        owed = made.filter(state=state.value).order_by().values("about")
        return Subquery(owed.annotate(first=Min(name)).values("first"))

    return cases.annotate(
        owed_on=first(State.OPEN, "due_on"),
        new_day_by=first(State.NOT_KEPT, "due_at"),
        promised_words=Subquery(words[:1]),
    )


def _day_in_force() -> Case:
    """The day of `held_to` of a promise that is owed, for the order of `first_of`."""
    to_be_named = TruncDate("due_at", tzinfo=SHANGHAI)
    return Case(When(state=State.OPEN.value, then=F("due_on")), default=to_be_named)


def late_since(case: Suggestion, at: datetime) -> datetime | None:
    """Of a case that comes `with_owed`: when the day of its promise was over; None before."""
    by = to_be_kept_by(case)
    return by if by and by < at else None


def to_be_kept_by(case: Suggestion) -> datetime | None:
    """Of a case that comes `with_owed`: the end of the first day by which a promise is to be kept;
    None where none is open."""
    owed_on = getattr(case, "owed_on", None)
    return held_to(State.OPEN, owed_on, None) if owed_on else None


def new_day_by(case: Suggestion) -> datetime | None:
    """Of a case that comes `with_owed`: until when a new day is to be named for a promise that was
    not kept; None where there is none."""
    by: datetime | None = getattr(case, "new_day_by", None)
    return by


def of_works(works: Iterable[Assignment]) -> Mapping[int, Commitment]:
    """What was promised in the answers of these works and is not settled. One query."""
    codes = {one.promise_code: one.pk for one in works}
    made = Commitment.objects.unsettled().filter(code__in=codes).select_related("holder")
    return {codes[one.code]: one for one in made}


def of_work(work: Assignment, promises: Iterable[Promised]) -> Promised | None:
    """The same of one work, from what the page of its case has read."""
    here = (one for one in promises if one.is_unsettled and one.code == work.promise_code)
    return next(here, None) if work.state in ANSWERED else None
