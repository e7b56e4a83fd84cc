"""The words of a unit's remit tried on a sentence, or on one case, before they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from departments.models import Department
from departments.registry import RemitTried
from suggestions.models import Suggestion
from suggestions.routing import rules as routing
from suggestions.routing.recommend import occurrences
from suggestions.rulebook.books import facts, in_force, plain, with_facts
from suggestions.rulebook.names import units_by_code
from suggestions.rulebook.sentences import Proposal, in_sentence, proposal

if TYPE_CHECKING:
    from members.models import User


def try_remit(tried: Department, sample: str, user: User) -> RemitTried:
    """Say which unit is proposed first for a text now, and which with the unit as it is tried.

    `sample` is a sentence, its first line the title, or the number of a case that `user` may read.
    The office's rules go first, as they do when a suggestion comes in.
    """
    organ = tried.organ
    ours = Suggestion.objects.of_office(user).filter(organ=organ, code=sample.strip())
    case = with_facts(ours).first()
    seen = facts(case) if case else in_sentence(sample, organ.pk)
    units = units_by_code(organ)
    closed = {code for code, unit in units.items() if not unit.is_active}
    hits = list(routing.fitting(plain(in_force(organ.pk)), seen, closed=closed))
    before = proposal(hits, seen, units)
    now = proposal(hits, seen, units | {tried.code: tried})
    words = list(occurrences(f"{seen.title}\n{seen.text}", tried.keywords))
    return RemitTried(
        title=seen.title if case else "",
        before=_said(before),
        now=_said(now),
        verdict=_verdict(tried, now, words),
    )


def _said(found: Proposal) -> str:
    """A proposal in one line: which unit, and why."""
    if not found.unit:
        return _("No unit: too little is known.")
    named = " · ".join(found.words)
    if found.number:
        words = _("%(unit)s, by rule %(number)s of the office")
        return words % {"unit": found.unit, "number": found.number}
    return _("%(unit)s, by the words: %(words)s") % {"unit": found.unit, "words": named}


def _verdict(tried: Department, now: Proposal, words: list[str]) -> str:
    if not words:
        return _("None of these words stands in the text.")
    if now.code == tried.code:
        return _("With these words this unit is proposed first.")
    if not tried.is_active:
        found = _("Of these words there stand in the text: %(words)s. The unit is switched off.")
        return found % {"words": " · ".join(words)}
    return _("Of these words there stand in the text: %(words)s. Another unit comes first.") % {
        "words": " · ".join(words)
    }
