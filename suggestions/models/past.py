"""What became of a suggestion besides the straight way, read along with it in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from files.models import Attachment, listed
from files.models import read as read_files
from members.models import Organ
from members.policies import below

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.models import User


@dataclass(frozen=True)
class Earlier:
    """A text that its author replaced, and when."""

    title: str
    situation: str
    ask: str
    at: datetime


@dataclass(frozen=True)
class Refusal:
    """A decision to decline; ``by`` is the name of whoever decided."""

    number: int
    ground: str
    reference: str
    at: datetime
    by: str
    appeal_until: datetime | None
    appealed_at: datetime | None

    def can_be_appealed(self, at: datetime) -> bool:
        """Once, and until the last day."""
        return (
            self.appeal_until is not None and self.appealed_at is None and at <= self.appeal_until
        )


@dataclass(frozen=True)
class Passing:
    """One transfer from organ to organ. The two hold code and names alone."""

    from_organ: Organ
    to_organ: Organ
    at: datetime
    bounced_at: datetime | None


@dataclass(frozen=True)
class Outside:
    """One time with another channel, with the answer where one came back from there."""

    pk: int
    channel: str
    number: str
    at: datetime
    ended_at: datetime | None
    text: str = ""
    outcome_class: str = ""
    promised_on: date | None = None
    reason: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True)
class Joined:
    """A suggestion that was merged into this one."""

    code: str
    at: datetime


@dataclass(frozen=True)
class OnPaper:
    """What the office entered for a unit: which act of which assignment, and the scan of it."""

    code: str
    work: str
    step: str
    dated_on: date
    at: datetime
    files: tuple[Attachment, ...]


@dataclass(frozen=True)
class Corrected:
    """What stood there before a correction: of the case itself, or of one reply."""

    reply_id: int | None
    title: str
    place_zh: str
    place_en: str
    category_zh: str | None
    category_en: str | None
    text: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Drafted:
    """An answer on its way: for its unit and the office until it is delivered.

    ``files`` is its stamped letter, ``enclosed`` what its unit attached; delivered it has none.
    """

    code: str
    work: str
    text: str
    outcome_class: str
    promised_on: date | None
    reason: str
    at: datetime
    signed_at: datetime | None
    signer: str
    handed_at: datetime | None
    returned_at: datetime | None
    taken_back: bool
    delivered_at: datetime | None
    round: int
    paper: str | None
    enterer: int | None
    missing: tuple[str, ...]
    files: tuple[Attachment, ...]
    enclosed: tuple[Attachment, ...]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a word."""
        return self.delivered_at is None and self.returned_at is None


