"""A case on paper: where it stands, its clocks, its lines, as rows that are still to be written."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from random import Random
from typing import Any

from cppcc_cloud.demo.sheet import Row, Sheet
from cppcc_cloud.demo.terms import Terms
from cppcc_cloud.demo.world import Person, Unit, World
from deadlines.explain import change
from events.actions.ledger import SYSTEM
from suggestions.lifecycle import CLOCKS, OPEN_STATES, State, Step, clocks_of

CASE = "suggestion"
WORK = "assignment"


class Written:
    """What all steps need. Each step writes what the action of its name would have written."""

    def __init__(self, sheet: Sheet, terms: Terms, world: World, random: Random) -> None:
        self.sheet, self.terms, self.world, self.random = sheet, terms, world, random
        self.case: Row = {}
        self.works: list[Row] = []
        self.units: dict[int, Unit] = {}
        self.promises: list[Row] = []
        self.ratings: list[Row] = []
        self.proposed: dict[int, int] = {}
        self.proposals: list[Row] = []
        self.stood_by: list[tuple[int, datetime]] = []
        self.cosigners: dict[int, Row] = {}
        self.joined: list[tuple[int, datetime]] = []
        self.answers: list[Row] = []
        self.running: dict[tuple[str, str, str], Row] = {}
        self.passed = self.told = False

    @property
    def code(self) -> str:
        code: str = self.case["code"]
        return code

    @property
    def organ(self) -> str:
        organ: str = self.case["organ_id"]
        return organ

    def line(
        self,
        step: Step | str,
        *,
        by: Person | None,
        at: datetime,
        data: Row | None = None,
        remark: str = "",
        organ: str = "",
        role: str = "",
    ) -> None:
        """A line of the case in the ledger."""
        self.sheet.event(
            kind=CASE,
            code=self.code,
            step=step if isinstance(step, str) else step.name,
            actor=by.code if by else "",
            role=role or (by.role if by else SYSTEM),
            organ=organ or self.organ,
            at=at,
            data=data or {},
            remark=remark,
            salt=f"{self.random.getrandbits(128):032x}" if remark else "",
        )

    def work_line(
        self,
        step: Step,
        work: Row,
        *,
        by: Person | None,
        at: datetime,
        data: Row | None = None,
        remark: str = "",
        role: str = "",
    ) -> None:
        """A line of an assignment, in the history of its case."""
        about = {"unit": self.unit_of(work).code, "assignment": work["code"], **(data or {})}
        self.line(step, by=by, at=at, data=about, remark=remark, role=role)

    def unit_of(self, work: Row) -> Unit:
        return self.units[work["department_id"]]

    def move(self, step: Step, **changes: Any) -> None:
        """Take a step of the case, which has to start where it stands."""
        if self.case["state"] not in step.sources:
            raise ValueError(f"{step.name} does not start from {self.case['state']}")
        if step.target:
            changes["state"] = step.target.value
        self.case.update(changes)

    def shift(self, work: Row, step: Step, **changes: Any) -> None:
        """Take a step of an assignment."""
        if work["state"] not in step.sources:
            raise ValueError(f"{step.name} does not start from {work['state']}")
        if step.target:
            changes["state"] = step.target.value
        work.update(changes)

    def start(
        self,
        kind: str,
        code: str,
        phase: str,
        *,
        by: Person | None,
        at: datetime,
        urgency: str = "",
    ) -> datetime:
        """Start a clock; the date that it gives."""
        term = self.terms.of(self.organ, phase, at, urgency or "ordinary")
        self.running[kind, code, phase] = self.sheet.add_numbered(
            "deadlines.DueDate",
            kind=kind,
            code=code,
            phase=phase,
            organ_id=self.organ,
            policy_id=term.policy,
            started_at=at,
            started_by=by.code if by else "",
            due_at=term.due_at,
            working_days=term.days,
            basis=term.basis,
            provisional=term.provisional,
            changes=[],
        )
        return term.due_at

    def start_on(
        self, kind: str, code: str, phase: str, *, due_on: date, by: Person, at: datetime
    ) -> datetime:
        """Start a clock whose last day is given."""
        due_at, days, basis = self.terms.given(phase, at, due_on)
        self.running[kind, code, phase] = self.sheet.add_numbered(
            "deadlines.DueDate",
            kind=kind,
            code=code,
            phase=phase,
            organ_id=self.organ,
            started_at=at,
            started_by=by.code,
            due_at=due_at,
            working_days=days,
            basis=basis,
            fixed=True,
            changes=[],
        )
        return due_at

    def stop(self, kind: str, code: str, phase: str, *, by: Person | None, at: datetime) -> None:
        """Stop a clock; one that does not run stays as it is."""
        due = self.running.pop((kind, code, phase), None)
        if due:
            due["stopped_at"] = max(at, due["started_at"])
            due["stopped_by"] = by.code if by else ""

    def stop_all(self, work: Row, *, by: Person | None, at: datetime) -> None:
        """Stop every clock of an assignment."""
        for kind, code, phase in [key for key in self.running if key[:2] == (WORK, work["code"])]:
            self.stop(kind, code, phase, by=by, at=at)

    def move_due(self, due: Row, what: str, to: datetime, *, by: Person, at: datetime) -> None:
        """Let a clock have another date; the one before it stays."""
        before = due["due_at"]
        line = change(what, before, to, by=by.code, at=at, reason="asked")
        due["changes"] = [*due["changes"], line]
        due["original_due_at"] = due.get("original_due_at") or before
        started, last = due["started_at"], to
        _moment, days, _basis = self.terms.given(due["phase"], started, last.date())
        due.update(due_at=to, fixed=True, provisional=False, moved_at=at, working_days=days)

    def stop_before(self, step: Step, *, by: Person | None, at: datetime) -> None:
        """Stop the clock of every state from which a step of the case starts."""
        opened = [State(state) for state in step.sources if state in OPEN_STATES]
        for phase in {phase for state in opened for phase in clocks_of(state)}:
            self.stop(CASE, self.code, phase, by=by, at=at)

    def turn(self, step: Step, *, by: Person | None, at: datetime, phase: str = "") -> None:
        """Stop the clock of where it was, start that of where it is now."""
        self.stop_before(step, by=by, at=at)
        phase = phase or CLOCKS[State(self.case["state"])]
        self.case["due_at"] = self.start(CASE, self.code, phase, by=by, at=at)

    def key(self) -> str:
        """A key as a form has one."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))
