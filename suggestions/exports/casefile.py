"""The file of a case on paper: what its reader's page shows, in the order of a file.

Everything comes from `story.seen`, as on the page, so that nobody takes away what they could not
read there. Here it is only put in order: facts, way, words, units, answers, history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from design.dates import moment, on_paper
from members import roles
from suggestions import story
from suggestions.exports import facts, pieces
from suggestions.story import Entry, Seen
from typesetting import press, signs

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion
    from workdays.arithmetic import Calendar

TEMPLATE = Path(__file__).with_name("casefile.typ")
OWN = ("submit", "resubmit")
ANSWERS = ("reply", "write_back", "draft")

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
    role = story.role_of(user, shown)
    stamp = f"{user.code} · {moment(at)}"
    return document(shown, printed=_printed(user, shown, role, at), stamp=stamp), role


def document(shown: Seen, *, printed: Sequence[str], stamp: str) -> dict[str, Any]:
    """The document as data: words and nothing but words. `stamp` stands at the foot of each page,
    `printed` at the end."""
    case = shown.suggestion
    kicker = f"{case.get_instrument_display()} {case.code}"
    return {
        "title": _title(case),
        "author": [case.organ.office_name],
        "keywords": [case.code],
        "header": [case.organ.office_name, f"{_('Case file')} · {case.code}"],
        "footer": [_("CPPCC Cloud"), stamp],
        "kicker": f"{kicker} · {case.organ.name}",
        "sentences": [line for line in (_plain(shown.sentence), shown.waited_for) if line],
        "summary": [pieces.facts(facts.of_case(shown)), pieces.river(shown.stations)],
        "sections": [one for one in _sections(shown) if one["blocks"]],
        "printed": list(printed),
    }


def _title(case: Suggestion) -> str:
    """The case's title; its code where nothing of that can be printed, as a document needs one."""
    return case.title if signs.text(case.title, set()).strip() else case.code


def _sections(shown: Seen) -> list[Section]:
    """The file's parts, also those that stay empty."""
    told = list(reversed(shown.entries))
    own = [one for one in told if one.step in OWN and one.words and not one.folded]
    answers = [one for one in told if one.step in ANSWERS and one.words and not one.folded]
    above = {id(one): _("The suggestion") for one in own}
    above |= {id(one): _("Answers") for one in answers}
    return [
        _section(_("The suggestion"), [pieces.words(one) for one in own]),
        _section(_("Units and deadlines"), _units(shown)),
        _section(_("Answers"), [pieces.words(one) for one in answers]),
        _section(_("Promises"), [pieces.facts(rows) for rows in facts.of_promises(shown)]),
        _section(_("Ratings"), _ratings(shown)),
        _section(_("History"), [_told(one, above.get(id(one), "")) for one in told]),
    ]


def _section(title: str, blocks: list[Section]) -> Section:
    return {"title": title, "blocks": blocks}


def _told(entry: Entry, section: str) -> Section:
    """An entry of the history; what stands in a section above is one line here."""
    if section:
        who = f"{entry.who} · {entry.office}" if entry.step in ANSWERS else entry.who
        line = _("%(who)s: see “%(section)s”.") % {"who": who, "section": section}
        return pieces.act(entry, line)
    if entry.words or entry.folded:
        return pieces.words(entry)
    return pieces.act(entry, entry.act)


def _units(shown: Seen) -> list[Section]:
    blocks = [pieces.facts(facts.of_units(shown)), pieces.facts(facts.of_deadline(shown))]
    if shown.given_back:
        blocks.append(pieces.note(shown.given_back))
    return [one for one in blocks if one.get("rows") or one.get("text")]


def _ratings(shown: Seen) -> list[Section]:
    blocks = [pieces.facts(rows) for rows in facts.of_ratings(shown)]
    if blocks:
        text = _("Only who rated and the office see this; the unit sees totals of five or more.")
        blocks.append(pieces.note(text))
    return blocks


def _printed(user: User, shown: Seen, role: str, at: datetime) -> list[str]:
    """Who had it printed, by role and code; and what that reader's paper is."""
    words = {"moment": moment(at), "who": _seat(shown, role), "code": user.code}
    lines = [_("Printed on %(moment)s for: %(who)s, code %(code)s.") % words]
    if shown.reader.sees_inside(user, shown.suggestion):
        text = _("It may hold what units and office keep between themselves: not to be passed on.")
        lines.append(text)
    url = f"{settings.SITE_URL}{shown.suggestion.get_absolute_url()}"
    text = _("It shows what this reader could read then; how the case stands today: %(url)s")
    return [*lines, text % {"url": url}]


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
