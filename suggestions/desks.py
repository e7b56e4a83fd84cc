"""What stands on each desk: the first line, the filters, and the rows, oldest date first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.models.commitment import Commitment, CommitmentQuerySet
from departments.models import Department
from departments.policies import heads_of
from design.keyset import page as keyset_page
from design.pieces import Page
from members.models import Arranged
from members.policies import hats
from suggestions import deputies, promised, rulings, signing
from suggestions.filters import (
    ALL,
    ARBITER_VIEWS,
    ASKED,
    BY_DATE,
    LATE,
    MEMBER_VIEWS,
    MINE,
    OFFICE,
    PROMISES,
    TRANSFERRED,
    UNIT,
    USUAL,
    VIEWS,
    WAYS,
    WEEK,
    Asked,
    View,
    chosen,
    first,
    narrowed,
)
from suggestions.leads import (
    MOST_COUNTED,
    files_label,
    members_lead,
    office_lead,
    shown,
    units_lead,
)
from suggestions.lifecycle import State
from suggestions.models import Assignment, Cosigner, Draft, Rating, Recommendation, Suggestion
from suggestions.policies import arbitrated_organs
from suggestions.rows import Row, case_row, confirm_row, dispute_rows, promise_rows, work_rows
from suggestions.texts import CASE
from suggestions.wearing import WHOLE, Narrow
from textindex.lookup import Search
from workdays.arithmetic import Calendar, local_date

if TYPE_CHECKING:
    from members.models import User

PAGE = 30
OWED, OWED_LATE = "owed", "owed_late"
LATE_HERE, LATE_WORD = "late_here", "late_word"


@dataclass(frozen=True)
class Chip:
    """A filter as it is drawn; `count` is "" where none is kept, "99+" where there are more."""

    label: str | Promise
    url: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True)
class Listing:
    """The rows of one view of a working desk for one person, unordered, and how they are drawn."""

    desk: str
    view: View
    rows: Any

    def ordered(self) -> Any:
        """The rows in the order of the desk's page."""
        return self.rows.order_by(*(BY_DATE if self.view.key == PROMISES else self.view.order))

    def drawn(self, things: Iterable[Any], at: datetime, calendar: Calendar) -> list[Row]:
        """So many of them as the desk's page shows them."""
        if self.view.key == PROMISES:
            return promise_rows(things, at, calendar)
        how = {"of_office": self.view.key != TRANSFERRED, "by_promise": self.view.key == WEEK}
        if self.desk == OFFICE:
            return [case_row(one, at, calendar, **how) for one in things]
        return work_rows(things, at, calendar)


def listing(
    desk: str,
    user: User,
    *,
    asked: Asked,
    at: datetime,
    only: Narrow = WHOLE,
    picked: Collection[str] = (),
) -> Listing:
    """What a working desk shows this person now, of what the address asks for; of all that the
    `picked` cases alone, if any are."""
    view = chosen(VIEWS[desk], asked.show)
    if view.key == PROMISES:
        found: Any = _promised_by(only.units_of(user))
    else:
        ours: Any = of_office(user, only) if desk == OFFICE else _of_units(user, only)
        found = promised.with_owed(view.found(ours, user, at).for_rows())
        found = found.with_asked() if desk == OFFICE else found
    if picked:
        found = found.filter(**{f"{WAYS[found.model]}__in": picked})
    return Listing(desk, view, narrowed(found, asked.words))


