"""What this app tells of its cases to the promises made about them, and to the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.models import Commitment
from commitments.registry import Subject
from members.policies import is_member
from suggestions.actions import promising
from suggestions.models import Assignment, Suggestion

if TYPE_CHECKING:
    from departments.models import Department
    from members.models import User


def title(code: str) -> str:
    """The case's own title."""
    return Suggestion.objects.values_list("title", flat=True).get(code=code)


def sees(user: User, code: str) -> bool:
    """Whoever sees the case sees what was promised about it."""
    return Suggestion.objects.visible_to(user).filter(code=code).exists()


def witnesses(user: User, code: str) -> bool:
    """The author says whether it was kept, as long as they are a member."""
    return is_member(user) and Suggestion.objects.filter(code=code, author=user).exists()


def lock(code: str) -> bool:
    """Hold the case; nobody acts on one that is sealed."""
    case = Suggestion.sealed_too.select_for_update(no_key=True).get(code=code)
    return case.sealed_at is None


def work_of_unit(unit: Department) -> list[str]:
    """The codes of the cases that a unit has not answered yet, and of the promises it holds."""
    cases = Assignment.objects.unanswered().filter(department=unit).order_by("pk")
    promises = Commitment.objects.unsettled().filter(holder=unit).order_by("pk")
    codes = [*cases.values_list("suggestion__code", flat=True)]
    return list(dict.fromkeys([*codes, *promises.values_list("about", flat=True)]))


SUBJECTS = {
    "suggestion": Subject(
        title=title, sees=sees, witnesses=witnesses, lock=lock, moved=promising.follow
    )
}
