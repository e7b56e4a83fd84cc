"""The ways on from a case: what a reader can do next, and what each desk's lists call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from suggestions.lifecycle import ACCEPT, ASSIGN, STEPS, Desk, Step, open_to, step

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


# By name of the step, the most likely first; a step without a row has no page of its own.
WAYS: dict[str, Way] = {
    "accept": Way("decide", label=lambda case, work: office_verb(case)),
    "assign": Way("decide", label=lambda case, work: office_verb(case)),
    "reply": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "contact": Way("contact", of_work=True),
    "sign": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "rate": Way("rate"),
    "redo": Way("redo"),
    "reopen": Way("reopen", quiet=True),
}


def buttons(
    steps: tuple[Step, ...], suggestion: Suggestion, assignment: Assignment | None
) -> list[Button]:
    """The next acts of this reader, the most likely first, each once."""
    names = {one.name for one in steps}
    found: dict[str, Button] = {}
    for name, way in WAYS.items():
        if name not in names or (way.of_work and assignment is None):
            continue
        code = assignment.code if way.of_work and assignment else suggestion.code
        url = reverse(f"suggestions:{way.url_name}", args=[code])
        label = way.label(suggestion, assignment) if way.label else str(step(name).label)
        found.setdefault(url, Button(label, url, way.quiet))
    return list(found.values())


def promise_buttons(suggestion: Suggestion, *, mine: bool, units: Sequence[int]) -> list[Button]:
    """What can be done about the promises of a case, by its author and by who holds them."""
    found = []
    for one in suggestion.promises():
        if mine and one.is_reported:
            found.append(Button(_("Was it kept?"), _of_promise("kept", one.code)))
        if one.holder_id in units and one.is_unsettled and not one.is_reported:
            found.append(Button(_("Report on the promise"), _of_promise("report", one.code)))
            found.append(Button(_("Give a new date"), _of_promise("renew", one.code), quiet=True))
    return found


def _of_promise(page: str, code: str) -> str:
    return reverse(f"suggestions:promise_{page}", args=[code])
