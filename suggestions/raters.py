"""Who is asked for a rating of an answer. Whoever joins after it came follows the case only.

The author, the co-signers who had accepted before the answer came, and whose suggestion was merged
into the case. Source: the platform's domain rules, micro-suggestions.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from suggestions.models import Cosigner

if TYPE_CHECKING:
    from suggestions.models import Suggestion


def raters(suggestion: Suggestion, answered_at: datetime) -> list[int]:
    """The ids of those who rate an answer that came at that moment, the author first."""
    joined = (one for one, at in suggestion.joined_authors() if at is None or at <= answered_at)
    stood_by = Cosigner.objects.raters(suggestion, answered_at).values_list("user", flat=True)
    return list(dict.fromkeys([suggestion.author_id, *joined, *stood_by.order_by("pk")]))
