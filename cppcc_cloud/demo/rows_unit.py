"""What units do with a case, as rows."""

from __future__ import annotations

from datetime import date, datetime

from commitments.actions.keeping import KIND
from commitments.lifecycle import MAKE
from commitments.lifecycle import State as Promise
from cppcc_cloud.demo.base import CASE, WORK
from cppcc_cloud.demo.rows_office import OfficeRows, phase_of
from cppcc_cloud.demo.sheet import Row
from cppcc_cloud.demo.world import Person, Unit
from suggestions.actions.promising import promised_words
from suggestions.lifecycle import (
    ANSWERED,
    APPROVE_RETURN,
    ASK_EXTENSION,
    ASK_RETURN,
    ASSIGN,
    BEGIN,
    CLOCKS,
    CONTACT,
    ENTRUST,
    GIVE_OPINION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    REFUSE_RETURN,
    REPLY,
    SIGN,
    VACATE,
    Part,
    State,
    Work,
)


class UnitRows(OfficeRows):
    """From signing to the answer. `work` is the place of an assignment in the case's order."""

    def sign(self, *, work: int, by: Person, at: datetime) -> None:
        """See `handling.sign`."""
        row = self.works[work]
        first = self.case["state"] == State.ASSIGNED and row["part"] != Part.CO
        self.shift(row, SIGN, signed_by_id=by.pk, signed_at=at)
        self.work_line(SIGN, row, by=by, at=at, data={"first": int(first)})
        self.stop(WORK, row["code"], "sign", by=by, at=at)
        self.follow(by=by, at=at)

    def follow(self, *, by: Person, at: datetime) -> None:
        """See `progress.follow`, for cases that are not on hold."""
        works = self.answering()
        waiting = [one for one in works if one["state"] != Work.DELIVERED]
        if not waiting:
            self.move(ANSWERED)
            phase = CLOCKS[State.REPLIED]
            self.case["due_at"] = self.start(CASE, self.code, phase, by=by, at=at)
            self.ask(at=at)
            return
        begun = any(one["state"] != Work.PENDING_SIGN for one in works)
        if begun and self.case["state"] == State.ASSIGNED:
            self.move(BEGIN)
        elif not begun and self.case["state"] == State.IN_HANDLING:
            self.move(VACATE, unit_id=None)
            self.move(ASSIGN, unit_id=works[0]["department_id"])
        self.show()

    def entrust(self, *, work: int, officer: Person, by: Person, at: datetime) -> None:
        """See `handling.entrust`."""
        row = self.works[work]
        self.shift(row, ENTRUST, officer_id=officer.pk)
        self.work_line(ENTRUST, row, by=by, at=at, data={"officer": officer.code})

    def contact(self, *, work: int, how: str, text: str, by: Person, at: datetime) -> None:
        """See `handling.contact`."""
        row = self.works[work]
        self.shift(row, CONTACT)
        self.work_line(CONTACT, row, by=by, at=at, data={"contact": how})
        self.sheet.add(
            "suggestions.Contact",
            assignment_id=row["id"],
            kind=how,
            held_on=at.date(),
            note=text,
            recorded_by_id=by.pk,
            recorded_at=at,
        )

    def ask_return(self, *, work: int, proposed: Unit, text: str, by: Person, at: datetime) -> None:
        """See `returning.ask`."""
        row = self.works[work]
        if row["state"] == Work.PENDING_SIGN:
            self.sign(work=work, by=by, at=at)
        self.shift(row, ASK_RETURN)
        self.work_line(ASK_RETURN, row, by=by, at=at, data={"proposed": proposed.code})
        self._start(row, "return_decision", by=by, at=at)
        self.wish = self.sheet.add(
            "suggestions.ReturnRequest",
            assignment_id=row["id"],
            reason=text,
            proposed_id=proposed.pk,
            asked_by_id=by.pk,
            asked_at=at,
        )

    def approve_return(self, *, work: int, successor: Unit, by: Person, at: datetime) -> None:
        """See `returning.approve`, with another unit in the same act."""
        row = self.works[work]
        self.wish.update(decision="approved", decided_by_id=by.pk, decided_at=at)
        self.shift(row, APPROVE_RETURN)
        self.work_line(APPROVE_RETURN, row, by=by, at=at, data={"successor": successor.code})
        for phase in ("sign", "return_decision", "extension_decision"):
            self.stop(WORK, row["code"], phase, by=by, at=at)
        part, urgency = Part(row["part"]), row["urgency"]
        self.hand_over(successor, part, urgency=urgency, by=by, at=at, replaces=row)
        self.follow(by=by, at=at)

    def refuse_return(self, *, work: int, text: str, by: Person, at: datetime) -> None:
        """See `returning.refuse`."""
        row = self.works[work]
        until = self.terms.of(self.organ, "return_window", at).due_at
        self.wish.update(decision="refused", decided_by_id=by.pk, decided_at=at)
        self.wish.update(decision_note=text, dispute_until=until)
        self.shift(row, REFUSE_RETURN)
        self.work_line(REFUSE_RETURN, row, by=by, at=at, data={"until": until.isoformat()})
        self.stop(WORK, row["code"], "return_decision", by=by, at=at)

    def ask_extension(
        self, *, work: int, wanted: datetime, text: str, by: Person, at: datetime
    ) -> None:
        """See `extending.ask`."""
        row = self.works[work]
        self.shift(row, ASK_EXTENSION)
        data = {"wanted": wanted.isoformat()}
        self.work_line(ASK_EXTENSION, row, by=by, at=at, data=data)
        self._start(row, "extension_decision", by=by, at=at)
        self.asked = self.sheet.add(
            "suggestions.ExtensionRequest",
            assignment_id=row["id"],
            reason=text,
            first_due=row["due_at"],
            wanted=wanted,
            asked_by_id=by.pk,
            asked_at=at,
        )

    def grant_extension(
        self, *, work: int, until: datetime, text: str, by: Person, at: datetime
    ) -> None:
        """See `extending.grant`."""
        row = self.works[work]
        self.asked.update(decision="granted", granted=until, decision_note=text)
        self.asked.update(decided_by_id=by.pk, decided_at=at)
        self.shift(row, GRANT_EXTENSION, due_at=until)
        self.work_line(GRANT_EXTENSION, row, by=by, at=at, data={"due": until.isoformat()})
        due = self.running[WORK, row["code"], phase_of(row)]
        self.move_due(due, "extended", until, by=by, at=at)
        self.stop(WORK, row["code"], "extension_decision", by=by, at=at)
        self.show()

    def refuse_extension(self, *, work: int, text: str, by: Person, at: datetime) -> None:
        """See `extending.refuse`."""
        row = self.works[work]
        self.asked.update(decision="refused", decision_note=text)
        self.asked.update(decided_by_id=by.pk, decided_at=at)
        self.shift(row, REFUSE_EXTENSION)
        self.work_line(REFUSE_EXTENSION, row, by=by, at=at)
        self.stop(WORK, row["code"], "extension_decision", by=by, at=at)

    def opinion(self, *, work: int, text: str, by: Person, at: datetime) -> None:
        """See `opinions.give`."""
        row = self.works[work]
        self.shift(row, GIVE_OPINION, delivered_at=at)
        self.work_line(GIVE_OPINION, row, by=by, at=at, data={"round": row["round"]})
        self.stop_all(row, by=by, at=at)
        self.sheet.add(
            "suggestions.Reply",
            assignment_id=row["id"],
            kind="opinion",
            round=row["round"],
            author_id=by.pk,
            text=text,
            replied_at=at,
        )

    def reply(
        self,
        *,
        work: int,
        text: str,
        mark: str,
        by: Person,
        at: datetime,
        promised_on: date | None = None,
        reason: str = "",
    ) -> None:
        """See `handling.reply`."""
        row = self.works[work]
        held = (Work.PENDING_SIGN, Work.IN_PROGRESS)
        left = sum(one is not row and one["state"] in held for one in self.answering())
        self.shift(row, REPLY, delivered_at=at)
        data = {"class": mark, "round": row["round"], "left": left}
        self.work_line(REPLY, row, by=by, at=at, data=data)
        self.stop_all(row, by=by, at=at)
        reply = self.sheet.add(
            "suggestions.Reply",
            assignment_id=row["id"],
            kind="answer",
            round=row["round"],
            author_id=by.pk,
            text=text,
            outcome_class=mark,
            promised_on=promised_on,
            reason=reason,
            replied_at=at,
        )
        self.answers.append(reply)
        if promised_on:
            self.promise(row, reply, due_on=promised_on, by=by, at=at)
        self.follow(by=by, at=at)

    def promise(self, work: Row, reply: Row, *, due_on: date, by: Person, at: datetime) -> None:
        """See `keeping.make`."""
        code = f"{work['code']}-p{work['round']}"
        row = self.sheet.add_numbered(
            "commitments.Commitment",
            code=code,
            kind=CASE,
            about=self.code,
            organ_id=self.organ,
            holder_id=work["department_id"],
            words=promised_words(reply["text"]),
            state=Promise.OPEN.value,
            due_on=due_on,
            due_at=self.start_on(KIND, code, "promise", due_on=due_on, by=by, at=at),
            made_by_id=by.pk,
            made_at=at,
            claim="",
        )
        self.promises.append(row)
        self.give_date(row, by=by, at=at)
        self.promise_line(MAKE.name, row, by=by, at=at)

    def give_date(self, row: Row, *, by: Person, at: datetime) -> None:
        """One date that was promised."""
        self.sheet.add(
            "commitments.GivenDate",
            commitment_id=row["id"],
            due_on=row["due_on"],
            given_by_id=by.pk,
            given_at=at,
        )

    def promise_line(
        self, step: str, row: Row, *, by: Person | None, at: datetime, remark: str = ""
    ) -> None:
        """A line about a promise, in the history of the case."""
        data = {
            "promise": row["code"],
            "unit": self.units[row["holder_id"]].code,
            "due_on": row["due_on"].isoformat(),
            "claim": row["claim"],
        }
        self.line(step, by=by, at=at, data=data, remark=remark)

    def _start(self, work: Row, phase: str, *, by: Person, at: datetime) -> None:
        self.start(WORK, work["code"], phase, by=by, at=at, urgency=work["urgency"])
