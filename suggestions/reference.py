"""The generated reference pages of this app: drawn from the rows, so they cannot go stale."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import override

from members.roles import ROLES, Arbiter, Head, Member, Office, Officer, Role
from suggestions.lifecycle import (
    OPEN_STATES,
    STEPS,
    TURN,
    UNDO_STEPS,
    WORK_STEPS,
    Desk,
    Step,
    diagram,
)

SEATS: dict[Desk, tuple[type[Role], ...]] = {
    Desk.MEMBER: (Member,),
    Desk.OFFICE: (Office,),
    Desk.DEPARTMENT: (Officer, Head),
    Desk.HEAD: (Head,),
    Desk.LEAD: (Officer, Head),
    Desk.ARBITER: (Arbiter,),
    Desk.SYSTEM: (),
}


def lifecycle_page() -> str:
    """The two diagrams and whose turn each open state is."""
    turns = "\n".join(f"| `{state.value}` | {TURN[state]} |" for state in OPEN_STATES)
    return f"""# Lifecycle

Generated from `suggestions/lifecycle.py` by `make docs`.

## A suggestion

```mermaid
{diagram((*STEPS, *UNDO_STEPS))}```

| waits in | whose turn |
|---|---|
{turns}

## An assignment

```mermaid
{diagram(WORK_STEPS)}```
"""


def roles_page() -> str:
    """Which role can take which step: role × step."""
    steps = (*STEPS, *UNDO_STEPS, *WORK_STEPS)
    with override("en"):
        head = " | ".join(str(role.name) for role in ROLES)
        rows = "\n".join(f"| `{step.name}` | {_marks(step)} |" for step in steps)
        words = "\n".join(f"- **{role.name}**: {role.sentence}" for role in ROLES)
    return f"""# Roles and steps

Generated from `members/roles.py` and `suggestions/lifecycle.py` by `make docs`.

{words}

| step | {head} | the platform |
|---|{"---|" * (len(ROLES) + 1)}
{rows}
"""


def _marks(step: Step) -> str:
    marks = ["yes" if role in SEATS[step.desk] else "" for role in ROLES]
    return " | ".join([*marks, "yes" if step.desk is Desk.SYSTEM else ""])


PAGES: dict[str, Callable[[], str]] = {
    "lifecycle.md": lifecycle_page,
    "roles.md": roles_page,
}
