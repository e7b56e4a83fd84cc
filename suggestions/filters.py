"""The ways to look at a desk: filters that are links, words that are looked for, columns.

What an address says of them is read here and nowhere else, so that a saved one holds no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Least
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.models import Commitment
from commitments.models.commitment import CommitmentQuerySet
from deadlines.models import DueDate
from design.lines import one_line
from suggestions import promised
from suggestions.deputies import by_name, waiting_instead
from suggestions.lifecycle import State
from suggestions.lifecycle.ladders import PROMISE_SOON
from suggestions.models import Assignment, Suggestion
from suggestions.texts import CASE
from textindex.lookup import Search
from workdays.arithmetic import add_workdays, local_date, week_end
from workdays.calendar import current

if TYPE_CHECKING:
    from members.models import User

BY_DATE = ("due_at", "id")
BY_SIGNATURE = ("sign_by", "id")
NEWEST = ("-id",)
PROMISES = "promises"
ALL = "all"
MINE = "mine"
LATE, ASKED = "late", "asked"
TRANSFERRED = "transferred"
INSTEAD = "instead"
WEEK = "week"
SIGNING = "signing"
OFFICE, UNIT = "office", "unit"
SHOW, WORDS = "show", "q"
LONGEST_WORDS = 60

COLUMNS: Mapping[str, str | Promise] = {
    "deadline": gettext_lazy("Deadline"),
    "unit": gettext_lazy("Unit"),
    "officer": gettext_lazy("Case officer"),
    "state": gettext_lazy("Stands at"),
    "due": gettext_lazy("Due"),
    "organ": gettext_lazy("Office in charge"),
    "submitted": pgettext_lazy("column of a list", "Submitted"),
}
"""What a desk's table can show beside the matter, in its order."""
USUAL: Mapping[str, tuple[str, ...]] = {
    OFFICE: ("deadline", "unit", "state", "due"),
    UNIT: ("deadline", "officer", "state", "due"),
}
"""What it shows as long as nobody chooses otherwise."""
OF_UNITS = ("officer",)
"""What only a unit's table can show: of a whole case it is nothing."""


type Owed = Callable[[CommitmentQuerySet, datetime], CommitmentQuerySet]


@dataclass(frozen=True)
class View:
    """One way to look at a desk: a filter that is a link.

    ``of``: whose rows these are where they are not among the desk's own; ``mine``: which of them
    are this person's by name; ``is_hidden``: shown only to who comes by a link; ``glance``: one of
    the desk's three figures; ``says_count``: its link says how many, for the first line does not;
    ``owed``: which promises stand there beside them, of those that are ``held`` there.
    """

    key: str
    label: str | Promise
    rows: Callable[[Any, datetime], Any]
    order: tuple[str, ...] = BY_DATE
    counted: bool = False
    of: Callable[[User], Any] | None = None
    is_hidden: bool = False
    glance: bool = False
    says_count: bool = False
    owed: Owed | None = None
    held: Callable[[Any, User], CommitmentQuerySet] = promised.held_in
    mine: Callable[[User], Q] | None = None

    @property
    def words_key(self) -> str:
        """Under which name the count of its rows that hold the words is kept."""
        return f"{self.key} said"

    def found(self, own: Any, user: User, at: datetime, *, most: int | None = None) -> Any:
        """Its rows, of the desk's own or from elsewhere; to be counted no further than ``most``."""
        mine = self.mine(user) if self.mine else Q()
        rows = self.rows(self.of(user) if self.of else own, at).filter(mine)
        if self.owed is None:
            return rows
        beside = promised.among(own, self.owed(self.held(own, user), at)).filter(mine)
        # A union, for an OR of two subqueries is read row by row through the whole table.
        both = [some.order_by().values("pk")[:most] for some in (rows, beside)]
        return own.filter(pk__in=both[0].union(both[1])).order_by(*rows.query.order_by)

    def in_order(self, drawn: list[Any]) -> list[Any]:
        """A page's rows by the date that each shows, where that is not their case's own: of what
        units ask the office's, of what was promised the promise's."""
        if not self.owed and self.key != ASKED:
            return drawn
        return sorted(drawn, key=lambda row: (row.due_at is None, row.due_at, row.suggestion.pk))


def _glance(
    key: str,
    label: Promise,
    rows: Callable[[Any, datetime], Any],
    owed: Owed | None = None,
    **more: Any,
) -> View:
    """One of a desk's three figures, and the rows that it counts."""
    return View(key, label, rows, BY_DATE, counted=True, glance=True, owed=owed, **more)


def _week(rows: Any, at: datetime) -> Any:
    return rows.due_between(at, week_end(at))


def _late(made: CommitmentQuerySet, at: datetime) -> CommitmentQuerySet:
    return made.late(at)


def _promised_this_week(made: CommitmentQuerySet, at: datetime) -> CommitmentQuerySet:
    return made.due_between(at, week_end(at))


IN_HAND = pgettext_lazy("figure of a desk", "in hand")
THIS_WEEK = pgettext_lazy("figure of a desk", "due this week")

