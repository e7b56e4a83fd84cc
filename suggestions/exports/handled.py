"""Who worked on a case, who signed its answer, and on which days: what an office files it by.

Names are those that the page shows to the same reader. Whom somebody stood in for is for those who
work on the case; others read in whose place it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from deadlines.lights import light
from design.dates import day, in_chinese, listed
from members.models import User
from suggestions import promised
from suggestions.lifecycle import OUTCOME_CLASSES, SIGN_OFF, State
from suggestions.models.reply import ANSWER
from suggestions.story import outcomes, papers
from suggestions.story.file import of_present_life
from suggestions.story.units import in_force

if TYPE_CHECKING:
    from datetime import datetime

    from suggestions.models import Assignment
    from suggestions.models.past import Drafted
    from suggestions.story import Seen
    from workdays.arithmetic import Calendar

type Cells = list[tuple[str, str, bool]]

NOTHING = "—"
ANSWERS = ("reply", "write_back")


def form(shown: Seen, *, calendar: Calendar, inside: bool) -> Cells:
    """The facts of a case as a form: label, what it says, and whether that goes across.

    ``inside``: for somebody who reads answers that are not delivered yet.
    """
    case = shown.suggestion
    cosigners = listed(getattr(case, "cosigner_names", None) or ())
    return [
        _half(_("Case number"), case.code),
        _half(_("Submitted on"), _day(case.submitted_at)),
        _across(_("From"), f"{case.author} · {case.author_organ.name}"),
        *([_across(_("Co-signers"), cosigners)] if cosigners else []),
        _half(_("Place"), case.place.name),
        _half(_("What it is about"), _category(shown)),
        *_handled(shown, calendar, inside),
        _half(_("Outcome"), _outcome(shown)),
        _half(_("Closed on"), _day(case.closed_at)),
        _half(_("Office in charge"), case.organ.office_name),
        _half(_("Who may know of it"), str(case.get_wish_display())),
    ]


def _day(value: datetime | None) -> str:
    return day(value, weekday=False)


def _half(label: str, value: str) -> tuple[str, str, bool]:
    return label, value or NOTHING, False


def _across(label: str, value: str) -> tuple[str, str, bool]:
    return label, value or NOTHING, True


def _category(shown: Seen) -> str:
    words = str(shown.suggestion.category or "")
    if words and not shown.suggestion.category_chosen_by_author:
        return f"{words} {_('(as the platform proposes)')}"
    return words


def _outcome(shown: Seen) -> str:
    here = of_present_life(shown.entries)
    seal = next((one.seal for one in here if one.step in ANSWERS and one.seal), "")
    words = f"{seal} · {OUTCOME_CLASSES[seal]}" if seal else ""
    if words and shown.suggestion.state == State.REWORK:
        return f"{words} {_('(of the earlier answer)')}"
    return words


def _handled(shown: Seen, calendar: Calendar, inside: bool) -> Cells:
    """Units, people and days: of the units that answer or, where it went there, of a channel."""
    works = answering(shown)
    outside = shown.suggestion.past.outside
    if not works and outside:
        return [
            _across(_("Handled by"), outcomes.channel_word(outside.channel)),
            _half(_("Assigned on"), _day(outside.at)),
            _half(_("Answered on"), _day(outside.replied_at)),
        ]
    people = people_of(shown, works)
    whose = signers(shown, works, people, inside=inside)
    units = listed(dict.fromkeys(one.department.name_with_parent for one in works))
    return [
        _across(_("Handling unit"), units),
        _half(_("Officer in charge"), _each(works, lambda one: officer(one, shown, people))),
        _half(_("Signed off by"), _each(works, lambda one: whose.get(one.code, ""))),
        _half(_("Assigned on"), _each(works, lambda one: _day(one.assigned_at))),
        _half(_("Answer due"), _each(works, lambda one: _day(one.due_at))),
        _across(_("Answered on"), _each(works, lambda one: answered(one, calendar))),
    ]


def answering(shown: Seen) -> list[Assignment]:
    """The assignments whose units answer: of a reopened case those of its present life."""
    return [one for one in in_force(shown.works, shown.events) if not one.is_co]


def _each(works: Sequence[Assignment], say: Callable[[Assignment], str]) -> str:
    """What there is to say of each, with its unit's name where there are several."""
    if len(works) == 1:
        return say(works[0])
    between = "：" if in_chinese() else ": "
    said = [(one.department.short_name, say(one)) for one in works]
    return "\n".join(f"{unit}{between}{words}" for unit, words in said if words)


