"""The facts of a case as labels and words: what stands beside the file on its page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import GivenDate
from deadlines.explain import Explanation, explain
from deadlines.phases import word
from design.dates import day, in_chinese, listed, moment
from suggestions import clocks, promised
from suggestions.exports import handled
from suggestions.lifecycle import CHANNELS
from suggestions.story import units

if TYPE_CHECKING:
    from suggestions.models.aside import Promised
    from suggestions.story import Seen
    from suggestions.story.units import UnitLine
    from workdays.arithmetic import Calendar

type Rows = list[tuple[str, str]]


def besides(shown: Seen) -> Rows:
    """What the form of a case has no place for."""
    supervised = _("Supervised") if shown.supervised else ""
    return [*_besides(shown), (_("Supervision"), supervised)]


def _besides(shown: Seen) -> Rows:
    """Where it went besides, and what was merged into it."""
    past = shown.suggestion.past
    found = []
    for one in past.transfers:
        label = _("Transferred and given back") if one.bounced_at else _("Transferred")
        way = f"{one.from_organ.short_office_name} → {one.to_organ.short_office_name}"
        found.append((label, f"{way} · {day(one.at)}"))
    found += [
        (str(CHANNELS.get(one.channel, one.channel)), f"{one.number} · {day(one.at)}")
        for one in past.hand_offs
    ]
    joined = [one.code for one in past.joined] if shown.works_on_it else []
    return [*found, (_("Merged into it"), listed(joined))]


def of_units(shown: Seen, calendar: Calendar) -> list[tuple[str, ...]]:
    """Each unit in force: its part and how that stands, who handles it, and the days."""
    works = units.in_force(shown.works, shown.events)
    people = handled.people_of(shown, works)
    return [
        (
            f"{line.part}\n{line.name}",
            "\n".join(filter(None, (line.state, line.entered))),
            line.officer or handled.named(work, people),
            day(work.assigned_at, weekday=False),
            "\n".join(filter(None, (day(work.due_at, weekday=False), _first(line)))),
            handled.answered(work, calendar),
        )
        for work, line in zip(works, shown.units, strict=True)
    ]


def _first(line: UnitLine) -> str:
    return _("first due %(day)s") % {"day": line.first_due} if line.first_due else ""


def of_deadlines(shown: Seen) -> list[Rows]:
    """How the unit's date was reckoned, and apart from it that which the case waits for now."""
    works = handled.answering(shown)
    unit = clocks.of_work(works[0], running=shown.due) if works else None
    found = []
    for one in dict.fromkeys(filter(None, (unit, shown.due))):
        words = {"what": word(one.kind, one.phase), "day": moment(one.due_at)}
        due = _("%(what)s by %(day)s") % words
        found.append([(_("Deadline"), due), *_reckoned(explain(one))])
    return found


def _reckoned(total: Explanation) -> Rows:
    length = ngettext("%(n)d working day", "%(n)d working days", total.days) % {"n": total.days}
    itself = _("(this day itself does not count)")
    start = f"{day(total.start)}{'' if in_chinese() else ' '}{itself}"
    skipped = [
        f"{day(one.first)}{' – ' + day(one.last) if one.days > 1 else ''} · {one.reason}"
        for one in total.skipped
    ]
    held = _("since %(day)s; the clock stands still until it goes on")
    return [
        (_("Counted from"), "" if total.is_given else f"{start} · {length}"),
        (_("Rule"), total.rule),
        (_("Days left out"), "\n".join(skipped)),
        (_("Weekend days that count"), listed(day(one) for one in total.worked_weekends)),
        (_("First due"), moment(total.moved_from)),
        *((change.title, change.words) for change in total.changes),
        (_("Held"), held % {"day": day(total.held_since)} if total.held_since else ""),
        (_("Provisional"), _provisional(total)),
    ]


def _provisional(total: Explanation) -> str:
    if not total.provisional:
        return ""
    return _("The State Council has not yet published the holidays of that year.")


def of_promises(shown: Seen) -> list[Rows]:
    """Each promise: who made it, until when, before that until when, what came of it."""
    codes = [one.code for one, _light in shown.promises]
    given = GivenDate.objects.filter(commitment__code__in=codes)
    days: dict[str, list[date]] = {}
    for code, due_on in given.values_list("commitment__code", "due_on"):
        days.setdefault(code, []).append(due_on)
    return [
        [
            (_("Promised"), _("by %(day)s") % {"day": day(one.due_on)}),
            (_("Promised before"), _missed(one, days.get(one.code, []))),
            (_("A new day is to be named"), _named_by(one)),
            (_("By whom"), one.holder),
            (_("How it stands"), _came(one, late=light.kind == "red")),
        ]
        for one, light in shown.promises
    ]


def _named_by(one: Promised) -> str:
    """Of one that was not kept until when its holder names another day."""
    return _("by %(day)s") % {"day": day(one.day_in_force)} if one.is_contested else ""


def _missed(one: Promised, given: list[date]) -> str:
    """The days that were promised before the one that holds now."""
    earlier = [due_on for due_on in given if due_on != one.due_on]
    return "\n".join(_("by %(day)s") % {"day": day(due_on)} for due_on in earlier)


def _came(one: Promised, *, late: bool) -> str:
    """What came of a promise, with the day on which that was confirmed, or that it is overdue."""
    if one.confirmed_at:
        words = {"what": one.word, "day": day(one.confirmed_at)}
        return _("%(what)s, confirmed on %(day)s") % words
    stands = str(promised.word(one.state, late=late))
    return " · ".join([stands, *([_("not confirmed")] if one.is_unconfirmed else [])])


def of_ratings(shown: Seen) -> list[Rows]:
    """The ratings that this reader may read."""
    return [
        [
            (_("Rated by"), f"{one.rater} · {moment(one.rated_at)}"),
            (_("How they dealt with you"), one.attitude_word),
            (_("What came of it"), one.result_word),
            (_("Comment"), one.comment),
        ]
        for one in shown.ratings
    ]
