"""What of the ledger's lines stands: an act that was undone is told to nobody who was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suggestions.lifecycle import UNDO_STEPS

if TYPE_CHECKING:
    from events.models import Event

NAMES = {step.name for step in UNDO_STEPS}


def standing(events: list[Event]) -> list[Event]:
    """Without what was undone, and without that it was; the ledger's own page shows both."""
    gone = {line for event in events if event.step in NAMES for line in event.data["lines"]}
    return [one for one in events if one.pk not in gone and one.step not in NAMES]
