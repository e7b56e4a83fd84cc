"""A whole case as rows: what comes after the answer, and what people say beside it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from commitments import lifecycle as promises
from commitments.actions.keeping import KIND
from commitments.models.held import held_to
from cppcc_cloud.demo.base import CASE, WORK
from cppcc_cloud.demo.rows_review import COSIGNER
from cppcc_cloud.demo.rows_unit import UnitRows
from cppcc_cloud.demo.sheet import Row
from cppcc_cloud.demo.world import Person
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import (
    AGAIN,
    CLOSE,
    COSIGN,
    DECLINE_COSIGN,
    FINISH,
    FOLLOW,
    JOIN,
    LAPSE,
    LAPSE_COSIGN,
    MOST_REDOS,
    PUBLISH,
    RATE,
    REDO,
    SETTLE,
    SUPERVISE,
    State,
    Step,
    Work,
)
from suggestions.lifecycle import step as step_called


class Case(UnitRows):
    """Every step of a case. `publish` and all before it write as the actions do."""

    def rate(self, *, rater: Person, attitude: str, result: str, text: str, at: datetime) -> None:
        """See `rating.rate`."""
        self.move(RATE)
        self.line(RATE, by=rater, at=at)
        said = {"attitude": attitude, "result": result, "comment": text, "rated_at": at}
        for row in self.ratings:
            if row["rater_id"] == rater.pk and row["rated_at"] is None:
                row.update(said)
        if all(row["rated_at"] for row in self.ratings):
            self.settle(CLOSE, at=at)

    def lapse(self, *, at: datetime) -> None:
        """See `rating.close_windows`."""
        for row in self.ratings:
            if row["rated_at"] is None:
                row.update(attitude="not_rated", result="not_rated", rated_at=at)
        self.settle(LAPSE, at=at)

    def settle(self, closing: Step, *, at: datetime) -> None:
        """See `rating.settle`."""
        first = self.first_promise()
        works = [work for work in self.works if work["state"] in FINISH.sources]
        data: dict[str, Any] = {"finished": [work["code"] for work in works]}
        if first is None:
            self.move(closing, closed_at=at, due_at=None)
            self.line(closing, by=None, at=at, data=data)
        else:
            data["from_unit"] = self.units[self.case["unit_id"]].code
            self.move(FOLLOW, unit_id=first["holder_id"], due_at=self._held_to(first))
            data["unit"] = self.units[first["holder_id"]].code
            self.line(FOLLOW, by=None, at=at, data=data)
        for work in works:
            self.shift(work, FINISH)
        self.stop(CASE, self.code, "rate", by=None, at=at)

    def first_promise(self) -> Row | None:
        """Of the promises that wait the first due."""
        waiting = [row for row in self.promises if row["state"] in promises.UNSETTLED]
        return min(waiting, key=self._held_to, default=None)

    @staticmethod
    def _held_to(row: Row) -> datetime:
        """See `Commitment.held_to`, of one that waits."""
        return held_to(row["state"], row["due_on"], row["due_at"]) or row["due_at"]

    def redo(self, *, text: str, at: datetime) -> None:
        """See `redoing.redo`, of every unit that has answered."""
        works = [one for one in self.works if one["state"] == Work.DELIVERED]
        number = max(one["round"] + 1 for one in works)
        data = {"units": [self.unit_of(one).code for one in works], "round": number}
        self.move(REDO)
        self.line(REDO, by=self.author, at=at, data=data, remark=text)
        self.stop(CASE, self.code, "rate", by=self.author, at=at)
        for work in works:
            self._again(work, at=at)
        self.show()
        if number == MOST_REDOS and not self.case.get("supervised_at"):
            self.case["supervised_at"] = at
            self.line(SUPERVISE, by=None, at=at, data=data)

    def _again(self, work: Row, *, at: datetime) -> None:
        asked = self.sheet.rows["suggestions.Rating"]
        for row in [row for row in self.ratings if row["rated_at"] is None]:
            if row["assignment_id"] == work["id"]:
                asked.remove(row)
                self.ratings.remove(row)
        for row in self.promises:
            if row["code"] == f"{work['code']}-p{work['round']}" and row["due_at"]:
                self._settled(row, promises.REPLACE, by=self.author, at=at)
                self.promise_line(promises.REPLACE.name, row, by=None, at=at)
        urgency, number = work["urgency"], work["round"] + 1
        due_at = self.start(WORK, work["code"], "redo", by=self.author, at=at, urgency=urgency)
        self.shift(work, AGAIN, round=number, delivered_at=None, due_at=due_at)

    def report(self, *, text: str, claim: str, by: Person, at: datetime) -> None:
        """See `keeping.report`, of the promise that is due first."""
        row = self._promise(promises.REPORT)
        said = {"claim": claim, "evidence": text, "reported_by_id": by.pk, "reported_at": at}
        before = promises.CLOCKS[promises.State(row["state"])]
        row.update(said, state=promises.State.REPORTED.value)
        self.stop(KIND, row["code"], before, by=by, at=at)
        row["due_at"] = self.start(KIND, row["code"], "rate", by=by, at=at)
        self.promise_line(promises.REPORT.name, row, by=by, at=at, remark=text)
        self.follow_promise(at=at)

    def confirm(self, *, by: Person, at: datetime) -> None:
        """See `keeping.confirm`."""
        row = self._promise(promises.CONFIRM)
        step = promises.CONFIRM if row["claim"] == "kept" else promises.CHANGE
        row.update(confirmed_by_id=by.pk, confirmed_at=at)
        self._settled(row, step, by=by, at=at)
        self.promise_line(step.name, row, by=by, at=at)
        self.follow_promise(at=at)

    def stand(self, *, at: datetime) -> None:
        """See `keeping.let_stand`."""
        row = self._promise(promises.CONFIRM)
        kept = row["claim"] == "kept"
        step = promises.STAND_KEPT if kept else promises.STAND_CHANGED
        self._settled(row, step, by=None, at=at)
        self.promise_line(step.name, row, by=None, at=at)
        self.follow_promise(at=at)

    def contest(self, *, text: str, by: Person, at: datetime) -> None:
        """See `keeping.contest`."""
        row = self._promise(promises.CONTEST)
        row["state"] = promises.State.NOT_KEPT.value
        self.stop(KIND, row["code"], "rate", by=by, at=at)
        row["due_at"] = self.start(KIND, row["code"], "redo", by=by, at=at)
        self.promise_line(promises.CONTEST.name, row, by=by, at=at, remark=text)
        self.follow_promise(at=at)

    def renew(self, *, due_on: date, text: str, by: Person, at: datetime) -> None:
        """See `keeping.renew`."""
        row = self._promise(promises.RENEW)
        before = promises.CLOCKS[promises.State(row["state"])]
        self.stop(KIND, row["code"], before, by=by, at=at)
        due_at = self.start_on(KIND, row["code"], "promise", due_on=due_on, by=by, at=at)
        row.update(state=promises.State.OPEN.value, due_on=due_on, due_at=due_at)
        self.give_date(row, by=by, at=at)
        self.promise_line(promises.RENEW.name, row, by=by, at=at, remark=text)
        self.follow_promise(at=at)

    def _promise(self, step: promises.Step) -> Row:
        """The promise of which a step tells."""
        waiting = [row for row in self.promises if step.starts_from(row["state"])]
        return min(waiting, key=lambda row: row["due_at"])

    def _settled(self, row: Row, step: promises.Step, *, by: Person | None, at: datetime) -> None:
        before = promises.CLOCKS[promises.State(row["state"])]
        row.update(state=step.target.value, settled_at=at, due_at=None)
        self.stop(KIND, row["code"], before, by=by, at=at)

    def follow_promise(self, *, at: datetime) -> None:
        """See `promising.follow`."""
        if self.case["state"] != State.FOLLOWUP:
            return
        first = self.first_promise()
        if first is None:
            self.move(SETTLE, closed_at=at, due_at=None)
            self.line(SETTLE, by=None, at=at)
        else:
            self.case.update(unit_id=first["holder_id"], due_at=self._held_to(first))

    def cosign(self, *, person: Person, accepts: bool, at: datetime) -> None:
        """See `cosigning.answer`."""
        row = self.cosigners[person.pk]
        row.update(state="accepted" if accepts else "declined", answered_at=at)
        self.stop(COSIGNER, f"{self.code}-{row['id']}", COSIGNER, by=person, at=at)
        if accepts:
            self.stood_by.append((person.pk, at))
        self.line(COSIGN if accepts else DECLINE_COSIGN, by=person, at=at)

    def lapse_cosign(self, *, person: Person, at: datetime) -> None:
        """See `cosigning.close_unanswered`."""
        row = self.cosigners[person.pk]
        row["state"] = "lapsed"
        self.stop(COSIGNER, f"{self.code}-{row['id']}", COSIGNER, by=None, at=at)
        self.line(LAPSE_COSIGN, by=None, at=at, data={"person": person.code})

    def join(self, *, person: Person, at: datetime) -> None:
        """See `cosigning.join`."""
        row = self.sheet.add_numbered(
            "suggestions.Cosigner",
            suggestion_id=self.case["id"],
            user_id=person.pk,
            origin="joined",
            state="accepted",
            asked_at=at,
            answered_at=at,
        )
        self.cosigners[person.pk] = row
        self.stood_by.append((person.pk, at))
        self.line(JOIN, by=person, at=at)

    def say(
        self, *, step: str, text: str, by: Person, at: datetime, work: int | None = None
    ) -> None:
        """See `talking.say`."""
        said, data = step_called(step), {"key": self.key()}
        if work is None:
            self.move(said)
            self.line(said, by=by, at=at, data=data, remark=text)
        else:
            self.shift(self.works[work], said)
            self.work_line(said, self.works[work], by=by, at=at, data=data, remark=text)

    def publish(
        self, *, words: PublicWords, answers: dict[int, str], by: Person, at: datetime
    ) -> None:
        """See `publishing.publish`; `answers` is what each unit says, where several do."""
        self.sheet.add(
            "suggestions.Publication",
            suggestion_id=self.case["id"],
            state="published",
            title=words.title,
            text=words.text,
            answer=words.answer,
            answers=[[self.works[work]["code"], text] for work, text in answers.items()],
            author_line=words.author_line,
            decided_by_id=by.pk,
            published_at=at,
        )
        self.line(PUBLISH, by=by, at=at)
