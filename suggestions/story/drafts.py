"""Answers on their way: read by units and office, by their author only once they are delivered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from design.dates import day
from suggestions.models.draft_answer import BACK
from suggestions.story import papers
from suggestions.story.entry import Entry, Said

if TYPE_CHECKING:
    from suggestions.models import Assignment, DraftAnswer, Suggestion
    from suggestions.models.past import Drafted

# What is said at these is between the units and the office.
INSIDE = (*BACK, "dispense", "return_opinion", "waive")


def kept(entry: Entry, *, inside_shown: bool) -> Entry:
    """The act without its words for whoever does not read them."""
    if inside_shown or entry.step not in INSIDE or not entry.words:
        return entry
    return replace(entry, who="", words=(), act=entry.who)


def entries(suggestion: Suggestion, works: dict[str, Assignment]) -> list[Entry]:
    """Each answer that is on its way, and folded those that were sent back."""
    return [
        papers.on_draft(
            _entry(one, works[one.work].department.name), one.paper, suggestion, works[one.work]
        )
        for one in suggestion.past.drafts
        if one.delivered_at is None and one.work in works
    ]


def signed_alone(found: Iterable[Entry], mine: Collection[str]) -> list[Entry]:
    """Without answers that nobody has signed or handed in yet, but for the units that write them,
    whose assignments are ``mine``; for these without a class until then."""
    read = [one for one in found if not one.unsigned or one.unsigned in mine]
    return [replace(one, seal="") if one.unsigned else one for one in read]


def _entry(draft: Drafted, unit: str) -> Entry:
    back = draft.returned_at
    return Entry(
        at=draft.at,
        who=unit,
        office=" · ".join(filter(None, (_("Answer, not delivered yet"), _signed(draft)))),
        words=(("", draft.text), *_beside(draft)),
        files=(*draft.enclosed, *draft.files),
        seal=draft.outcome_class,
        step="draft",
        draft=draft.code if draft.is_open else "",
        unsigned="" if draft.signed_at or draft.handed_at else draft.work,
        folded=_folded(draft) % {"unit": unit, "day": day(back)} if back else "",
    )


def _folded(draft: Drafted) -> str:
    if draft.taken_back:
        return _("Answer of %(unit)s, taken back on %(day)s")
    return _("Answer of %(unit)s, sent back on %(day)s")


def _signed(draft: Drafted) -> str:
    if draft.signed_at is None:
        return ""
    words = {"name": draft.signer, "day": day(draft.signed_at)}
    if draft.files or draft.paper:
        return _("stamped letter recorded by %(name)s on %(day)s") % words
    return _("signed off by %(name)s on %(day)s") % words


def on(entry: Entry, suggestion: Suggestion, assignment: Assignment) -> Entry:
    """The answer with who signed it off, and the stamped letter."""
    if entry.step != "reply":
        return entry
    same = (one for one in suggestion.past.drafts if one.work == assignment.code)
    draft = next((one for one in same if one.delivered_at == entry.at), None)
    if draft is None or not _signed(draft):
        return entry
    files = (*entry.files, *draft.files)
    return replace(entry, office=f"{entry.office} · {_signed(draft)}", files=files)


def _beside(draft: Drafted | DraftAnswer) -> list[tuple[str, str]]:
    """The date or the reason that belongs to the class."""
    found = []
    if draft.promised_on:
        found.append((_("Promised by"), str(day(draft.promised_on))))
    if draft.reason:
        found.append((_("Why it cannot be done now"), draft.reason))
    return found


def talks_of(work: Assignment) -> tuple[Said, ...]:
    """The unit's talks with the author, each with how and when it was."""
    head = _("Talk with the author")
    return tuple(
        Said(f"{head} · {one.get_kind_display()} · {day(one.held_on)}", one.note, one.files)
        for one in work.contacts.all()
    )


def words_of(draft: DraftAnswer | None, unit: str) -> tuple[Said, ...]:
    """All that an answer on its way says, for whoever has the next word on it."""
    if draft is None:
        return ()
    head = f"{unit} · {draft.drafted_by} · {draft.get_outcome_class_display()}"
    found = [Said(head, draft.text, draft.files)]
    found += [Said(*beside) for beside in _beside(draft)]
    if draft.no_contact:
        found.append(Said(_("Why there was no contact"), draft.no_contact))
    return tuple(found)