def members_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar, only: Narrow = WHOLE
) -> dict[str, Any]:
    """The member's desk: what waits for its author's word stands above what is in hand."""
    stood_by = Suggestion.objects.stood_by(user, besides=only.besides)
    asked = Asked.read(query).among(MEMBER_VIEWS)
    # Counted in the order of an index: without one, all that waits for anybody is gone over.
    to_rate = Suggestion.objects.to_rate_by(user)
    more: Any = {"words": asked.words, "counted": {"rate": to_rate.order_by("due_at")}}
    desk = _desk(stood_by, MEMBER_VIEWS, user, query=query, at=at, **more)
    beyond = _beyond_view(MEMBER_VIEWS, stood_by, user, asked, desk["page"], at=at)
    is_first = desk["view"].key == "open" and not (asked.words or desk["page"].newer_url)
    desk |= {"asked": asked, "beyond": beyond, "is_first": is_first}
    if hats(user).reads_only:
        return _former_members_desk(desk, at=at, calendar=calendar)
    desk["draft"] = Draft.objects.filter(author=user).first()
    how = {"by_promise": desk["view"].key == WEEK}
    rows = [case_row(one, at, calendar, **how) for one in desk["page"].rows]
    desk["rows"] = desk["view"].in_order(rows)
    if asked.words:
        return desk
    desk |= _waits_for_member(user, only, to_rate, at=at, calendar=calendar)
    above = (*desk["to_rate"], *desk["to_confirm"], *desk["returned"])
    twice = {row.suggestion.pk for row in above} if desk["view"].key == "open" else set()
    desk["rows"] = [one for one in desk["rows"] if one.suggestion.pk not in twice]
    desk["lead"] = members_lead(
        desk["counts"]["rate"],
        len(desk["returned"]),
        len(desk["to_confirm"]),
        len(desk["to_cosign"]),
        has_open=bool(desk["counts"]["open"]),
    )
    return desk


def _waits_for_member(
    user: User, only: Narrow, to_rate: Any, *, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """What waits for this person's word, of each kind the first so many."""
    own = Suggestion.objects.written_by(user).exclude(author_organ__in=only.besides)
    waits = promised.with_reported(own.first_that_wait_for(user, PAGE))
    waiting = list(waits.for_rows().order_by(*BY_DATE))
    found = {
        "returned": [one for one in waiting if one.state == State.RETURNED],
        "to_rate": to_rate.for_rows().order_by(*BY_DATE)[:PAGE],
        "declined": own.appealable(at).for_rows().order_by("declines__appeal_until", "id")[:PAGE],
    }
    rows = {name: [case_row(one, at, calendar) for one in those] for name, those in found.items()}
    rest = [one for one in waiting if one.state != State.RETURNED]
    rows["to_confirm"] = [confirm_row(one, at, calendar) for one in rest]
    return {**rows, "to_cosign": list(Cosigner.objects.waiting_for(user)[:PAGE])}


def _former_members_desk(
    desk: dict[str, Any], *, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """What somebody wrote as a member, to read: nothing waits for them any more."""
    desk["rows"] = [case_row(one, at, calendar) for one in desk["page"].rows]
    desk["lead"] = _("What you wrote as a member stays here for you to read.")
    desk["reads_only"] = True
    return desk


def office_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar, only: Narrow = WHOLE
) -> dict[str, Any]:
    """The office's desk: what it must decide, with the unit that the platform proposes."""
    best = Recommendation.objects.standing().order_by("rank")
    ours = of_office(user, only)
    prefetch = Prefetch("recommendations", best)
    late = {LATE_HERE: ours.at_office().overdue(at), LATE_WORD: ours.late_with_its_word(at)}
    desk = _working_desk(OFFICE, ours, user, query=query, at=at, prefetch=prefetch, counted=late)
    elsewhere = (view := desk["view"]).key == TRANSFERRED
    how = {"proposed": not elsewhere, "acts": not elsewhere, "by_promise": view.key == WEEK}
    rows = [case_row(one, at, calendar, **how) for one in desk["page"].rows]
    desk["rows"] = view.in_order(rows)
    desk["elsewhere"] = elsewhere
    organs = hats(user).office_of if only.organs is None else only.organs
    desk["stand_ins"] = deputies.in_offices(user, organs)
    desk["picks"] = {name for row in desk["rows"] for name in row.picks}
    desk["can_pick"] = bool(desk["rows"])
    counts = desk["counts"]
    desk["lead"] = office_lead(
        counts["waiting"], counts[LATE_HERE], asked=counts[ASKED], asked_late=counts[LATE_WORD]
    )
    return desk


def unit_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar, only: Narrow = WHOLE
) -> dict[str, Any]:
    """The unit's desk: what it must sign for and answer."""
    ours, units = _of_units(user, only), only.units_of(user)
    to_sign = signing.to_sign_by(user, ours)
    query = signing.opened(query, to_sign)
    made = _promised_by(units)
    owed = {OWED: made.owed(local_date(at)), OWED_LATE: made.late(at)}
    counted = {**owed, signing.SIGNED: to_sign}
    desk = _working_desk(UNIT, ours, user, query=query, at=at, counted=counted)
    headed = heads_of(user)
    desk["rows"] = desk["view"].in_order(work_rows(desk["page"].rows, at, calendar, headed=headed))
    desk["stand_ins"] = deputies.in_units(user, units)
    counts = desk["counts"]
    # Who handles all of it alone reads one number.
    is_same = counts[MINE] == counts["waiting"] <= MOST_COUNTED and not headed
    unit = 0 if is_same else counts["waiting"]
    lead = partial(
        units_lead,
        counts[MINE],
        unit,
        counts[LATE],
        owed=counts[OWED],
        owed_late=counts[OWED_LATE],
        to_sign=counts[signing.SIGNED],
    )
    desk["lead"], desk["lead_links"] = lead(), SafeString(lead(linked=_linked))
    if desk["view"].key == "answered":
        desk |= _ratings(units, [row.thing.department for row in desk["rows"]], at=at)
    if desk["view"].key == PROMISES:
        desk |= _promises(units, query=query, at=at, calendar=calendar)
    return desk


