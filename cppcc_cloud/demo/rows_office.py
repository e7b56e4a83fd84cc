"""What the office does with a case that it has accepted, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from cppcc_cloud.demo.base import CASE, WORK
from cppcc_cloud.demo.rows_review import ReviewRows
from cppcc_cloud.demo.sheet import Row
from cppcc_cloud.demo.world import Person, Unit
from deadlines.explain import change
from suggestions.clocks import expected
from suggestions.lifecycle import (
    ACCEPT,
    ASSIGN,
    CHECK,
    CLOCKS,
    HAND_OFF,
    HAND_OVER,
    HOLD,
    HOLD_ENDS,
    RESUME,
    RUNNING,
    UNIT_PHASES,
    WRITE_BACK,
    Part,
    State,
    Work,
)
from suggestions.lifecycle.beside import TELL_SENDER
from workdays.arithmetic import SHANGHAI, add_workdays, local_date, workdays_between

WITH_UNITS = tuple(state for state, phase in CLOCKS.items() if phase in UNIT_PHASES)


class OfficeRows(ReviewRows):
    """From the assignment on; what it holds, and what other channels answer."""

    def accept(self, *, by: Person, at: datetime) -> None:
        """See `reviewing.accept`."""
        self.move(ACCEPT)
        self.line(ACCEPT, by=by, at=at)
        self.stop_before(ACCEPT, by=by, at=at)
        self.case["due_at"] = self.start(CASE, self.code, "assign", by=by, at=at)

    def assign(
        self, *, charges: Sequence[tuple[Unit, Part]], urgency: str, by: Person, at: datetime
    ) -> None:
        """See `reviewing.assign`."""
        first = charges[0][0]
        data = {
            "unit": first.code,
            "assignment": f"{self.code}-{len(self.works) + 1}",
            "proposed_rank": self.proposed.get(first.pk),
            "units": {unit.code: part.value for unit, part in charges},
        }
        self.move(ASSIGN, unit_id=first.pk)
        self.line(ASSIGN, by=by, at=at, data=data)
        self.stop(CASE, self.code, "assign", by=by, at=at)
        for unit, part in charges:
            self.hand_over(unit, part, urgency=urgency, by=by, at=at)
        self.show()

    def hand_over(
        self,
        unit: Unit,
        part: Part,
        *,
        urgency: str,
        by: Person,
        at: datetime,
        replaces: Row | None = None,
    ) -> None:
        """See `handing.hand_over`."""
        self.units[unit.pk] = unit
        work = self.sheet.add_numbered(
            "suggestions.Assignment",
            code=f"{self.code}-{len(self.works) + 1}",
            suggestion_id=self.case["id"],
            department_id=unit.pk,
            part=part.value,
            state=Work.PENDING_SIGN.value,
            round=0,
            urgency=urgency,
            proposed_rank=self.proposed.get(unit.pk),
            assigned_by_id=by.pk,
            assigned_at=at,
            return_until=self.terms.of(self.organ, "return_window", at).due_at,
            replaces_id=replaces["id"] if replaces else None,
            delivered_at=None,
        )
        self.works.append(work)
        self.start(WORK, work["code"], "sign", by=by, at=at, urgency=urgency)
        if replaces:
            due_at = self.carry(replaces, work, by=by, at=at)
        else:
            phase = phase_of(work)
            due_at = self.start(WORK, work["code"], phase, by=by, at=at, urgency=urgency)
        work["due_at"] = due_at
        data = {"part": part.value, "due": due_at.isoformat()}
        self.work_line(HAND_OVER, work, by=by, at=at, data=data)

    def carry(self, old: Row, new: Row, *, by: Person, at: datetime) -> datetime:
        """See `moves.carry`."""
        phase = phase_of(old)
        due = self.running[WORK, old["code"], phase]
        self.stop(WORK, old["code"], phase, by=by, at=at)
        line = change("carried", due["due_at"], due["due_at"], by=by.code, at=at, code=old["code"])
        taken = dict(due) | {"code": new["code"], "changes": [*due["changes"], line]}
        taken |= {
            "stopped_at": None,
            "stopped_by": "",
            "id": self.sheet.number("deadlines.DueDate"),
        }
        self.running[WORK, new["code"], phase] = self.sheet.add("deadlines.DueDate", **taken)
        moment: datetime = due["due_at"]
        return moment

    def answering(self) -> list[Row]:
        """The assignments in force whose unit answers, the first due first."""
        over = (Work.CANCELLED, Work.WAIVED, Work.DONE)
        found = [one for one in self.works if one["part"] != Part.CO and one["state"] not in over]
        return sorted(found, key=lambda one: one["due_at"])

    def show(self) -> None:
        """See `progress.show`."""
        waiting = [one for one in self.answering() if one["state"] != Work.DELIVERED]
        if not waiting or self.case["state"] not in (*WITH_UNITS, State.ON_HOLD):
            return
        self.case["unit_id"] = waiting[0]["department_id"]
        if self.case["state"] != State.ON_HOLD:
            self.case["due_at"] = waiting[0]["due_at"]

    def hand_off(self, *, channel: str, number: str, text: str, by: Person, at: datetime) -> None:
        """See `channels.hand_off`."""
        self.move(HAND_OFF)
        self.line(HAND_OFF, by=by, at=at, data={"channel": channel}, remark=text)
        self.turn(HAND_OFF, by=by, at=at)
        self.outside = self.sheet.add_numbered(
            "suggestions.HandOff",
            suggestion_id=self.case["id"],
            channel=channel,
            number=number,
            at=at,
            by_id=by.pk,
        )

    def check(self, *, text: str, by: Person, at: datetime) -> None:
        """See `channels.check`."""
        self.move(CHECK)
        self.line(CHECK, by=by, at=at, remark=text)
        self.turn(CHECK, by=by, at=at)

    def write_back(self, *, text: str, by: Person, at: datetime) -> None:
        """See `channels.write_back`."""
        self.move(WRITE_BACK)
        self.line(WRITE_BACK, by=by, at=at, data={"class": "A"})
        self.turn(WRITE_BACK, by=by, at=at)
        self.ask(at=at)
        self.outside["ended_at"] = at
        reply = self.sheet.add(
            "suggestions.Reply",
            hand_off_id=self.outside["id"],
            kind="answer",
            author_id=by.pk,
            text=text,
            outcome_class="A",
            replied_at=at,
        )
        self.answers.append(reply)

    def ask(self, *, at: datetime) -> None:
        """See `asking.ask` and `asking.tell_senders`."""
        works = [one for one in self.works if one["state"] == Work.DELIVERED]
        answers = [(one["id"], one["round"]) for one in works if one["part"] != Part.CO]
        joined = [one for one, since in self.joined if since <= at]
        stood_by = [one for one, since in self.stood_by if since < at]
        there = {(row["rater_id"], row["assignment_id"], row["round"]) for row in self.ratings}
        for rater in dict.fromkeys([self.case["author_id"], *joined, *stood_by]):
            for answer, number in answers or [(None, 0)]:
                if (rater, answer, number) not in there:
                    self.ratings.append(self._asked(rater, answer, number))
        if self.passed and not self.told:
            self.told = True
            self.line(TELL_SENDER, by=None, at=at)

    def _asked(self, rater: int, answer: int | None, number: int) -> Row:
        return self.sheet.add(
            "suggestions.Rating",
            suggestion_id=self.case["id"],
            rater_id=rater,
            assignment_id=answer,
            round=number,
            rated_at=None,
        )

    def hold(self, *, text: str, until: date, by: Person, at: datetime) -> None:
        """See `holding.hold`."""
        end = self.terms.given("hold", at, until)[0]
        self.move(HOLD, due_at=end)
        self.line(HOLD, by=by, at=at, data={"until": end.isoformat()}, remark="")
        self.start_on(CASE, self.code, "hold", due_on=until, by=by, at=at)
        for work in self.works:
            if work["state"] in RUNNING:
                due = self.running[WORK, work["code"], phase_of(work)]
                due.update(paused_at=at, paused_by=by.code)
                known = self.terms.calendar
                work["due_at"] = expected(work["due_at"], since=at, until=end, calendar=known)
        self.held = self.sheet.add(
            "suggestions.Hold",
            suggestion_id=self.case["id"],
            reason=text,
            held_by_id=by.pk,
            held_at=at,
            until=end,
        )

    def resume(self, *, by: Person | None, at: datetime) -> None:
        """See `holding.resume`, and `holding.end_holds` where nobody does it."""
        step = RESUME if by else HOLD_ENDS
        self.move(step)
        self.line(step, by=by, at=at)
        self.held["ended_at"] = at
        self.stop(CASE, self.code, "hold", by=by, at=at)
        for work in self.works:
            due = self.running.get((WORK, work["code"], phase_of(work)))
            if due and due.get("paused_at"):
                self._run_on(due, by=by, at=at)
                work["due_at"] = due["due_at"]
        self.show()

    def _run_on(self, due: Row, *, by: Person | None, at: datetime) -> None:
        """See `moves.resume`."""
        known, since = self.terms.calendar, due["paused_at"]
        held = workdays_between(local_date(since), local_date(at), known)
        before = due["due_at"].astimezone(SHANGHAI)
        after = datetime.combine(add_workdays(before.date(), held, known).due, before.timetz())
        more: dict[str, Any] = {"since": since, "days": held}
        line = change("held", before, after, by=by.code if by else "", at=at, **more)
        due.update(changes=[*due["changes"], line], paused_at=None, paused_by="")
        if held:
            due.update(due_at=after, working_days=due["working_days"] + held, moved_at=at)
            due["original_due_at"] = due.get("original_due_at") or before


def phase_of(work: Row) -> str:
    """The clock of a unit's work."""
    if work["part"] == Part.CO:
        return "opinion"
    return "redo" if work["round"] else "handle"
