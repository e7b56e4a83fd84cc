"""One row for one arrow, and what can be read from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from suggestions.lifecycle.states import Desk, Part


@dataclass(frozen=True)
class Step:
    """One act. Without ``sources`` a thing begins; without a ``target`` nothing moves.

    ``note``: it needs a reason in words. ``parts``: whose units take it; empty, all of them.
    """

    name: str
    sources: tuple[StrEnum, ...]
    target: StrEnum | None
    desk: Desk
    label: Promise
    note: bool = False
    parts: tuple[Part, ...] = ()

    def starts_from(self, state: str) -> bool:
        """Whether it can be taken in that state."""
        return state in self.sources

    def is_for(self, part: str) -> bool:
        """Whether a unit with that part on the case takes it."""
        return not self.parts or part in self.parts


class NotNow(Exception):
    """The step does not start from the state in which the thing is now."""


def open_to(desk: Desk, state: str, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that a desk can take from a state, in the order of the table."""
    return tuple(step for step in steps if step.desk is desk and step.starts_from(state))


def diagram(steps: Sequence[Step]) -> str:
    """The rows as a Mermaid state diagram: the reference page is generated from it."""
    lines = ["stateDiagram-v2"]
    for row in steps:
        for source in row.sources or (None,):
            start = source.value if source else "[*]"
            end = row.target or source
            lines.append(f"    {start} --> {end}: {row.name} ({row.desk})")
    moving = {source for row in steps if row.target for source in row.sources}
    ends = [row.target for row in steps if row.target and row.target not in moving]
    lines += [f"    {end} --> [*]" for end in dict.fromkeys(ends)]
    return "\n".join(lines) + "\n"
