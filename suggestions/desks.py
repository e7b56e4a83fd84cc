"""What stands on each desk: the first line, the filters, and the rows, oldest date first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from commitments.models import Commitment
from deadlines.lights import light
from departments.models import Department
from departments.policies import units_of
from design.keyset import page as keyset_page
from design.pieces import Light
from suggestions.clocks import closed_light, paused_light
from suggestions.lifecycle import STATE_LABELS, TO_ASSIGN, State
from suggestions.models import Assignment, Cosigner, Draft, Rating, Recommendation, Suggestion
from suggestions.policies import arbitrated_organs
from suggestions.story import office_way, unit_verb
from workdays.arithmetic import Calendar

if TYPE_CHECKING:
    from members.models import User

MOST_COUNTED = 99
MOST_EXPORTED = 10_000
PAGE = 30
BY_DATE = ("due_at", "id")
PROMISES = "promises"
TRANSFERRED = "transferred"
NEWEST = ("-id",)


@dataclass(frozen=True)
class View:
    """One way to look at a desk: a filter that is a link.

    ``of``: whose rows these are where they are not among the desk's own.
    """

    key: str
    label: str | Promise
    rows: Callable[[Any, datetime], Any]
    order: tuple[str, ...] = BY_DATE
    counted: bool = False
    of: Callable[[User], Any] | None = None

    def found(self, own: Any, user: User, at: datetime) -> Any:
        """Its rows, of the desk's own or from elsewhere."""
        return self.rows(self.of(user) if self.of else own, at)


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

    `verb` is "" where this desk has nothing to do; `url` is where it leads.
    """

    thing: Any
    suggestion: Suggestion
    light: Light
    state: str | Promise
    proposed: str = ""
    verb: str = ""
    url: str = ""
    until: datetime | None = None
    can_pick: bool = False


MEMBER_VIEWS = (
    View("open", gettext_lazy("In hand"), lambda rows, at: rows.open()),
    View("closed", gettext_lazy("Closed"), lambda rows, at: rows.ended(), NEWEST),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
OFFICE_VIEWS = (
    View(
        "waiting", gettext_lazy("Waiting for us"), lambda rows, at: rows.at_office(), BY_DATE, True
    ),
    View("late", gettext_lazy("Overdue"), lambda rows, at: rows.overdue(at), BY_DATE, True),
    View(
        "asked", gettext_lazy("Asked by units"), lambda rows, at: rows.asked_about(), BY_DATE, True
    ),
    View("units", gettext_lazy("With units"), lambda rows, at: rows.at_units()),
    View("outside", gettext_lazy("With other channels"), lambda rows, at: rows.outside()),
    View("authors", gettext_lazy("Sent back"), lambda rows, at: rows.returned()),
    View("rating", gettext_lazy("To be rated"), lambda rows, at: rows.to_rate()),
    View("promised", gettext_lazy("Promises"), lambda rows, at: rows.promised()),
    View("supervised", gettext_lazy("Supervised"), lambda rows, at: rows.supervised()),
    View(
        TRANSFERRED,
        gettext_lazy("Transferred away"),
        lambda rows, at: rows,
        NEWEST,
        of=lambda user: Suggestion.objects.transferred_away_by(user),
    ),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
UNIT_VIEWS = (
    View("waiting", gettext_lazy("Waiting for us"), lambda rows, at: rows.held(), BY_DATE, True),
    View(
        "late",
        gettext_lazy("Overdue"),
        lambda rows, at: rows.late(at),
        BY_DATE,
        True,
    ),
    View("signing", gettext_lazy("To be signed off"), lambda rows, at: rows.to_sign_off()),
    View("answered", gettext_lazy("Answered"), lambda rows, at: rows.answered(), NEWEST),
    View(PROMISES, gettext_lazy("Promises"), lambda rows, at: rows.none()),
    View("all", gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
ARBITER_VIEWS = (
    View("waiting", gettext_lazy("To be settled"), lambda rows, at: rows.disputed(), BY_DATE, True),
    View("ruled", gettext_lazy("Settled"), lambda rows, at: rows.ruled_on(), NEWEST),
)


# The desks whose lists can be taken away: rows of a person, and the ways to look at them.
WORKING: dict[str, tuple[Callable[[User], Any], tuple[View, ...]]] = {
    "office": (lambda user: Suggestion.objects.of_office(user), OFFICE_VIEWS),
    "unit": (lambda user: Assignment.objects.handled_by(user), UNIT_VIEWS),
}


def listed(desk: str, user: User, *, show: str, at: datetime) -> tuple[View, QuerySet[Any]]:
    """The view that `show` names (else the desk's first) and all its rows in its order."""
    rows, views = WORKING[desk]
    view = _chosen(views, show)
    return view, view.found(rows(user), user, at).for_rows().order_by(*view.order)


def _chosen(views: tuple[View, ...], show: str | None) -> View:
    return next((view for view in views if view.key == show), views[0])


def members_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The member's desk: what waits for its author's word stands above what is in hand."""
    own = Suggestion.objects.written_by(user)
    desk = _desk(own, MEMBER_VIEWS, user, query=query, at=at)
    # Whoever co-signed rates too, so these are not only one's own.
    to_rate_all = Suggestion.objects.to_rate_by(user)
    to_rate = list(to_rate_all.for_rows().order_by(*BY_DATE)[:PAGE])
    waits = own.first_that_wait_for(user, PAGE)
    waiting = list(waits.for_rows().order_by(*BY_DATE))
    returned = [one for one in waiting if one.state == State.RETURNED]
    to_confirm = [one for one in waiting if one.state != State.RETURNED]
    declined = own.appealable(at).for_rows().order_by("declines__appeal_until", "id")[:PAGE]
    desk["to_rate"] = [_case_row(one, at, calendar) for one in to_rate]
    desk["to_confirm"] = [_case_row(one, at, calendar) for one in to_confirm]
    desk["returned"] = [_case_row(one, at, calendar) for one in returned]
    desk["declined"] = [_case_row(one, at, calendar) for one in declined]
    above = [*to_rate, *to_confirm, *returned]
    shown = {one.pk for one in above} if desk["view"].key == "open" else set()
    desk["rows"] = [
        _case_row(one, at, calendar) for one in desk["page"].rows if one.pk not in shown
    ]
    counts = _capped({"rate": to_rate_all, "hand": own.in_hand()})
    desk["lead"] = _members_lead(counts["rate"], counts["hand"], returned=len(returned))
    desk["asked"] = list(Cosigner.objects.waiting_for(user)[:PAGE])
    desk["draft"] = Draft.objects.filter(author=user).first()
    return desk


def office_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The office's desk: what it must decide, with the unit that the platform proposes."""
    best = Recommendation.objects.filter(rank=1).select_related("department")
    ours = Suggestion.objects.of_office(user)
    prefetch = Prefetch("recommendations", best)
    desk = _desk(ours, OFFICE_VIEWS, user, query=query, at=at, prefetch=prefetch)
    elsewhere = desk["view"].key == TRANSFERRED
    desk["rows"] = [
        _case_row(one, at, calendar, proposed=not elsewhere, acts=not elsewhere)
        for one in desk["page"].rows
    ]
    desk["elsewhere"] = elsewhere
    desk["can_pick"] = any(row.can_pick for row in desk["rows"])
    late = _capped({"late": ours.at_office().overdue(at)})["late"]
    desk["lead"] = _lead(desk["counts"]["waiting"], late)
    return desk


def unit_desk(user: User, *, query: QueryDict, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The unit's desk: what it must sign for and answer."""
    desk = _desk(Assignment.objects.handled_by(user), UNIT_VIEWS, user, query=query, at=at)
    desk["rows"] = [_work_row(one, at, calendar) for one in desk["page"].rows]
    desk["lead"] = _lead(desk["counts"]["waiting"], desk["counts"]["late"])
    if desk["view"].key == "answered":
        desk |= _ratings(user)
    if desk["view"].key == PROMISES:
        desk |= _promises(user, query=query, at=at, calendar=calendar)
    return desk


def arbiter_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The arbiter's desk: what units and offices do not agree on."""
    organs = arbitrated_organs(user)
    rows = Assignment.objects.filter(suggestion__organ__in=organs, suggestion__sealed_at=None)
    desk = _desk(rows, ARBITER_VIEWS, user, query=query, at=at)
    desk["rows"] = [_work_row(one, at, calendar, verb="") for one in desk["page"].rows]
    desk["lead"] = _lead(desk["counts"]["waiting"], 0)
    return desk


def _promises(user: User, *, query: QueryDict, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """What the units of this person have promised and not settled, the earliest date first."""
    shown = Exists(Suggestion.objects.filter(code=OuterRef("about")))
    held = Commitment.objects.unsettled().held_by(units_of(user)).filter(shown, kind="suggestion")
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
    user: User,
    *,
    query: QueryDict,
    at: datetime,
    prefetch: Prefetch | None = None,
) -> dict[str, Any]:
    chosen = _chosen(views, query.get("show"))
    counted = {view.key: view.found(rows, user, at) for view in views if view.counted}
    counts = _capped(counted) if counted else {}
    found = chosen.found(rows, user, at).for_rows()
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


def _capped(named: Mapping[str, QuerySet[Any]]) -> Mapping[str, int]:
    """How many of each, counted no further than one past the most that is shown; one question."""
    each = [
        rows.order_by().values_list(Value(name))[: MOST_COUNTED + 1] for name, rows in named.items()
    ]
    together = each[0].union(*each[1:], all=True).order_by() if each[1:] else each[0]
    found = Counter(name for (name,) in together)
    return {name: found[name] for name in named}


def _shown(count: int | None) -> str:
    if count is None:
        return ""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def _case_row(
    suggestion: Suggestion,
    at: datetime,
    calendar: Calendar,
    *,
    proposed: bool = False,
    acts: bool = True,
) -> Row:
    best = (
        [one.department.short_name for one in suggestion.recommendations.all()] if proposed else []
    )
    verb, url = office_way(suggestion) if acts else ("", "")
    until = getattr(suggestion, "appeal_until", None)
    due_at = suggestion.due_at or until
    return Row(
        thing=suggestion,
        suggestion=suggestion,
        light=light(due_at, at, calendar) if due_at else closed_light(),
        state=STATE_LABELS[State(suggestion.state)],
        proposed=best[0] if best else "",
        verb=verb,
        url=url,
        until=until,
        can_pick=proposed and suggestion.state in TO_ASSIGN,
    )


def _work_row(
    assignment: Assignment, at: datetime, calendar: Calendar, *, verb: str | None = None
) -> Row:
    paused = assignment.is_running and assignment.suggestion.state == State.ON_HOLD
    shown = light(assignment.due_at, at, calendar, stopped_at=assignment.delivered_at)
    return Row(
        thing=assignment,
        suggestion=assignment.suggestion,
        light=paused_light() if paused else shown,
        state=assignment.get_state_display(),
        verb=unit_verb(assignment) if verb is None else verb,
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


def _members_lead(to_rate: int, in_hand: int, *, returned: int = 0) -> str:
    lead = _what_waits(to_rate, in_hand)
    if not returned:
        return lead
    words = ngettext(
        "%s was sent back to you to be completed.",
        "%s were sent back to you to be completed.",
        returned,
    )
    back = words % _shown(returned)
    if not to_rate and not in_hand:
        return back
    return pgettext("two sentences after one another", "{first} {second}").format(
        first=back, second=lead
    )


def _what_waits(to_rate: int, in_hand: int) -> str:
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