def answered(work: Assignment, calendar: Calendar) -> str:
    """The day of an answer or an opinion, and whether that was in time; below it those of earlier
    answers, after which another one was asked for. "" while there is none."""
    earlier = [
        _("earlier answer: %(day)s") % {"day": _day(one.replied_at)}
        for one in sorted(work.replies.all(), key=lambda one: one.round, reverse=True)
        if one.kind == ANSWER and one.round < work.round
    ]
    return "\n".join(filter(None, (_answered(work, calendar), *earlier)))


def _answered(work: Assignment, calendar: Calendar) -> str:
    if work.delivered_at is None:
        return ""
    if work.is_checked:
        words = {"day": _day(work.delivered_at), "office": work.suggestion.organ.office_name}
        return _("handed in on %(day)s, %(office)s looks it over") % words
    done = light(work.due_at, work.delivered_at, calendar, stopped_at=work.delivered_at)
    return f"{_day(work.delivered_at)} · {done.text}"


def officer(work: Assignment, shown: Seen, people: Mapping[str, str]) -> str:
    """Who handles it; where nobody is named, who signed for it, to those who work on it."""
    return named(work, {}) or papers.entered(shown.suggestion, work) or named(work, people)


def named(work: Assignment, people: Mapping[str, str]) -> str:
    """The officer by name or, of those known by name, who signed for it or wrote its answer."""
    return str(work.officer or people.get(_hand(work), ""))


def _hand(work: Assignment) -> str:
    """Whose matter it is while no officer is named: see `deputies.by_name`."""
    written = [one.author_id for one in work.replies.all() if one.kind == ANSWER]
    key = work.signed_by_id or (written[-1] if written else None)
    return f"#{key}" if key else ""


def signers(
    shown: Seen, works: Sequence[Assignment], people: Mapping[str, str], *, inside: bool
) -> dict[str, str]:
    """By the codes of assignments who signed the answer off, and in whose place."""
    heads, found = _in_whose_place(shown), {}
    for work in works:
        draft = _last_signed(shown, work, inside)
        if draft and draft.signed_at:
            head = heads.get((work.code, draft.signed_at))
            found[work.code] = _signed(draft, head, people)
        elif work.state in promised.ANSWERED and not _was_signed(shown, work):
            found[work.code] = _("no signing off was asked for")
    return found


def _was_signed(shown: Seen, work: Assignment) -> bool:
    """Whether the unit's head has signed any answer of the case, whoever reads it."""
    units = {one.code: one.department_id for one in shown.works}
    signed = (units.get(one.work) for one in shown.suggestion.past.drafts if one.signed_at)
    return work.department_id in signed


def _in_whose_place(shown: Seen) -> dict[tuple[str, datetime], str]:
    """By assignment and moment the code of the head in whose place an answer was signed off."""
    return {
        (str(one.data.get("assignment")), one.at): str(one.data["deputy_of"])
        for one in shown.events
        if one.step == SIGN_OFF.name and "deputy_of" in one.data
    }


def people_of(shown: Seen, works: Sequence[Assignment]) -> dict[str, str]:
    """Names that the case does not bring along, by code and by "#" and key; one query at most."""
    codes = set(_in_whose_place(shown).values())
    keys = {_hand(one)[1:] for one in works if not one.officer} - {""}
    if not shown.works_on_it or not codes | keys:
        return {}
    found = User.objects.filter(Q(code__in=codes) | Q(pk__in=keys))
    rows = list(found.values_list("pk", "code", "name"))
    return {code: name for _pk, code, name in rows} | {f"#{pk}": name for pk, _code, name in rows}


def _last_signed(shown: Seen, work: Assignment, inside: bool) -> Drafted | None:
    """The answer that was signed off last, of those that this reader reads of."""
    theirs = [one for one in shown.suggestion.past.drafts if one.work == work.code]
    signed = [one for one in theirs if one.signed_at and (one.delivered_at or inside)]
    return signed[-1] if signed else None


def _signed(draft: Drafted, head: str | None, people: Mapping[str, str]) -> str:
    words = {"name": draft.signer, "head": people.get(head or "", "")}
    if draft.files or draft.paper:
        return _("stamped letter, recorded by %(name)s") % words
    if head and words["head"]:
        return _("%(name)s for %(head)s") % words
    return _("%(name)s for the head") % words if head else str(draft.signer)
