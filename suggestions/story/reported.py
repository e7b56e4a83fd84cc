"""What a unit reported of its promise, read where the author judges it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from suggestions.story.entry import Entry

if TYPE_CHECKING:
    from suggestions.models import Suggestion


def reports_first(
    suggestion: Suggestion, found: Sequence[Entry]
) -> tuple[list[Entry], list[Entry]]:
    """The reports that wait for the author's word, the newest first, and the file with a line
    where each of them stood."""
    told = {one.evidence for one in suggestion.promises() if one.is_reported}
    reports = []
    rest = []
    for one in found:
        text = one.words[0][1] if one.step == "promise_report" and one.words else ""
        if text not in told:
            rest.append(one)
            continue
        told.discard(text)
        reports.append(one)
        line = _("%(unit)s reported: see above.") % {"unit": one.who}
        rest.append(Entry(one.at, "", act=line))
    return reports, rest
