"""The people of one fault, and what they do all at the same time."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from faults.ledger import Case, Ledger
from faults.person import Person, Sent
from faults.steps import DRAFT, MEMBER, OFFICE, OFFICER, ORGAN, UNIT, WAYS, Step
from members import roles
from members.models import User
from tests.departments.factories import make_department, make_officer
from tests.faults.crowd import tell_at_once
from tests.members.factories import PASSWORD, make_member, make_seat, make_user

MEMBERS = 8


@dataclass
class Crowd:
    """`people` by desk; each member writes case after case, along the ways in turn."""

    ledger: Ledger
    over: threading.Event
    people: dict[str, list[Person]]
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(48))

    @classmethod
    def gather(cls, port: int, ledger: Ledger, **cast: Any) -> Crowd:
        """Enrol them in the database and let each sign in."""
        over = threading.Event()
        people = {
            desk: [Person(port, user.email, over) for user in users]
            for desk, users in enrolled(**cast).items()
        }
        crowd = cls(ledger, over, people)
        for person in [one for group in people.values() for one in group]:
            person.sign_in()
        return crowd

    @contextmanager
    def writing(
        self, writes: int, *, ways: Sequence[Sequence[Step]] = WAYS, twice: bool = False
    ) -> Iterator[list[Future[None]]]:
        """People write while the block breaks things: until so many more writes are acknowledged
        and the block has ended. Each finishes the case in hand and leaves a draft of the next."""
        goal, enough = self.ledger.acknowledged + writes, threading.Event()

        def live(member: Person) -> None:
            for way in cycle(ways):
                if self.over.is_set() or (self.ledger.acknowledged >= goal and enough.is_set()):
                    break
                self.walk(member, way, twice=twice)
            self.take(DRAFT, self.ledger.new_case(member.email), member)

        lives = [self.pool.submit(live, member) for member in self.people[MEMBER]]
        try:
            yield lives
        except BaseException:
            self.over.set()
            raise
        finally:
            enough.set()

    def walk(self, member: Person, path: Sequence[Step], *, twice: bool = False) -> Case:
        """One case from its first word to the end of the path, or to the first write refused."""
        case = self.ledger.new_case(member.email)
        for step in path:
            if not self.take(step, case, member, twice=twice):
                break
        return case

    def take(self, step: Step, case: Case, member: Person, *, twice: bool = False) -> bool:
        """One write of whoever's turn it is; whether it was acknowledged."""
        person = member if step.by == MEMBER else random.choice(self.people[step.by])
        fields = step.fields(case)
        sent = at_once(self.pool, [(person, step.path(case), fields)] * (1 + twice))
        return not self.over.is_set() and self.ledger.note(step, case, fields, *sent)

    def end(self) -> None:
        """Nobody tries any longer."""
        self.over.set()
        self.pool.shutdown(wait=True)


def at_once(
    pool: ThreadPoolExecutor, posts: Sequence[tuple[Person, str, dict[str, str]]]
) -> list[Sent]:
    """Let all send at the same moment; their answers in order."""
    if len(posts) == 1:
        person, path, fields = posts[0]
        return [person.send(path, fields)]
    gate = threading.Barrier(len(posts), timeout=60)

    def send(post: tuple[Person, str, dict[str, str]]) -> Sent:
        person, path, fields = post
        gate.wait()
        return person.send(path, fields)

    return list(pool.map(send, posts))


def enrolled(*, clerks: int = 1, officers: int = 2, daily: bool = False) -> dict[str, list[User]]:
    """Members of the province, its office, and a unit with its officers: desk → people.

    All want their mails at once, or (`daily`) as the platform sends them unless one chooses.
    """
    unit = make_department(UNIT, keywords=["路灯"])
    found = {
        MEMBER: [make_member(ORGAN, user=_user("安")) for _number in range(MEMBERS)],
        OFFICE: [make_seat(roles.Office, user=_user("文书")) for _number in range(clerks)],
        OFFICER: [make_officer(unit, user=_user("博")) for _number in range(officers)],
    }
    for user in [] if daily else [user for users in found.values() for user in users]:
        tell_at_once(user)
    return found


def _user(name: str) -> User:
    return make_user(name=name, password=PASSWORD)