def _linked(words: str, key: str) -> SafeString:
    return format_html('<a href="?show={}">{}</a>', key, words)


def arbiter_desk(
    user: User, *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The arbiter's desk: what units and offices do not agree on."""
    organs = arbitrated_organs(user)
    rows = Assignment.objects.filter(suggestion__organ__in=organs, suggestion__sealed_at=None)
    late = {LATE: rulings.late_rulings(rows, at)}
    desk = _desk(rows, ARBITER_VIEWS, user, query=query, at=at, counted=late)
    desk["rows"] = dispute_rows(desk["page"].rows, at, calendar)
    desk["lead"] = office_lead(desk["counts"]["waiting"], desk["counts"][LATE])
    return desk


def of_office(user: User, only: Narrow) -> Any:
    """The cases of this person's office, or offices."""
    ours = Suggestion.objects.of_office(user)
    return ours if only.organs is None else ours.filter(organ__in=only.organs)


def _of_units(user: User, only: Narrow) -> Any:
    ours = Assignment.objects.handled_by(user)
    return ours if only.units is None else ours.filter(department__in=only.units)


def _promises(
    units: tuple[int, ...], *, query: QueryDict, at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """The page of `_promised_by`."""
    take = partial(first, words=Asked.read(query).words)
    page = keyset_page(_promised_by(units), order=BY_DATE, query=query, size=PAGE, take=take)
    rows = promise_rows(page.rows, at, calendar)
    return {"page": page, "rows": rows, "promises": True, "files_label": files_label(page)}


def _promised_by(units: tuple[int, ...]) -> CommitmentQuerySet:
    """What these units have promised and not settled; of sealed cases nothing."""
    in_sight = Exists(Suggestion.objects.filter(code=OuterRef("about")))
    held = Commitment.objects.unsettled().held_by(units).filter(in_sight, kind="suggestion")
    return held.select_related("holder")


def _ratings(
    units: tuple[int, ...], rated: Iterable[Department], *, at: datetime
) -> dict[str, Any]:
    """The totals of the unit in which this person sits; of the first, for who sits in several.

    ``rated``: whose rows stand there, so that nobody asks for what is known.
    """
    key = min(units, default=0)
    known = (one for one in rated if one.pk == key)
    unit = next(known, None) or Department.objects.filter(pk=key).first()
    return {"unit": unit, "totals": Rating.objects.totals_for(unit.pk, at=at) if unit else None}


def _working_desk(
    name: str, rows: Any, user: User, *, query: QueryDict, at: datetime, **more: Any
) -> dict[str, Any]:
    """A desk where words are looked for."""
    asked = Asked.read(query).among(VIEWS[name])
    desk = _desk(rows, VIEWS[name], user, query=query, at=at, words=asked.words, **more)
    further = _beyond_view(VIEWS[name], rows, user, asked, desk["page"], at=at)
    desk |= {"desk": name, "asked": asked, "beyond": further}
    return desk | {"files_label": files_label(desk["page"])}


def _beyond_view(
    views: tuple[View, ...], rows: Any, user: User, asked: Asked, page: Page, *, at: datetime
) -> Chip | None:
    """The way to all that holds the words, and how many they are, where that is more than this
    view shows; not further counted than is said."""
    everything = chosen(views, ALL)
    if not asked.words or asked.show == ALL:
        return None
    own = everything.found(rows, user, at).order_by(*everything.order)
    count = Search(asked.words, CASE, WAYS[own.model]).count(own, MOST_COUNTED + 1)
    is_all_here = not (page.newer_url or page.older_url)
    if not count or (is_all_here and count <= len(page.rows)):
        return None
    return Chip(everything.label, f"?{Asked(ALL, asked.words).query}", False, shown(count))


def arrangement(name: str, user: User, asked: Asked) -> dict[str, Any]:
    """How this person has arranged a desk for themselves: views of their own, and columns."""
    kept = Arranged.of(user, name)
    mine = [Chip(label, f"?{query}", query == asked.query) for label, query in kept.views]
    return {"saved": mine, "columns": USUAL[name] if kept.columns is None else kept.columns}


def _desk(
    rows: Any,
    views: tuple[View, ...],
    user: User,
    *,
    query: QueryDict,
    at: datetime,
    words: str = "",
    prefetch: Prefetch | None = None,
    counted: Mapping[str, QuerySet[Any]] | None = None,
) -> dict[str, Any]:
    view = chosen(views, query.get("show"))
    kept = {v.key: v.found(rows, user, at, most=MOST_COUNTED + 1) for v in views if v.counted}
    # A chip leads to what holds the words, so it says how many of them do.
    said = [v for v in views if v.says_count and words]
    kept |= {v.words_key: narrowed(v.found(rows, user, at), words) for v in said}
    kept |= counted or {}
    counts = _capped(kept) if kept else {}
    found = promised.with_owed(view.found(rows, user, at).for_rows())
    take = partial(first, words=words)
    if prefetch:
        found = found.with_asked().prefetch_related(prefetch)
    return {
        "view": view,
        "counts": counts,
        "chips": [
            _chip(one, view, words, counts)
            for one in views
            if not one.glance and (one is view or not one.is_hidden)
        ],
        "glance": [_chip(one, view, words, counts) for one in views if one.glance],
        "page": keyset_page(found, order=view.order, query=query, size=PAGE, take=take),
    }


def _chip(one: View, current: View, words: str, counts: Mapping[str, int]) -> Chip:
    """Its count stands on it where nothing else on the page says it: the first line does of what
    waits. A figure is of all its rows, so no words narrow them."""
    if one.glance:
        words = ""
    key = one.words_key if words else one.key
    count = shown(counts.get(key)) if one.glance or one.says_count else ""
    return Chip(one.label, f"?{Asked(one.key, words).query}", one is current, count)


def _capped(named: Mapping[str, QuerySet[Any]]) -> Mapping[str, int]:
    """How many of each, counted no further than one past the most that is shown; one question.

    In no order but one that is asked for here: that of the table would be sorted first.
    """
    each = [
        rows.order_by(*rows.query.order_by).values_list(Value(name))[: MOST_COUNTED + 1]
        for name, rows in named.items()
    ]
    together = each[0].union(*each[1:], all=True).order_by() if each[1:] else each[0]
    found = Counter(name for (name,) in together)
    return {name: found[name] for name in named}
