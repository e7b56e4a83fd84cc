"""Promises as the desks show them: whose work they are, which stand on which list, in which words.

Which promise is late, and until when one is held to, says the commitment itself: nothing here and
nothing above counts its days again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Func, Min, OuterRef, Subquery, Value, When
from django.db.models.functions import Least, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.lifecycle import OWED, STATE_LABELS, State
from commitments.models import Commitment
from commitments.models.commitment import CommitmentQuerySet, held_to, last_day_over
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


def among(rows: Any, made: CommitmentQuerySet) -> Any:
    """Of a desk's rows those that stand there for one of these promises: of a unit the works in
    whose answers they were made; of an office the cases that still wait to be rated. The date of a
    case that is followed is that of its promise, so it stands there by itself."""
    if rows.model is Assignment:
        made = made.annotate(work=_work_of("code"))
        return rows.filter(code__in=made.values("work"), state__in=ANSWERED)
    return rows.filter(code__in=made.values("about"), state=Stands.REPLIED)


def with_reported(cases: Any) -> Any:
    """With `reported`: the code of the first promise about the case that its author is asked
    about."""
    about = Commitment.objects.reported().filter(kind="suggestion", about=OuterRef("code"))
    return cases.annotate(reported=Subquery(about.order_by("id").values("code")[:1]))


def _work_of(code: str) -> Func:
    """The code of the assignment in that of its promise; see `Assignment.promise_code`."""
    return Func(F(code), Value("-p[0-9]+$"), Value(""), function="regexp_replace")


def with_owed(cases: Any) -> Any:
    """With `owed_on`: the first day to which a promise about the case is held; see `held_to`."""
    owed = Commitment.objects.filter(kind="suggestion", about=OuterRef("code"), state__in=OWED)
    ends = TruncDate("due_at", tzinfo=SHANGHAI)
    day = Case(When(state=State.NOT_KEPT, then=Least("due_on", ends)), default=F("due_on"))
    first = owed.order_by().values("about").annotate(first=Min(day)).values("first")
    return cases.annotate(owed_on=Subquery(first))


def late_since(case: Suggestion, at: datetime) -> datetime | None:
    """Of a case that comes `with_owed`: when the day of its promise was over; None before."""
    owed_on = getattr(case, "owed_on", None)
    late = owed_on is not None and owed_on <= last_day_over(at)
    return held_to(State.OPEN, owed_on, None) if late and owed_on else None


def of_works(works: Iterable[Assignment]) -> Mapping[int, Commitment]:
    """What was promised in the answers of these works and is not settled. One query."""
    codes = {one.promise_code: one.pk for one in works}
    made = Commitment.objects.unsettled().filter(code__in=codes).select_related("holder")
    return {codes[one.code]: one for one in made}


def of_work(work: Assignment, promises: Iterable[Promised]) -> Promised | None:
    """The same of one work, from what the page of its case has read."""
    here = (one for one in promises if one.is_unsettled and one.code == work.promise_code)
    return next(here, None) if work.state in ANSWERED else None
