"""The ways on from a case: what a reader can do next, and what each desk's lists call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from suggestions.lifecycle import ACCEPT, ASSIGN, STEPS, Desk, State, Step, open_to, step

if TYPE_CHECKING:
    from suggestions.models import Assignment, Suggestion


def office_verb(suggestion: Suggestion) -> str:
    """What the office does next with a case; "" when it is not its turn."""
    verbs = {ACCEPT: _("Accept and assign"), ASSIGN: _("Assign")}
    steps = open_to(Desk.OFFICE, suggestion.state, STEPS)
    return next((verbs[step] for step in steps if step in verbs), "")


def unit_verb(assignment: Assignment) -> str:
    """What the unit does next with an assignment; "" when it has answered."""
    if not assignment.is_held:
        return ""
    if assignment.is_co:
        return _("Give the opinion")
    return _("Sign or answer") if assignment.is_unsigned else _("Answer")


@dataclass(frozen=True)
class Button:
    """A way on from the case page: the verb and where it leads.

    ``quiet``: one of the rarer ways, which the page folds away.
    """

    label: str
    url: str
    quiet: bool = False


@dataclass(frozen=True)
class Way:
    """Where a step's page is. ``of_work``: its address names the assignment, not the case."""

    url_name: str
    of_work: bool = False
    quiet: bool = False
    label: Callable[[Suggestion, Assignment | None], str] | None = None
    when: Callable[[Suggestion, Assignment | None, datetime], bool] | None = None


BEING_WORKED_ON = (State.ASSIGNED, State.IN_HANDLING, State.ON_HOLD, State.REWORK)

# By name of the step, the most likely first; a step without a row has no page of its own.
WAYS: dict[str, Way] = {
    "accept": Way("decide", label=lambda case, work: office_verb(case)),
    "assign": Way("decide", label=lambda case, work: office_verb(case)),
    "reply": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "contact": Way("contact", of_work=True),
    "sign": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "rate": Way("rate"),
    "give_opinion": Way("opinion", of_work=True),
    "approve_return": Way("decide_return", of_work=True, label=lambda case, work: _("Decide")),
    "grant_extension": Way(
        "decide_extension",
        of_work=True,
        label=lambda case, work: _("Decide on more time"),
        when=lambda case, work, at: bool(
            work and work.asked_for_time and work.asked_for_time.is_waiting
        ),
    ),
    "bind": Way("rule", of_work=True, label=lambda case, work: _("Rule")),
    "return_opinion": Way(
        "opinion_back",
        of_work=True,
        when=lambda case, work, at: case.state in BEING_WORKED_ON,
    ),
    "ask_return": Way(
        "give_back",
        of_work=True,
        quiet=True,
        when=lambda case, work, at: bool(work and work.may_return(at)),
    ),
    "dispute": Way(
        "dispute", of_work=True, when=lambda case, work, at: bool(work and work.may_dispute(at))
    ),
    "ask_extension": Way(
        "extension",
        of_work=True,
        quiet=True,
        when=lambda case, work, at: bool(
            work
            and work.asked_for_time is None
            and at <= work.due_at
            and case.state != State.ON_HOLD
        ),
    ),
    "recall": Way("recall", of_work=True, quiet=True),
    "waive": Way("waive", of_work=True, quiet=True),
    "hold": Way("hold", quiet=True, when=lambda case, work, at: not hasattr(case, "hold")),
    "say": Way("talk", label=lambda case, work: _("Write a message")),
    "say_unit": Way("talk", label=lambda case, work: _("Write a message")),
    "say_office": Way("talk", label=lambda case, work: _("Write a message")),
}


def buttons(
    steps: tuple[Step, ...],
    suggestion: Suggestion,
    assignment: Assignment | None,
    *,
    at: datetime,
    others: Iterable[tuple[Assignment, tuple[Step, ...]]] = (),
) -> list[Button]:
    """The next acts of this reader, the most likely first, each once.

    ``others``: the case's other units, each with the steps that this reader can take on it.
    """
    found: dict[str, Button] = {}
    for work, open_here, named in (
        (assignment, steps, False),
        *((one, theirs, True) for one, theirs in others),
    ):
        names = {one.name for one in open_here}
        for name, way in WAYS.items():
            if name not in names or (way.of_work and work is None) or (named and not way.of_work):
                continue
            if way.when and not way.when(suggestion, work, at):
                continue
            button = _button(name, way, suggestion, work, named=named)
            found.setdefault(button.url, button)
    return sorted(found.values(), key=lambda one: one.quiet)


def _button(
    name: str, way: Way, suggestion: Suggestion, work: Assignment | None, *, named: bool
) -> Button:
    code = work.code if way.of_work and work else suggestion.code
    label = way.label(suggestion, work) if way.label else str(step(name).label)
    if named and work:
        words = {"act": label, "unit": work.department.short_name}
        label = _("%(act)s · %(unit)s") % words
    return Button(label, reverse(f"suggestions:{way.url_name}", args=[code]), way.quiet)
