"""What was corrected: the old text beside the new one, folded under its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.models.names import localised
from suggestions.story.entry import Change, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suggestions.models import Assignment, Category, Reply, Suggestion
    from suggestions.models.past import Corrected

type Facts = tuple[str, str, str]
"""Title, place and category of a case, in the reader's words."""


def entries(suggestion: Suggestion, works: list[Assignment]) -> list[Entry]:
    """Each text that a correction replaced, with what it was replaced by."""
    replies = {reply.pk: (work, reply) for work in works for reply in work.replies.all()}
    past = suggestion.past.corrections
    found = []
    for number, old in enumerate(past):
        later = past[number + 1 :]
        if old.reply_id is None:
            found.append(_of_case(old, _facts_after(suggestion, later)))
        elif old.reply_id in replies:
            work, reply = replies[old.reply_id]
            found.append(_of_reply(old, work.department.name, _text_after(reply, later)))
    return found


def _of_case(old: Corrected, now: Facts) -> Entry:
    headings = (_("Title"), _("Place"), _("What it is about"))
    before = _facts(old)
    words = [("", old.title), *zip(headings[1:], before[1:], strict=True)]
    rows = zip(headings, before, now, strict=True)
    return Entry(
        old.at,
        "",
        words=tuple(pair for pair in words if pair[1]),
        folded=_("Title, place or category corrected: before and now"),
        step="corrected",
        changes=tuple(Change(*row) for row in rows if row[1] != row[2]),
    )


def _of_reply(old: Corrected, unit: str, now: str) -> Entry:
    why = _("Why it was corrected")
    return Entry(
        old.at,
        unit,
        words=(("", old.text), (why, old.why)),
        folded=_("Answer of %(unit)s corrected: before and now") % {"unit": unit},
        step="corrected",
        changes=(Change(why, None, old.why), Change("", old.text, now)),
    )


def _facts(of: Corrected) -> Facts:
    category = localised(of.category_zh or "", of.category_en or "")
    return of.title, localised(of.place_zh, of.place_en), category


def _facts_after(suggestion: Suggestion, later: Sequence[Corrected]) -> Facts:
    """What stood there then: what the next correction found, else what stands there today."""
    if later:
        return _facts(later[0])
    category: Category | None = suggestion.category
    return suggestion.title, suggestion.place.name, category.name if category else ""


def _text_after(reply: Reply, later: Sequence[Corrected]) -> str:
    return next((one.text for one in later if one.reply_id == reply.pk), reply.text)
