"""What the people were promised: every write that was acknowledged, kept outside the system."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faults.person import Sent
    from faults.steps import Step

MOVED_ON = 409
type Fields = dict[str, str]


@dataclass
class Case:
    """One suggestion as its people know it; `said` holds what was acknowledged, in order."""

    number: int
    author: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    code: str = ""
    said: list[tuple[Step, Fields]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """No two cases are called the same."""
        return f"第{self.number}号路口的路灯不亮"

    @property
    def work(self) -> str:
        """The code of its assignment."""
        return f"{self.code}-1"

    def has(self, name: str) -> bool:
        """Whether such a step was acknowledged."""
        return any(step.name == name for step, _fields in self.said)


class Ledger:
    """Written by all people at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.cases: list[Case] = []
        self.drafts: dict[str, Fields] = {}
        self.acknowledged = 0
        self.retried = 0
        self.errors = 0
        self.wrong: list[str] = []

    def new_case(self, author: str) -> Case:
        """A case that somebody begins."""
        with self.lock:
            case = Case(len(self.cases) + 1, author)
            self.cases.append(case)
            return case

    def note(self, step: Step, case: Case, fields: Fields, *sent: Sent) -> bool:
        """Note the answers to one write (sent twice: two of them); whether it was acknowledged.

        "Somebody was faster" to a write that was sent before means that the first one arrived.
        """
        repeated = len(sent) > 1 or any(one.tries > 1 for one in sent)
        good = [one for one in sent if one.is_yes]
        found_done = [one for one in sent if repeated and one.status == MOVED_ON]
        with self.lock:
            self.retried += any(one.tries > 1 for one in sent)
            self.errors += sum(one.errors for one in sent)
            bad = [one for one in sent if one not in good and one not in found_done]
            self.wrong += [f"{step.name} of {case.title}: {one}" for one in bad]
            if bad or not sent:
                return False
            self.acknowledged += 1
            self._keep(step, case, fields, good)
        return True

    def _keep(self, step: Step, case: Case, fields: Fields, good: list[Sent]) -> None:
        if step.name == "draft":
            self.drafts[case.author] = fields
            return
        case.said.append((step, fields))
        if step.name == "submit":
            case.code = good[0].location.strip("/").rpartition("/")[2]
            self.drafts.pop(case.author, None)