MEMBER_VIEWS = (
    _glance("open", IN_HAND, lambda rows, at: rows.open()),
    _glance(WEEK, THIS_WEEK, _week, _promised_this_week, held=promised.about_these),
    _glance(
        "others",
        pgettext_lazy("figure of a desk", "wait for others"),
        lambda rows, at: rows.waiting_for_others(),
    ),
    View("closed", gettext_lazy("Closed"), lambda rows, at: rows.ended(), NEWEST),
    View(ALL, gettext_lazy("All"), lambda rows, at: rows, NEWEST),
)
OFFICE_VIEWS = (
    View(
        "waiting", gettext_lazy("Waiting for us"), lambda rows, at: rows.at_office(), BY_DATE, True
    ),
    View(
        "ours",
        gettext_lazy("Overdue with us"),
        lambda rows, at: rows.overdue_with_office(at),
        BY_DATE,
        True,
        says_count=True,
    ),
    View(
        "late",
        gettext_lazy("Overdue anywhere"),
        lambda rows, at: rows.overdue_anywhere(at),
        BY_DATE,
        True,
        owed=_late,
        says_count=True,
    ),
    View(
        ASKED,
        gettext_lazy("Asked by units"),
        lambda rows, at: rows.asked_about(),
        BY_DATE,
        True,
        says_count=True,
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
    View(ALL, gettext_lazy("All"), lambda rows, at: rows, NEWEST),
    _glance("open", IN_HAND, lambda rows, at: rows.open()),
    _glance(WEEK, THIS_WEEK, _week, _promised_this_week),
    _glance(
        "others",
        pgettext_lazy("figure of a desk", "with units, members, others"),
        lambda rows, at: rows.not_at_office(),
    ),
)


def _waiting(rows: Any, at: datetime) -> Any:
    """What waits for the unit; of what the office holds nothing is asked now."""
    return rows.held().exclude(suggestion__state=State.ON_HOLD)


def with_sign_by(works: Any, *, once_signed: bool = False) -> Any:
    """Each with `sign_by`: the date that binds its head, of the signature or of the answer; of what
    was signed meanwhile the one that bound, if that is wanted."""
    clocks = DueDate.objects.all() if once_signed else DueDate.objects.open()
    signs = clocks.filter(kind="assignment", phase="signoff", code=OuterRef("code"))
    own = signs.order_by("-started_at", "-pk").values("due_at")[:1]
    return works.annotate(sign_by=Least(Subquery(own), "due_at"))


def _owed_now(made: CommitmentQuerySet, at: datetime) -> CommitmentQuerySet:
    """What is due within the time of its first reminder waits for the unit, as the inbox says."""
    return made.owed(add_workdays(local_date(at), PROMISE_SOON, current()).due)


UNIT_VIEWS = (
    View(
        "waiting",
        gettext_lazy("Waiting for us"),
        _waiting,
        BY_DATE,
        True,
        owed=_owed_now,
    ),
    View(
        MINE,
        gettext_lazy("Waiting for me"),
        _waiting,
        BY_DATE,
        True,
        is_hidden=True,
        owed=_owed_now,
        mine=lambda user: by_name(user.pk),
    ),
    View(
        "late",
        gettext_lazy("Overdue"),
        # In the order of an index, also where they are counted.
        lambda rows, at: rows.late(at).order_by("due_at"),
        BY_DATE,
        True,
        owed=_late,
        says_count=True,
    ),
    View(
        SIGNING,
        gettext_lazy("To be signed off"),
        lambda rows, at: with_sign_by(rows.to_sign_off()),
        BY_SIGNATURE,
        True,
        says_count=True,
    ),
    View(
        INSTEAD,
        gettext_lazy("As stand-in"),
        lambda rows, at: rows,
        of=waiting_instead,
        is_hidden=True,
    ),
    View("answered", gettext_lazy("Answered"), lambda rows, at: rows.answered(), NEWEST),
    View(PROMISES, gettext_lazy("Promises"), lambda rows, at: rows.none()),
    View(ALL, gettext_lazy("All"), lambda rows, at: rows, NEWEST),
    _glance("open", IN_HAND, lambda rows, at: rows.unanswered(), lambda made, at: made),
    _glance(WEEK, THIS_WEEK, _week, _promised_this_week),
    _glance(
        "others",
        pgettext_lazy("figure of a desk", "with office or other units"),
        lambda rows, at: rows.waiting_for_others(),
    ),
)
ARBITER_VIEWS = (
    View("waiting", gettext_lazy("To be settled"), lambda rows, at: rows.disputed(), BY_DATE, True),
    View("ruled", gettext_lazy("Settled"), lambda rows, at: rows.ruled_on(), NEWEST),
)
VIEWS = {OFFICE: OFFICE_VIEWS, UNIT: UNIT_VIEWS}
"""Those of the working desks."""


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for: a filter's key, and words that are looked for."""

    show: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        """What is known of it; everything else is left aside."""
        words = one_line(query.get(WORDS, ""))[:LONGEST_WORDS].strip()
        return cls(query.get(SHOW, ""), words)

    def for_desk(self, desk: str) -> Asked:
        """The same with the filter that the desk takes it for."""
        return self.among(VIEWS[desk])

    def among(self, views: tuple[View, ...]) -> Asked:
        """The same with the filter of these that it is taken for."""
        return Asked(chosen(views, self.show).key, self.words)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        both = {SHOW: self.show, WORDS: self.words}
        return urlencode({name: value for name, value in both.items() if value})

    @property
    def names(self) -> list[str]:
        """Which filters are used, without what they say."""
        return [name for name, value in ((SHOW, self.show), (WORDS, self.words)) if value]


def chosen(views: tuple[View, ...], show: str | None) -> View:
    """The view of that key; the first one for none of them."""
    return next((view for view in views if view.key == show), views[0])


# The way from a row of a list to the code of its case.
WAYS: Mapping[Any, str] = {Suggestion: "code", Assignment: "suggestion__code", Commitment: "about"}


def narrowed(rows: Any, words: str) -> Any:
    """Those whose case holds the words, however many they are."""
    return Search(words, CASE, WAYS[rows.model]).all_of(rows) if words else rows


def first(rows: Any, most: int, *, words: str) -> list[Any]:
    """The first so many of ordered rows; of those whose case holds the words, if any are given."""
    if words:
        return Search(words, CASE, WAYS[rows.model]).first(rows, most)
    return list(rows[:most])
