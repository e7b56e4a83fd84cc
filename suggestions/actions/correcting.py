"""Mending what was written wrongly: the old text is kept, those concerned are told.

No clock is touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from suggestions import policies
from suggestions.lifecycle import CORRECT, CORRECT_ANSWER, NotNow
from suggestions.models import Assignment, Category, Correction, Reply, Suggestion
from suggestions.models.reply import ANSWER
from suggestions.texts import TEXTS
from textindex.actions.following import follow

if TYPE_CHECKING:
    from members.models import Organ, User


@dataclass(frozen=True)
class Facts:
    """What the office may correct of a case; its words stay the author's."""

    title: str
    place: Organ
    category: Category | None


@transaction.atomic
def correct(*, suggestion: Suggestion, facts: Facts, by: User, at: datetime) -> None:
    """Correct title, place and category.

    Raises:
        PermissionDenied: `by` has no seat in the office in charge.
        NotNow: it is under seal, or all of it stands so already.
    """
    role = policies.require(by, CORRECT, suggestion)
    suggestion.lock()
    here = Suggestion.objects.select_related("place", "category").get(pk=suggestion.pk)
    if (here.title, here.place, here.category) == (facts.title, facts.place, facts.category):
        raise NotNow(_("Nothing was changed."))
    _keep(here, by=by, at=at)
    Suggestion.objects.filter(pk=here.pk).update(
        title=facts.title, place=facts.place, category=facts.category
    )
    follow(code=here.code, kinds=TEXTS)
    suggestion.title, suggestion.place, suggestion.category = (
        facts.title,
        facts.place,
        facts.category,
    )
    suggestion.record(CORRECT, by=by, at=at, role=role)


def sent_answer(assignment: Assignment) -> Reply | None:
    """The unit's answer as its author reads it: of several rounds the last."""
    if not CORRECT_ANSWER.starts_from(assignment.state):
        return None
    answers = Reply.objects.filter(assignment=assignment, kind=ANSWER)
    return answers.order_by("round").last()


@transaction.atomic
def correct_answer(*, assignment: Assignment, text: str, why: str, by: User, at: datetime) -> Reply:
    """Correct the words of a sent answer; class, date and reason stay as they were given.

    Raises:
        PermissionDenied: `by` has no seat in the unit.
        NotNow: the unit has no answer out now, or it reads so already.
    """
    suggestion = assignment.suggestion
    role = policies.require(by, CORRECT_ANSWER, suggestion, assignment)
    assignment.move(CORRECT_ANSWER, by=by, at=at, role=role)
    reply = sent_answer(assignment)
    if reply is None or reply.text == text:
        raise NotNow(_("The answer reads so already."))
    _keep(suggestion, reply=reply, why=why, by=by, at=at)
    reply.text = text
    reply.save(update_fields=["text"])
    return reply


def _keep(
    suggestion: Suggestion, *, by: User, at: datetime, reply: Reply | None = None, why: str = ""
) -> None:
    Correction.objects.create(
        suggestion=suggestion,
        reply=reply,
        title=suggestion.title,
        place_id=suggestion.place_id,
        category_id=suggestion.category_id,
        text=reply.text if reply else "",
        why=why,
        at=at,
        by=by,
    )
