"""What stands on each desk: the first line, the filters, and the rows, oldest date first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.models import Commitment
from deadlines.lights import light
from departments.models import Department
from departments.policies import units_of
from design.keyset import page as keyset_page
from design.pieces import Light
from suggestions.clocks import closed_light
from suggestions.lifecycle import STATE_LABELS, State
from suggestions.models import Assignment, Draft, Rating, Recommendation, Suggestion
from suggestions.story import office_verb, unit_verb
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from members.models import User

MOST_COUNTED = 99
PAGE = 30
BY_DATE = ("due_at", "id")
PROMISES = "promises"
NEWEST = ("-id",)


@dataclass(frozen=True)
class View:
    """One way to look at a desk: a filter that is a link."""

    key: str
    label: str | Promise
    rows: Callable[[Any, datetime], Any]
    order: tuple[str, ...] = BY_DATE
    counted: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter as it is drawn; `count` is "" where none is kept, "99+" where there are more."""

    label: str | Promise
    url: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True)
class Row:
    """One case in a list: its light, its state and its next act in words beside the case itself.

    `verb` is "" where this desk has nothing to do.
    """

    thing: Any
    suggestion: Suggestion
    light: Light
    state: str | Promise
    proposed: str = ""
    verb: str = ""


MEMBER_VIEWS = (
    View("open", gettext_lazy("In hand"), lambda rows, at: rows.open()),
    View("closed", gettext_lazy("Closed"), lambda rows, at: rows.filter(state="closed"), NEWEST),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
OFFICE_VIEWS = (
    View(
        "waiting", gettext_lazy("Waiting for us"), lambda rows, at: rows.at_office(), BY_DATE, True
    ),
    View("late", gettext_lazy("Overdue"), lambda rows, at: rows.overdue(at), BY_DATE, True),
    View("units", gettext_lazy("With units"), lambda rows, at: rows.at_units()),
    View("rating", gettext_lazy("To be rated"), lambda rows, at: rows.to_rate()),
    View("promised", gettext_lazy("Promises"), lambda rows, at: rows.promised()),
    View("supervised", gettext_lazy("Supervised"), lambda rows, at: rows.supervised()),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
UNIT_VIEWS = (
    View("waiting", gettext_lazy("Waiting for us"), lambda rows, at: rows.held(), BY_DATE, True),
    View(
        "late",
        gettext_lazy("Overdue"),
        lambda rows, at: rows.held().filter(due_at__lt=at),
        BY_DATE,
        True,
    ),
    View("answered", gettext_lazy("Answered"), lambda rows, at: rows.answered(), NEWEST),
    View(PROMISES, gettext_lazy("Promises"), lambda rows, at: rows.none()),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)


def members_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The member's desk: answers that wait for a rating stand above what is in hand."""
    own = Suggestion.objects.written_by(user)
    desk = _desk(own, MEMBER_VIEWS, query=query, at=at)
    # Whoever co-signed rates too, so these are not only one's own.
    asked = Suggestion.objects.to_rate_by(user)
    to_rate = list(asked.for_rows().order_by(*BY_DATE)[:PAGE])
    to_confirm = list(own.to_confirm_by(user).for_rows().order_by(*BY_DATE)[:PAGE])
    desk["to_rate"] = [_case_row(one, at, calendar) for one in to_rate]
    desk["to_confirm"] = [_case_row(one, at, calendar) for one in to_confirm]
    on_top = (*to_rate, *to_confirm)
    shown = {one.pk for one in on_top} if desk["view"].key == "open" else set()
    desk["rows"] = [
        _case_row(one, at, calendar) for one in desk["page"].rows if one.pk not in shown
    ]
    desk["lead"] = _members_lead(_capped(asked), _capped(own.in_hand()))
    desk["draft"] = Draft.objects.filter(author=user).first()
    return desk


def office_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The office's desk: what it must decide, with the unit that the platform proposes."""
    best = Recommendation.objects.filter(rank=1).select_related("department")
    ours = Suggestion.objects.of_office(user)
    desk = _desk(ours, OFFICE_VIEWS, query=query, at=at, prefetch=Prefetch("recommendations", best))
    desk["rows"] = [_case_row(one, at, calendar, proposed=True) for one in desk["page"].rows]
    desk["lead"] = _lead(desk["counts"]["waiting"], _capped(ours.at_office().overdue(at)))
    return desk


def unit_desk(user: User, *, query: QueryDict, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The unit's desk: what it must sign for and answer."""
    desk = _desk(Assignment.objects.handled_by(user), UNIT_VIEWS, query=query, at=at)
    desk["rows"] = [_work_row(one, at, calendar) for one in desk["page"].rows]
    desk["lead"] = _lead(desk["counts"]["waiting"], desk["counts"]["late"])
    if desk["view"].key == "answered":
        desk |= _ratings(user)
    if desk["view"].key == PROMISES:
        desk |= _promises(user, query=query, at=at, calendar=calendar)
    return desk


def _promises(user: User, *, query: QueryDict, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """What the units of this person have promised and not settled, the earliest date first."""
    held = Commitment.objects.unsettled().held_by(units_of(user)).filter(kind="suggestion")
    page = keyset_page(held.select_related("holder"), order=BY_DATE, query=query, size=PAGE)
    cases = Suggestion.objects.select_related("organ", "place", "unit")
    found = {one.code: one for one in cases.filter(code__in=[one.about for one in page.rows])}
    rows = [
        Row(
            thing=one,
            suggestion=found[one.about],
            light=light(one.due_at, at, calendar) if one.due_at else closed_light(),
            state=one.get_state_display(),
        )
        for one in page.rows
        if one.about in found
    ]
    return {"page": page, "rows": rows, "promises": True}


def _ratings(user: User) -> dict[str, Any]:
    """The totals of the unit in which this person sits; of the first, for who sits in several."""
    unit = Department.objects.filter(pk__in=units_of(user)).order_by("pk").first()
    return {"unit": unit, "totals": Rating.objects.totals_for(unit.pk) if unit else None}


def _desk(
    rows: Any,
    views: tuple[View, ...],
    *,
    query: QueryDict,
    at: datetime,
    prefetch: Prefetch | None = None,
) -> dict[str, Any]:
    chosen = next((view for view in views if view.key == query.get("show")), views[0])
    counts = {view.key: _capped(view.rows(rows, at)) for view in views if view.counted}
    found = chosen.rows(rows, at).for_rows()
    if prefetch:
        found = found.prefetch_related(prefetch)
    return {
        "view": chosen,
        "counts": counts,
        "chips": [
            Chip(view.label, f"?show={view.key}", view is chosen, _shown(counts.get(view.key)))
            for view in views
        ],
        "page": keyset_page(found, order=chosen.order, query=query, size=PAGE),
    }


def _capped(rows: QuerySet[Any]) -> int:
    """How many, counted no further than one past the most that is shown."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def _shown(count: int | None) -> str:
    if count is None:
        return ""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def _case_row(
    suggestion: Suggestion, at: datetime, calendar: Calendar, *, proposed: bool = False
) -> Row:
    best = (
        [one.department.short_name for one in suggestion.recommendations.all()] if proposed else []
    )
    return Row(
        thing=suggestion,
        suggestion=suggestion,
        light=light(suggestion.due_at, at, calendar) if suggestion.due_at else closed_light(),
        state=STATE_LABELS[State(suggestion.state)],
        proposed=best[0] if best else "",
        verb=office_verb(suggestion),
    )


def _work_row(assignment: Assignment, at: datetime, calendar: Calendar) -> Row:
    return Row(
        thing=assignment,
        suggestion=assignment.suggestion,
        light=light(assignment.due_at, at, calendar, stopped_at=assignment.delivered_at),
        state=assignment.get_state_display(),
        verb=unit_verb(assignment),
    )


def _lead(waiting: int, late: int) -> str:
    """The first line of a working desk: what waits, and how much of it is late."""
    if not waiting:
        return _("Nothing waits for you.")
    first = ngettext("%s case waits for you", "%s cases wait for you", waiting)
    if not late:
        return _("%(first)s.") % {"first": first % _shown(waiting)}
    second = ngettext("%s of them overdue", "%s of them overdue", late)
    return _("%(first)s, %(second)s.") % {
        "first": first % _shown(waiting),
        "second": second % _shown(late),
    }


def _members_lead(to_rate: int, in_hand: int) -> str:
    if not to_rate and not in_hand:
        return _("Nothing is in hand. What have you seen today that could be better?")
    if not to_rate:
        words = ngettext("%s suggestion is in hand.", "%s suggestions are in hand.", in_hand)
        return words % _shown(in_hand)
    first = ngettext("%s answer waits for your rating", "%s answers wait for your rating", to_rate)
    if not in_hand:
        return _("%(first)s.") % {"first": first % _shown(to_rate)}
    second = ngettext("%s is in hand", "%s are in hand", in_hand)
    return _("%(first)s, %(second)s.") % {
        "first": first % _shown(to_rate),
        "second": second % _shown(in_hand),
    }