@dataclass(frozen=True)
class Past:
    """Everything of it, the oldest first."""

    revisions: tuple[Earlier, ...] = ()
    declines: tuple[Refusal, ...] = ()
    transfers: tuple[Passing, ...] = ()
    hand_offs: tuple[Outside, ...] = ()
    joined: tuple[Joined, ...] = ()
    papers: tuple[OnPaper, ...] = ()
    drafts: tuple[Drafted, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    diverted: str = ""

    @property
    def last_decline(self) -> Refusal | None:
        return self.declines[-1] if self.declines else None

    @property
    def appealed(self) -> Refusal | None:
        """The decision that its author has asked to look at again."""
        return next((one for one in self.declines if one.appealed_at), None)

    @property
    def outside(self) -> Outside | None:
        """Where it is, or was last, outside the platform."""
        return self.hand_offs[-1] if self.hand_offs else None

    @property
    def is_answer_on_its_way(self) -> bool:
        """Whether an answer waits for the word of co-handlers, head or office."""
        return any(one.is_open for one in self.drafts)

    def missing(self) -> set[str]:
        """The codes of the assignments whose unit is to agree to the lead's text."""
        return {code for one in self.drafts if one.is_open for code in one.missing}

    def paper(self, code: str) -> OnPaper | None:
        """The paper with that code, if the case has one."""
        return next((one for one in self.papers if one.code == code), None)

    def paper_of(self, work: str, step: str, at: datetime) -> OnPaper | None:
        """The paper from which the office entered this act of an assignment, if it did.

        A talk comes on a paper of its own or on that of the answer; an answer that was looked over
        first is read later than it was entered.
        """
        drafts = (one for one in self.drafts if (one.work, one.delivered_at) == (work, at))
        if step == "reply" and (draft := next(drafts, None)):
            return self.paper(draft.paper or "")
        same = (one for one in self.papers if (one.work, one.at) == (work, at))
        return next((one for one in same if one.step == step or step == "contact"), None)

    def organs(self) -> set[str]:
        """The codes of all organs through whose hands it went by transfers."""
        return {organ.code for one in self.transfers for organ in (one.from_organ, one.to_organ)}

    def can_bounce(self, organ: str) -> bool:
        """Whether the organ in charge may give it back: it came to it last, undecided, and nobody
        has given this case back before."""
        last = self.transfers[-1] if self.transfers else None
        if last is None or any(one.bounced_at for one in self.transfers):
            return False
        moments = [one.at for one in self.declines] + [one.at for one in self.revisions]
        return last.to_organ.code == organ and not any(at >= last.at for at in moments)


def _organ(path: str) -> JSONObject:
    return JSONObject(
        **{
            name: F(f"{path}__{name}")
            for name in ("code", "level", "name_zh", "name_en", "short_zh")
        }
    )


def _rows(model: str, fields: dict[str, Any], link: str = "suggestion") -> ArraySubquery:
    rows = _of_it(model, link).order_by("pk")
    return ArraySubquery(rows.values(row=JSONObject(**fields)))


def _of_it(model: str, link: str = "suggestion") -> QuerySet[Any]:
    return apps.get_model("suggestions", model)._default_manager.filter(**{link: OuterRef("pk")})


def _missing() -> ArraySubquery:
    """The codes of the assignments whose unit has not said yet whether it agrees to a draft."""
    rows = apps.get_model("suggestions", "Agreement")._default_manager
    waiting = rows.filter(draft=OuterRef("pk"), word="").order_by("pk")
    return ArraySubquery(waiting.values("assignment__code"))


def _plain(*names: str, **others: str) -> dict[str, Any]:
    return {name: F(name) for name in names} | {name: F(path) for name, path in others.items()}


def as_rows() -> JSONObject:
    """The annotation that `read` understands."""
    reply = ("text", "outcome_class", "promised_on", "reason", "replied_at")
    return JSONObject(
        revisions=_rows("Revision", _plain("title", "situation", "ask", "at")),
        declines=_rows(
            "Decline",
            _plain("number", "ground", "reference", "at", "appeal_until", "appealed_at")
            | {"by": F("by__name")},
        ),
        transfers=_rows(
            "Transfer",
            _plain("at", "bounced_at")
            | {"from_organ": _organ("from_organ"), "to_organ": _organ("to_organ")},
        ),
        hand_offs=_rows(
            "HandOff",
            _plain("pk", "channel", "number", "at", "ended_at")
            | {name: F(f"reply__{name}") for name in reply},
        ),
        joined=_rows("Suggestion", _plain("code", at="closed_at"), link="merged_into"),
        papers=_rows(
            "Paper",
            _plain("code", "step", "dated_on", at="entered_at", work="assignment__code")
            | {"files": listed("paper", OuterRef("code"))},
            link="assignment__suggestion",
        ),
        drafts=_rows(
            "DraftAnswer",
            _plain("code", "text", "outcome_class", "promised_on", "reason", "returned_at", "round")
            | _plain("taken_back")
            | _plain(at="drafted_at", work="assignment__code", signer="signed_off_by__name")
            | _plain(signed_at="signed_off_at", handed_at="handed_in_at", paper="paper__code")
            | _plain(enterer="paper__entered_by")
            | {"delivered_at": F("delivered_at"), "files": listed("answer", OuterRef("code"))}
            | {"enclosed": listed("draft", OuterRef("code"))}
            | {"missing": _missing()},
            link="assignment__suggestion",
        ),
        corrections=_rows(
            "Correction",
            _plain("reply_id", "title", "text", "why", "at")
            | _plain(place_zh="place__name_zh", place_en="place__name_en")
            | _plain(category_zh="category__name_zh", category_en="category__name_en"),
        ),
        diverted=Subquery(_of_it("Diversion").values("kind")[:1]),
    )


def read(rows: dict[str, Any]) -> Past:
    """The annotation as values; moments come out of JSON as text."""
    return Past(
        revisions=tuple(Earlier(**_moments(one)) for one in rows["revisions"]),
        declines=tuple(Refusal(**_moments(one)) for one in rows["declines"]),
        transfers=tuple(
            Passing(
                from_organ=Organ(**one.pop("from_organ")),
                to_organ=Organ(**one.pop("to_organ")),
                **_moments(one),
            )
            for one in rows["transfers"]
        ),
        hand_offs=tuple(Outside(**_moments(one)) for one in rows["hand_offs"]),
        joined=tuple(Joined(**_moments(one)) for one in rows["joined"]),
        papers=tuple(
            OnPaper(files=tuple(read_files(one.pop("files"))), **_moments(one))
            for one in rows["papers"]
        ),
        drafts=tuple(
            Drafted(
                files=tuple(read_files(one.pop("files"))),
                enclosed=tuple(read_files(one.pop("enclosed"))),
                missing=tuple(one.pop("missing")),
                **_moments(one),
            )
            for one in rows["drafts"]
        ),
        corrections=tuple(Corrected(**_moments(one)) for one in rows["corrections"]),
        diverted=rows["diverted"] or "",
    )


def _moments(row: dict[str, Any]) -> dict[str, Any]:
    found = dict(row)
    for name, value in row.items():
        if value is not None and (name == "at" or name.endswith(("_at", "_until"))):
            found[name] = datetime.fromisoformat(value)
        elif value is not None and name.endswith("_on"):
            found[name] = date.fromisoformat(value)
        elif value is None and name in ("text", "outcome_class", "reason"):
            found[name] = ""
    return found


def joined_by(user: User) -> Exists:
    """The condition that a suggestion of this person was merged into it."""
    return Exists(_suggestions().filter(merged_into=OuterRef("pk"), author=user))


def went_through(organs: tuple[str, ...]) -> Exists:
    """The condition that it was transferred from or to one of these organs or one below."""
    passed = apps.get_model("suggestions", "Transfer")._default_manager
    theirs = below(organs, "from_organ__code") | below(organs, "to_organ__code")
    return Exists(passed.filter(theirs, suggestion=OuterRef("pk")))


def same_matter(path: str = "suggestion") -> Q:
    """The condition that `path` is this suggestion or the main one that it was merged into."""
    return Q(**{path: OuterRef("pk")}) | Q(**{path: OuterRef("merged_into")})


def _suggestions() -> QuerySet[Any]:
    return apps.get_model("suggestions", "Suggestion")._base_manager.all()
