"""Several people on the same thing at the same moment: one wins, the others are told."""

from __future__ import annotations

from itertools import cycle, islice

from django.utils.html import escape

from faults.crowd import at_once
from faults.drill import Drill
from faults.ledger import MOVED_ON, Case, Fields
from faults.person import Person, Sent
from faults.steps import CONTACT, DECIDE, DRAFT, MEMBER, OFFICE, OFFICER, REPLY, SIGN, SUBMIT, Step

ROUNDS = 100
DECIDING = 20
DECISIONS = 10


def two_officers(drill: Drill) -> None:
    """Both answer every case in the same moment, in different words."""
    path = (DRAFT, SUBMIT, DECIDE, SIGN, CONTACT)
    rounds = min(ROUNDS, drill.writes)
    while len(reached(drill, CONTACT)) < rounds and not drill.ledger.wrong:
        with drill.writing(ways=(path,)):
            pass
    first, second = drill.crowd.people[OFFICER][:2]
    for case in reached(drill, CONTACT)[:rounds]:
        words = [
            {"text": f"{case.title}：灯已换好。<{officer.email}>", "outcome_class": "A"}
            for officer in (first, second)
        ]
        contest(drill, REPLY, case, [first, second], words)


def decisions(drill: Drill) -> None:
    """Twenty clerks' windows decide the same case in the same moment; people write meanwhile."""
    member = drill.crowd.people[MEMBER][0]
    clerks = list(islice(cycle(drill.crowd.people[OFFICE]), DECIDING))
    cases = [drill.crowd.walk(member, (SUBMIT,)) for _number in range(DECISIONS)]
    with drill.writing():
        for case in cases:
            contest(drill, DECIDE, case, clerks, [DECIDE.fields(case)] * DECIDING)


def reached(drill: Drill, step: Step) -> list[Case]:
    """The cases for which such a write was acknowledged."""
    return [case for case in drill.ledger.cases if case.has(step.name)]


def contest(
    drill: Drill, step: Step, case: Case, people: list[Person], words: list[Fields]
) -> None:
    """All send at once. Exactly one must be told yes, and each other keep the words typed."""
    posts = [(one, step.path(case), said) for one, said in zip(people, words, strict=True)]
    sent = at_once(drill.crowd.pool, posts)
    winners = [place for place, one in enumerate(sent) if one.is_yes]
    if len(winners) != 1:
        drill.ledger.wrong.append(f"{step.name} of {case.title}: {len(winners)} were told yes")
        return
    drill.ledger.note(step, case, words[winners[0]], sent[winners[0]])
    drill.ledger.wrong += [
        f"{step.name} of {case.title}: {one}"
        for one, said in zip(sent, words, strict=True)
        if not one.is_yes and not is_told_and_keeps(one, said)
    ]


def is_told_and_keeps(one: Sent, said: Fields) -> bool:
    """Whether a late one reads that it is late, and finds what was typed in the form."""
    return one.status == MOVED_ON and escape(said.get("text", "")) in one.text
