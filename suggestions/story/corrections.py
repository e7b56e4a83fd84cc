"""What was corrected: the old text, folded under its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from design.dates import day
from members.models.names import localised
from suggestions.story.entry import Entry

if TYPE_CHECKING:
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.past import Corrected


def entries(suggestion: Suggestion, works: list[Assignment]) -> list[Entry]:
    """Each text that a correction replaced."""
    units = {reply.pk: work.department.name for work in works for reply in work.replies.all()}
    return [
        _of_case(one) if one.reply_id is None else _of_reply(one, units.get(one.reply_id, ""))
        for one in suggestion.past.corrections
    ]


def _of_case(old: Corrected) -> Entry:
    words = [("", old.title), (_("Place"), localised(old.place_zh, old.place_en))]
    if old.category_zh:
        about = localised(old.category_zh, old.category_en or "")
        words.append((_("What it is about"), about))
    folded = _("Earlier title, place and category, corrected on %(day)s") % {"day": day(old.at)}
    return Entry(old.at, "", words=tuple(words), folded=folded, step="corrected")


def _of_reply(old: Corrected, unit: str) -> Entry:
    words = (("", old.text), (_("Why it was corrected"), old.why))
    folded = _("Earlier answer of %(unit)s, corrected on %(day)s")
    said = folded % {"unit": unit, "day": day(old.at)}
    return Entry(old.at, unit, words=words, folded=said, step="corrected")
