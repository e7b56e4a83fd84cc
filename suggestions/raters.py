"""Who is asked for a rating of an answer. Whoever joins after it came follows the case only.

Whose suggestion was merged into the case rates its answer too. Source: the platform's domain rules,
micro-suggestions.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suggestions.models import Suggestion


def raters(suggestion: Suggestion, answered_at: datetime) -> list[int]:
    """The ids of those who rate an answer that came at that moment, the author first."""
    joined = (one for one, at in suggestion.joined_authors() if at is None or at <= answered_at)
    # Co-signers who had accepted before `answered_at` join here.
    return list(dict.fromkeys([suggestion.author_id, *joined]))
