"""Co-handlers and the lead's text (会签): sent round, agreed or objected to, done without."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import clocks, policies
from suggestions.actions import handing, progress
from suggestions.lifecycle import (
    ASK_AGREEMENT,
    OBJECT,
    TAKE_UP,
    NotNow,
    Part,
    Step,
    Work,
)
from suggestions.models import Agreement, Assignment, DraftAnswer
from suggestions.models.agreement import OBJECTED

if TYPE_CHECKING:
    from members.models import User


def ask(draft: DraftAnswer, *, by: User, at: datetime, role: str) -> bool:
    """Send a lead's text round to those who gave it their opinion; False where there is nobody."""
    lead = draft.assignment
    works = those_asked(lead)
    if not works:
        return False
    Agreement.objects.bulk_create([Agreement(draft=draft, assignment=one) for one in works])
    lead.move(ASK_AGREEMENT, by=by, at=at, role=role, data={"draft": draft.code})
    for one in works:
        clocks.start_for_unit(one, "cosign", by=by, at=at)
    return True


def those_asked(lead: Assignment) -> list[Assignment]:
    """Whose agreement a lead's text needs: those who gave it their opinion."""
    if lead.part != Part.LEAD:
        return []
    others = Assignment.objects.present().filter(
        suggestion=lead.suggestion_id, part=Part.CO, state=Work.OPINION_GIVEN
    )
    return list(others.select_related("suggestion__organ", "department").order_by("id"))


def text_for(assignment: Assignment) -> DraftAnswer | None:
    """The lead's text to which this co-handler is to say its word now."""
    waiting = Agreement.objects.filter(assignment=assignment, word="").order_by("pk")
    found = DraftAnswer.objects.filter(pk__in=waiting.values("draft")[:1]).with_files()
    return found.select_related("assignment__suggestion__organ").first()


@transaction.atomic
def object_to(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """The co-handler objects: the text goes back to the lead, and nobody else is asked any more.

    Raises:
        PermissionDenied: `by` has no seat in the co-handler's unit.
        NotNow: nothing waits for its word.
    """
    role = policies.require(by, OBJECT, assignment.suggestion, assignment)
    draft = _mark(assignment, OBJECTED, by=by, at=at)
    data = {"draft": draft.code}
    assignment.move(OBJECT, by=by, at=at, role=role, data=data, remark=reason)
    handing.end_round(draft, by=by, at=at)
    DraftAnswer.objects.filter(pk=draft.pk).update(returned_at=at)
    draft.assignment.move(TAKE_UP, by=None, at=at)
    progress.show(draft.assignment.suggestion)


def say(
    assignment: Assignment,
    step: Step,
    word: str,
    *,
    by: User,
    at: datetime,
    role: str,
    reason: str = "",
) -> DraftAnswer | None:
    """Keep one word on the text; the text itself, where it was the last that was missing."""
    draft = _mark(assignment, word, by=by, at=at)
    data = {"draft": draft.code}
    assignment.move(step, by=by, at=at, role=role, data=data, remark=reason)
    return None if draft.agreements.filter(word="").exists() else draft


def _mark(assignment: Assignment, word: str, *, by: User, at: datetime) -> DraftAnswer:
    assignment.suggestion.lock()
    draft = text_for(assignment)
    waiting = Agreement.objects.filter(assignment=assignment, word="", draft=draft)
    if draft is None or not waiting.update(word=word, by=by, at=at):
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
    clocks.stop(assignment, "cosign", by=by, at=at)
    return draft
