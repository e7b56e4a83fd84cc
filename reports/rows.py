"""The rows behind a figure: the same conditions as its sum has, asked of the rows themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from deadlines.models import DueDate
from members.models import User
from members.policies import below
from reports.measures import Dim
from reports.scopes import Scope, month_after, months_of_age
from suggestions.lifecycle import REPLY, Part
from suggestions.models import Assignment, Contact, Paper, Rating, Reply, Suggestion
from suggestions.models.reply import ANSWER
from workdays.arithmetic import due_moment, local_date

_OF_WORK: dict[str, Any] = {"assignment": OuterRef("pk")}
NEWEST, BY_DATE = ("-id",), ("due_at", "id")


@dataclass(frozen=True)
class Figure:
    """A figure whose rows can be read. `rows(base, value, at)` keeps them; `now`: it counts what
    stands now, whenever it came in; `of`: cases, works or promises."""

    label: str | Promise
    of: str
    rows: Callable[[Any, str, datetime], Any]
    now: bool = False
    order: tuple[str, ...] = NEWEST


def _answered(works: Any, _value: str, _at: datetime) -> Any:
    return works.filter(Exists(Reply.objects.filter(kind=ANSWER, **_OF_WORK)))


def _rated(field: str) -> Callable[[Any, str, datetime], Any]:
    def rows(works: Any, value: str, _at: datetime) -> Any:
        return works.filter(Exists(Rating.objects.filter(**{field: value}, **_OF_WORK)))

    return rows


def _of_class(works: Any, value: str, _at: datetime) -> Any:
    answers = Assignment.objects.filter(pk=OuterRef("pk")).order_by("-replies__round")
    last = answers.filter(replies__kind=ANSWER).values("replies__outcome_class")[:1]
    return works.in_force().annotate(last=last).filter(last=value)


def _answered_late(works: Any, _value: str, _at: datetime) -> Any:
    """Those whose first answer came after its date and that of an extension, as `sums` counts
    them; what the office entered from a paper has no moment of its own."""
    clocks = DueDate.objects.filter(kind="assignment", phase="handle", code=OuterRef("code"))
    last = clocks.order_by("-id")
    entered = Paper.objects.filter(step=REPLY.name, **_OF_WORK).filter(
        Q(draft__isnull=True) | Q(draft__delivered_at__isnull=False)
    )
    answered = _answered(works, _value, _at).in_force().filter(~Exists(entered))
    timed = answered.alias(
        stopped=Subquery(last.values("stopped_at")[:1]), by=Subquery(last.values("due_at")[:1])
    )
    return timed.exclude(stopped__isnull=False, by__isnull=False, stopped__lte=F("by"))


FIGURES: Mapping[str, Figure] = {
    "in": Figure(_("Came in"), "cases", lambda cases, value, at: cases),
    "state": Figure(
        _("Stand there now"),
        "cases",
        lambda cases, value, at: cases.filter(state=value),
        now=True,
    ),
    "open": Figure(
        _("In hand"), "cases", lambda cases, value, at: cases.open(), now=True, order=BY_DATE
    ),
    "given": Figure(_("Given to units"), "works", lambda works, value, at: works),
    "late": Figure(
        _("Answers overdue at units"),
        "works",
        lambda works, value, at: works.late(at),
        now=True,
        order=BY_DATE,
    ),
    "answered_late": Figure(_("Answered late"), "works", _answered_late),
    "contact": Figure(
        _("Talked over with the author"),
        "works",
        lambda works, value, at: works.filter(Exists(Contact.objects.filter(**_OF_WORK))),
    ),
    "answer": Figure(_("Answered"), "works", _answered),
    "returned": Figure(
        _("Given back by the unit"),
        "works",
        lambda works, value, at: works.filter(
            Q(return_request__decision="approved") | Q(return_request__ruling="released")
        ),
    ),
    "extended": Figure(
        _("Given more time"),
        "works",
        lambda works, value, at: works.in_force().filter(extension_request__decision="granted"),
    ),
    "class": Figure(_("Answers of this class"), "works", _of_class),
    "asked": Figure(
        _("Asked for a rating"),
        "works",
        lambda works, value, at: works.filter(Exists(Rating.objects.filter(**_OF_WORK))),
    ),
    "attitude": Figure(_("Rated so for the process"), "works", _rated("attitude")),
    "result": Figure(_("Rated so for the result"), "works", _rated("result")),
    "promise": Figure(_("Promises"), "promises", lambda made, value, at: made.filter(state=value)),
    "owed": Figure(
        _("Promises overdue"),
        "promises",
        lambda made, value, at: made.late(at),
        now=True,
        order=BY_DATE,
    ),
}


def behind(
    scope: Scope, figure: Figure, value: str, *, user: User, at: datetime, age: str = ""
) -> Any:
    """The cases, assignments or promises that a figure counts, as far as this person sees them."""
    cases = Suggestion.objects.visible_to(user).filter(_organs(scope))
    if not figure.now:
        cases = cases.filter(_came_in(scope.first, scope.last))
    elif months := months_of_age(age, local_date(at)):
        cases = cases.filter(_came_in(*months))
    if scope.dim is Dim.CATEGORY:
        cases = cases.filter(category__code__startswith=scope.key)
    elif scope.dim is Dim.PLACE:
        cases = cases.filter(place=scope.key)
    if figure.of == "cases":
        own = cases.filter(unit__code=scope.key) if scope.dim is Dim.UNIT else cases
        return figure.rows(own, value, at).for_rows()
    if figure.of == "promises":
        made = Commitment.objects.filter(kind="suggestion", about__in=cases.values("code"))
        made = made.filter(holder__code=scope.key) if scope.dim is Dim.UNIT else made
        return figure.rows(made, value, at).select_related("holder", "organ")
    works = Assignment.objects.filter(suggestion__in=cases, undone_at=None).exclude(part=Part.CO)
    works = works.filter(department__code=scope.key) if scope.dim is Dim.UNIT else works
    return figure.rows(works, value, at).for_rows()


def _organs(scope: Scope) -> Q:
    if scope.is_own:
        return Q()
    return below([scope.organ.code]) if scope.with_below else Q(organ=scope.organ)


def _came_in(first: date, last: date) -> Q:
    end = due_moment(month_after(last), 0)
    return Q(submitted_at__gte=due_moment(first, 0), submitted_at__lt=end)
