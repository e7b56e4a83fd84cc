"""The steps that a program can take: one row for each.

To open a step, name in `suggestions.api.steps` its action and the form that the page has for it.
The address is then /api/v1/suggestions/<code>/<step>/, or /api/v1/assignments/<code>/<step>/ and
/api/v1/promises/<code>/<step>/ for a step of one of those; scope, words and documents follow from
the step.
"""

from __future__ import annotations

from collections.abc import Mapping

from suggestions.api.door import Door
from suggestions.api.steps.author import AUTHOR
from suggestions.api.steps.office import OFFICE
from suggestions.api.steps.paper import PAPER
from suggestions.api.steps.unit import ARBITER, UNIT

DOORS: tuple[Door, ...] = (*AUTHOR, *OFFICE, *PAPER, *UNIT, *ARBITER)
BY_NAME: Mapping[str, Door] = {door.name: door for door in DOORS}

# Steps of people without a row, and why.
ELSEWHERE: Mapping[str, str] = {
    "submit": "it makes the case that other steps name: POST /api/v1/suggestions/",
    "undone": "for the slip of a hand: the page that says what was done takes it back for a minute",
    "unassigned": "for the slip of a hand: the page that says what was done takes it back, too",
    "unurged": "for the slip of a hand: the page that says what was done takes it back, too",
    "unrated": "for the slip of a hand: the page that says what was done takes it back, too",
    "hand_over": "what “assign” does for each unit",
    "ask_agreement": "what answering leads to where the organ's rule says so",
    "ask_signoff": "what answering leads to where the organ's rule says so",
    "hand_in": "what answering leads to where the organ's rule says so",
    "let_follow": "a slip that an author hands over: its page makes the code and prints it",
    "end_follow": "a slip that an author has handed over: its page takes the code back",
    "promise": "part of answering: “promised_on”",
    "promise_change": "“promise_confirm” of a report that it cannot be done",
}


def door_of(name: str) -> Door | None:
    """The row of a step; None for one that programs cannot take."""
    return BY_NAME.get(name)
