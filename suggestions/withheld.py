"""What is kept from one person though the seat could do it: their own entry, a head's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Value
from django.utils.translation import gettext as _

from departments.policies import heads_from, heads_of
from members.policies import office_people
from suggestions.lifecycle import CORRECT_ANSWER, DELIVER, RETURN_ANSWER, Step

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Assignment


def why(user: User, step: Step, assignment: Assignment | None) -> str:
    """Why this person may not take a step that their seat could take; "" where nothing is kept."""
    if assignment and _is_own_entry(user, step, assignment):
        return _("You entered this answer; somebody else of the office checks it.")
    if assignment and stands_signed(user, step, assignment):
        return _("This answer was signed: who may sign for the unit corrects it. Ask your head.")
    return ""


def stands_signed(user: User, step: Step, assignment: Assignment) -> bool:
    """Whether what would be corrected stands under a signature that this person cannot give. Where
    nobody heads the unit here, whoever wrote it corrects it."""
    if step is not CORRECT_ANSWER or not step.starts_from(assignment.state):
        return False
    if assignment.department_id in heads_of(user):
        return False
    rounds = (one for one in assignment.suggestion.past.drafts if one.work == assignment.code)
    sent = (one for one in rounds if one.round == assignment.round and one.delivered_at)
    return any(one.signed_at for one in sent) and _is_headed(assignment)


def _is_headed(assignment: Assignment) -> bool:
    """Whether anybody heads its unit, or one above; no query of one that came `with_absences`."""
    found: bool | None = getattr(assignment, "is_headed", None)
    return heads_from(Value(assignment.department_id)).exists() if found is None else found


def _is_own_entry(user: User, step: Step, assignment: Assignment) -> bool:
    """Whether this person entered the answer that is to be checked: that is for another to do,
    where anybody else sits in the office."""
    if step not in (DELIVER, RETURN_ANSWER) or not assignment.is_checked:
        return False
    drafts = (one for one in assignment.suggestion.past.drafts if one.work == assignment.code)
    if not any(one.is_open and one.enterer == user.pk for one in drafts):
        return False
    return any(one.pk != user.pk for one in office_people(assignment.suggestion.organ_id))
