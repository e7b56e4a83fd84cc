"""What an event is about: its case, its assignment, its promise."""

from __future__ import annotations

from commitments.models import Commitment
from events.models import Event
from suggestions.models import Assignment, Suggestion


def case_of(event: Event) -> Suggestion:
    """The case of an event. Kept on the event: readers, words and address all ask for it."""
    kept = event.__dict__.get("case")
    if isinstance(kept, Suggestion):
        return kept
    cases = Suggestion.objects.for_case()
    if event.kind == "commitment":
        about = Commitment.objects.filter(code=event.code).values("about")
        found = cases.get(code__in=about)
    elif event.kind == "assignment":
        found = cases.get(assignments__code=event.code)
    else:
        found = cases.get(code=event.code)
    event.__dict__["case"] = found
    return found


def work_of(event: Event) -> Assignment | None:
    """The assignment that an event is about; None where it is about the whole case."""
    if "work" not in event.__dict__:
        code = event.code if event.kind == "assignment" else event.data.get("assignment")
        found = Assignment.objects.select_related("department").filter(code=code or "")
        event.__dict__["work"] = found.first()
    work: Assignment | None = event.__dict__["work"]
    return work


def promise_of(event: Event) -> Commitment | None:
    code = event.code if event.kind == "commitment" else event.data.get("promise")
    return Commitment.objects.select_related("holder").filter(code=code).first()
