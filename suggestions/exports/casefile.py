"""The file of a case on paper: what its reader's page shows, in the order of a file.

Everything comes from `story.seen`, as on the page, so that nobody takes away what they could not
read there; and less where a file goes from hand to hand: an answer that nobody has signed yet stays
with its unit (`story.signed_alone`). Here it is only put in order: facts, way, words, units,
answers, history.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from departments.policies import units_of
from design.dates import moment, on_paper
from members import roles
from suggestions import story
from suggestions.exports import facts, handled, pieces
from suggestions.story import Entry, Seen
from typesetting import press, signs

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion
    from workdays.arithmetic import Calendar

TEMPLATE = Path(__file__).with_name("casefile.typ")
OWN = ("submit", "resubmit")
DRAFT = "draft"
ANSWERS = ("reply", "write_back", DRAFT)

type Section = dict[str, Any]


@dataclass(frozen=True)
class CaseFile:
    """A case as a document, and the role in which its reader took it."""

    pdf: bytes
    role: str


def make(user: User, suggestion: Suggestion, *, at: datetime, calendar: Calendar) -> CaseFile:
    """Set the file of a case that is visible to this person and came `for_page().with_cosigners()`.

    In the active language. Raises `press.TooMuch` where the file is endlessly long.
    """
    with on_paper():
        data, role = read(user, suggestion, at=at, calendar=calendar)
    return CaseFile(press.render(TEMPLATE, data, at=at), role)


def read(
    user: User, suggestion: Suggestion, *, at: datetime, calendar: Calendar
) -> tuple[dict[str, Any], str]:
    """The document of this reader as data, and the role in which they read the case."""
    shown = story.seen(user, suggestion, at=at, calendar=calendar)
    mine = {one.code for one in shown.works if one.department_id in units_of(user)}
    shown = replace(shown, entries=story.signed_alone(shown.entries, mine))
    role = story.role_of(user, shown)
    inside = shown.reader.sees_inside(user, suggestion)
    form = handled.form(shown, calendar=calendar, inside=inside)
    made = document(shown, calendar=calendar)
    made |= {
        "summary": [pieces.form(form), pieces.river(shown.stations)],
        "as_of": _("As it stood on %(moment)s") % {"moment": moment(at)},
        "printed": _printed(shown, role, at, inside),
    }
    printed_by = _("Printed by: %(who)s") % {"who": roles.named(role)} if role else ""
    made["footer"] = [" · ".join(filter(None, (_("CPPCC Cloud"), printed_by))), moment(at)]
    return made, role


def document(shown: Seen, *, calendar: Calendar) -> dict[str, Any]:
    """What of the document is the same for whoever has it printed: words and nothing but words."""
    case = shown.suggestion
    return {
        "title": _title(case),
        "author": [case.organ.office_name],
        "keywords": [case.code],
        "header": [case.organ.office_name, f"{_('Case file')} · {case.code}"],
        "from": case.organ.office_name,
        "number": f"{case.get_instrument_display()} {case.code} · {_('Case file')}",
        "sentences": [line for line in (_plain(shown.sentence), shown.waited_for) if line],
        "sections": [one for one in _sections(shown, calendar) if one["blocks"]],
    }


def _title(case: Suggestion) -> str:
    """The case's title; its code where nothing of that can be printed, as a document needs one."""
    return case.title if signs.text(case.title, set()).strip() else case.code


def _sections(shown: Seen, calendar: Calendar) -> list[Section]:
    """The file's parts, also those that stay empty."""
    told = list(reversed(shown.entries))
    own = [one for one in told if one.step in OWN and one.words and not one.folded]
    answers = [one for one in told if one.step in ANSWERS and one.words and not one.folded]
    above = {id(one) for one in (*own, *answers)}
    talks = [one for one in told if id(one) not in above and (one.words or one.folded or one.files)]
    parts = (
        (_("The suggestion"), own),
        (_("Talks and correspondence"), talks),
        (_("Answers"), answers),
    )
    where = {id(one): title for title, found in parts for one in found if not one.act}
    said, talked, answered = (
        _section(title, [pieces.words(one) for one in found]) for title, found in parts
    )
    return [
        said,
        _section(_("Units and deadlines"), _units(shown, calendar)),
        talked,
        answered,
        _section(_("Promises"), [pieces.facts(rows) for rows in facts.of_promises(shown)]),
        _section(_("Ratings"), _ratings(shown)),
        _section(_("Record"), _record(told, where)),
    ]


def _section(title: str, blocks: list[Section]) -> Section:
    return {"title": title, "blocks": blocks}


def _record(told: list[Entry], where: dict[int, str]) -> list[Section]:
    """All that was done, a line each; of what stands in a section above the line says in which."""
    rows = [(moment(one.at), _line(one, where.get(id(one), ""))) for one in told]
    head = (_("When"), pgettext("column", "What was done"))
    return [pieces.table(head, rows, (0, 1))] if rows else []


def _line(entry: Entry, section: str) -> str:
    if not section:
        return entry.act
    who = entry.folded or " · ".join(filter(None, (entry.who, entry.office)))
    return _("%(who)s: see “%(section)s”.") % {"who": who.rstrip("。."), "section": section}


def _units(shown: Seen, calendar: Calendar) -> list[Section]:
    head = (
        _("Unit"),
        pgettext("column", "State"),
        _("Officer in charge"),
        _("Assigned on"),
        _("Due"),
        _("Answered on"),
    )
    rows = facts.of_units(shown, calendar)
    found = [pieces.table(head, rows, (3, 2, 2, 0, 0, 3))] if rows else []
    found += [pieces.facts(rows) for rows in facts.of_deadlines(shown)]
    found.append(pieces.facts(facts.besides(shown)))
    if shown.given_back:
        found.append(pieces.note(shown.given_back))
    return [one for one in found if one.get("rows") or one.get("text")]


def _ratings(shown: Seen) -> list[Section]:
    blocks = [pieces.facts(rows) for rows in facts.of_ratings(shown)]
    if blocks:
        text = _("Only who rated and the office see this; the unit sees totals of five or more.")
        blocks.append(pieces.note(text))
    return blocks


def _printed(shown: Seen, role: str, at: datetime, inside: bool) -> list[str]:
    """Who had it printed, by role; and what that reader's paper is. The ledger knows the person."""
    words = {"moment": moment(at), "who": _seat(shown, role)}
    lines = [_("Printed on %(moment)s. Printed by: %(who)s.") % words if role else ""]
    if inside:
        text = _("It may hold what units and office keep between themselves: not to be passed on.")
        lines.append(text)
    url = f"{settings.SITE_URL}{shown.suggestion.get_absolute_url()}"
    text = _("It shows what this reader could read then; how the case stands today: %(url)s")
    return [*filter(None, lines), text % {"url": url}]


def _seat(shown: Seen, role: str) -> str:
    """The role with the office or unit in which it is held."""
    name, case = str(roles.named(role)), shown.suggestion
    if role == roles.Office.key and shown.works_on_it:
        return f"{name} · {case.organ.office_name}"
    work = shown.reader.work
    return f"{name} · {work.department.name}" if work and shown.works_on_it else name


def _plain(html: str) -> str:
    """The words of a line of HTML."""
    return unescape(strip_tags(html))
