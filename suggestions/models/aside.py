"""What the page of a case reads along with it: its ratings and promises, each as one column.

The page has no question to spare, and neither list is ever long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import JSONObject

from commitments.lifecycle import STATE_LABELS, Claim
from commitments.lifecycle import State as Promise
from commitments.models import Commitment
from commitments.models.held import Held
from members.models import Organ
from members.models.names import localised
from suggestions.lifecycle import RATINGS
from workdays.arithmetic import local_date

RATING = (
    "id",
    "rater_id",
    "assignment_id",
    "round",
    "attitude",
    "result",
    "comment",
    "rated_at",
)
PROMISE = (
    "code",
    "state",
    "due_on",
    "due_at",
    "claim",
    "evidence",
    "confirmed_at",
    "holder_id",
    "organ_id",
)
OFFICE = ("code", "name_zh", "name_en", "short_zh")


def backer_rows() -> ArraySubquery:
    """Who wrote and who co-signs a case or what was merged into it, also under seal: a row for each
    suggestion and each who co-signs it."""
    suggestions = apps.get_model("suggestions", "Suggestion")._base_manager
    here = suggestions.filter(Q(pk=OuterRef("pk")) | Q(merged_into=OuterRef("pk")))
    accepted = Case(When(cosigners__state="accepted", then=F("cosigners__user")))
    return ArraySubquery(here.values(row=JSONObject(author=F("author"), cosigner=accepted)))


def rating_rows() -> ArraySubquery:
    """The ratings of a case, those that are only asked for among them."""
    ratings = apps.get_model("suggestions", "Rating")._default_manager
    rows = ratings.filter(suggestion=OuterRef("pk")).order_by("id")
    columns = {name: name for name in RATING}
    unit = "assignment__department__"
    names = {"zh": f"{unit}short_zh", "en": f"{unit}name_en"}
    return ArraySubquery(rows.values(row=JSONObject(**columns, **names, rater="rater__name")))


def promise_rows() -> ArraySubquery:
    """The promises made about a case, with who holds them."""
    rows = Commitment.objects.filter(kind="suggestion", about=OuterRef("code")).order_by("id")
    columns = {name: name for name in PROMISE}
    names = {"zh": "holder__short_zh", "en": "holder__name_en"}
    office = JSONObject(**{one: f"organ__{one}" for one in OFFICE})
    return ArraySubquery(rows.values(row=JSONObject(**columns, **names, office=office)))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Word:
    """One rater's word on one answer, and whose that is, if a unit's; `rated_at` is None while it
    is asked for."""

    id: int
    rater_id: int
    rater: str
    assignment_id: int | None
    round: int
    attitude: str
    result: str
    comment: str
    rated_at: datetime | None
    unit: str = ""

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        kept = {name: row[name] for name in (*RATING, "rater")}
        unit = localised(row["zh"] or "", row["en"] or "")
        return cls(**(kept | {"rated_at": _moment(row["rated_at"]), "unit": unit}))

    @property
    def is_asked(self) -> bool:
        return self.rated_at is None

    @property
    def attitude_word(self) -> str:
        return str(RATINGS[self.attitude])

    @property
    def result_word(self) -> str:
        return str(RATINGS[self.result])


@dataclass(frozen=True)
class Promised(Held):
    """One promise as it stands. `due_at` is None once it is settled, `holder_id` where the office
    of the organ holds it."""

    code: str
    state: Promise
    due_on: date
    due_at: datetime | None
    claim: str
    evidence: str
    confirmed_at: datetime | None
    holder_id: int | None
    organ_id: str
    holder: str

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        given = {name: row[name] for name in ("code", "claim", "evidence", "holder_id", "organ_id")}
        return cls(
            **given,
            state=Promise(row["state"]),
            due_on=date.fromisoformat(row["due_on"]),
            due_at=_moment(row["due_at"]),
            confirmed_at=_moment(row["confirmed_at"]),
            holder=localised(row["zh"], row["en"])
            if row["holder_id"]
            else Organ(**row["office"]).short_office_name,
        )

    @property
    def word(self) -> str:
        return str(STATE_LABELS[self.state])

    @property
    def day_in_force(self) -> date:
        """The day that holds now: the promised one; where that was not kept, that by which a new
        one is to be named."""
        return local_date(self.due_at) if self.is_contested and self.due_at else self.due_on

    @property
    def is_reported(self) -> bool:
        return self.state is Promise.REPORTED

    @property
    def is_contested(self) -> bool:
        return self.state is Promise.NOT_KEPT

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it stands as reported because nobody said anything."""
        return self.state in (Promise.KEPT, Promise.CHANGED) and self.confirmed_at is None

    @property
    def claims_kept(self) -> bool:
        return self.claim == Claim.KEPT
