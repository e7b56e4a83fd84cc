"""What comes in and what the review makes of it, as rows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cppcc_cloud.demo.base import CASE, Written
from cppcc_cloud.demo.world import Person
from suggestions.actions.submitting import Words
from suggestions.lifecycle import (
    APPEAL,
    DECLINE,
    DIVERT,
    EXPIRE,
    MERGE,
    RESUBMIT,
    ROUTE,
    SEND_BACK,
    SUBMIT,
    TAKING_OVER,
    TRANSFER,
    WITHDRAW,
    State,
)
from suggestions.lifecycle.beside import ASK_COSIGNER
from suggestions.routing.recommend import recommend

COSIGNER = "cosigner"


@dataclass(frozen=True, slots=True)
class Letter:
    """A suggestion as it is handed in."""

    code: str
    key: uuid.UUID
    words: Words
    place: str
    organ: str
    author: Person
    wish: str
    category: str
    chosen: bool
    level_chosen: bool


class ReviewRows(Written):
    """From the submission to where it ends without a unit."""

    def submit(self, *, letter: Letter, people: Sequence[Person], at: datetime) -> None:
        """See `submitting.submit`."""
        self.case = self.sheet.add_numbered(
            "suggestions.Suggestion",
            code=letter.code,
            title=letter.words.title,
            situation=letter.words.situation,
            ask=letter.words.ask,
            place_id=letter.place,
            organ_id=letter.organ,
            organ_chosen_by_author=letter.level_chosen,
            author_id=letter.author.pk,
            author_organ_id=letter.author.organ,
            submission_key=letter.key,
            state=State.SUBMITTED.value,
            submitted_at=at,
            wish=letter.wish,
            category_id=letter.category,
            category_chosen_by_author=letter.chosen,
        )
        self.author = letter.author
        self.case["due_at"] = self.start(CASE, self.code, "review", by=self.author, at=at)
        self.line(SUBMIT, by=self.author, at=at)
        for person in people:
            row = self.sheet.add_numbered(
                "suggestions.Cosigner",
                suggestion_id=self.case["id"],
                user_id=person.pk,
                origin="invited",
                state="asked",
                asked_by_id=self.author.pk,
                asked_at=at,
            )
            self.cosigners[person.pk] = row
            self.start(COSIGNER, f"{self.code}-{row['id']}", COSIGNER, by=self.author, at=at)
        if people:
            codes = [person.code for person in people]
            self.line(ASK_COSIGNER, by=self.author, at=at, data={"people": codes})

    def route(self, *, at: datetime) -> None:
        """See `recommending.route`."""
        case = self.case
        text = f"{case['situation']}\n{case['ask']}"
        found = recommend(case["title"], text, self.world.catalogue(self.organ))
        self.proposed = {one.department: rank for rank, one in enumerate(found, start=1)}
        self.proposals = [
            self.sheet.add(
                "suggestions.Recommendation",
                suggestion_id=case["id"],
                department_id=one.department,
                rank=rank,
                score=one.score,
                because=list(one.because),
            )
            for rank, one in enumerate(found, start=1)
        ]
        case["routed_at"] = at
        self.line(ROUTE, by=None, at=at, data={"proposed": len(found)})

    def send_back(self, *, text: str, by: Person, at: datetime) -> None:
        """See `completing.send_back`."""
        self.move(SEND_BACK)
        self.line(SEND_BACK, by=by, at=at, remark=text)
        self.turn(SEND_BACK, by=by, at=at)

    def resubmit(self, *, words: Words, at: datetime) -> None:
        """See `completing.resubmit`."""
        case = self.case
        self.sheet.add(
            "suggestions.Revision",
            suggestion_id=case["id"],
            title=case["title"],
            situation=case["situation"],
            ask=case["ask"],
            place_id=case["place_id"],
            at=at,
            by_id=self.author.pk,
        )
        said = {"title": words.title, "situation": words.situation, "ask": words.ask}
        self.move(RESUBMIT, routed_at=None, **said)
        self.line(RESUBMIT, by=self.author, at=at)
        self.forget_proposals()
        self.turn(RESUBMIT, by=self.author, at=at)

    def forget_proposals(self) -> None:
        """What was proposed for another text, or in another organ, is gone."""
        kept = self.sheet.rows["suggestions.Recommendation"]
        for row in self.proposals:
            kept.remove(row)
        self.proposals, self.proposed = [], {}

    def withdraw(self, *, text: str, at: datetime) -> None:
        """See `completing.withdraw`."""
        self.move(WITHDRAW, closed_at=at, due_at=None)
        self.line(WITHDRAW, by=self.author, at=at, remark=text)
        self.stop_before(WITHDRAW, by=self.author, at=at)

    def expire(self, *, at: datetime) -> None:
        """See `completing.expire_returned`."""
        self.move(EXPIRE, closed_at=at, due_at=None)
        self.line(EXPIRE, by=None, at=at)
        self.stop_before(EXPIRE, by=None, at=at)

    def decline(self, *, ground: str, reference: str, text: str, by: Person, at: datetime) -> None:
        """See `declining.decline`."""
        self.move(DECLINE, closed_at=at, due_at=None)
        self.line(DECLINE, by=by, at=at, data={"ground": ground}, remark=text)
        self.stop_before(DECLINE, by=by, at=at)
        self.declined = self.sheet.add(
            "suggestions.Decline",
            suggestion_id=self.case["id"],
            number=1,
            ground=ground,
            reference=reference,
            at=at,
            by_id=by.pk,
            appeal_until=self.start(CASE, self.code, "appeal", by=by, at=at),
        )

    def appeal(self, *, text: str, at: datetime) -> None:
        """See `declining.appeal`."""
        due_at = self.start(CASE, self.code, "review", by=self.author, at=at)
        self.move(APPEAL, closed_at=None, due_at=due_at)
        self.line(APPEAL, by=self.author, at=at, remark=text)
        self.declined["appealed_at"] = at
        self.stop(CASE, self.code, "appeal", by=self.author, at=at)

    def end_appeal(self, *, at: datetime) -> None:
        """See `declining.end_appeals`."""
        self.stop(CASE, self.code, "appeal", by=None, at=at)

    def divert(self, *, kind: str, text: str, by: Person, at: datetime) -> None:
        """See `declining.divert`."""
        self.move(DIVERT, closed_at=at, due_at=None)
        self.line(DIVERT, by=by, at=at, data={"kind": kind}, remark=text)
        self.stop_before(DIVERT, by=by, at=at)
        self.sheet.add(
            "suggestions.Diversion", suggestion_id=self.case["id"], kind=kind, at=at, by_id=by.pk
        )

    def merge(self, *, main: ReviewRows, by: Person, at: datetime) -> None:
        """See `merging.merge`."""
        self.move(MERGE, closed_at=at, due_at=None, merged_into_id=main.case["id"])
        self.line(MERGE, by=by, at=at, data={"into": main.code})
        self.stop_before(MERGE, by=by, at=at)
        main.joined.append((self.case["author_id"], at))

    def transfer(self, *, to: str, text: str, by: Person, at: datetime) -> None:
        """See `transferring.transfer`."""
        source = self.organ
        self.move(TRANSFER, organ_id=to, routed_at=None)
        self.forget_proposals()
        data = {"from_organ": source, "to_organ": to}
        self.line(TRANSFER, by=by, at=at, data=data, remark=text, organ=source)
        self.turn(TRANSFER, by=by, at=at, phase=TAKING_OVER)
        self.passed = True
        self.sheet.add(
            "suggestions.Transfer",
            suggestion_id=self.case["id"],
            from_organ_id=source,
            to_organ_id=to,
            at=at,
            by_id=by.pk,
        )
