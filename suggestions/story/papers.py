"""What the office entered for a unit, said wherever that act stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from design.dates import day
from files.models import Attachment
from suggestions.story.entry import Entry

if TYPE_CHECKING:
    from events.models import Event
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.past import OnPaper


WITHOUT_WORDS = ("sign", "ask_extension")


@dataclass(frozen=True)
class Mark:
    """That an act was entered for its unit: beside a title, as a sentence, and the scan."""

    said: str = ""
    sentence: str = ""
    files: tuple[Attachment, ...] = ()


def on(entry: Entry, suggestion: Suggestion, assignment: Assignment) -> Entry:
    """The entry with the mark and the scan of the paper that it was entered from, if it was."""
    paper = suggestion.past.paper_of(assignment.code, entry.step, entry.at)
    return _marked(entry, paper, entry.step, suggestion, assignment)


def on_draft(entry: Entry, code: str | None, suggestion: Suggestion, work: Assignment) -> Entry:
    """The same for an answer on its way, which names its paper."""
    return _marked(entry, suggestion.past.paper(code or ""), "reply", suggestion, work)


def _marked(
    entry: Entry, paper: OnPaper | None, step: str, suggestion: Suggestion, assignment: Assignment
) -> Entry:
    if paper is None:
        return entry
    mark = _mark(paper, step, suggestion, assignment)
    return replace(entry, office=f"{entry.office} · {mark.said}", files=(*entry.files, *mark.files))


def of_event(event: Event, suggestion: Suggestion, works: dict[str, Assignment]) -> Mark:
    """The mark of an act that stands in one line; empty for what nobody entered for a unit."""
    paper = suggestion.past.paper(str(event.data.get("paper", "")))
    if paper is None or paper.work not in works:
        return Mark()
    mark = _mark(paper, event.step, suggestion, works[paper.work])
    # The scan of what has words of its own stands beside those, for whoever reads them.
    return mark if event.step in WITHOUT_WORDS else replace(mark, files=())


def _mark(paper: OnPaper, step: str, suggestion: Suggestion, assignment: Assignment) -> Mark:
    words = {
        "unit": assignment.department.name,
        "office": suggestion.organ.office_name,
        "day": day(paper.dated_on),
    }
    return Mark(
        said=_("entered for %(unit)s by %(office)s, paper of %(day)s") % words,
        sentence=_("Entered for %(unit)s by %(office)s, paper of %(day)s.") % words,
        files=paper.files if paper.step == step else (),
    )


def entered(suggestion: Suggestion, assignment: Assignment) -> str:
    """That some act of this assignment was entered by the office; "" where none was."""
    if not any(one.work == assignment.code for one in suggestion.past.papers):
        return ""
    words = {"unit": assignment.department.short_name, "office": suggestion.organ.short_office_name}
    return _("entered for %(unit)s by %(office)s") % words
