"""When the notices of this app go, and values that suit each: a rating's date is no answer's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments import lifecycle as promises
from deadlines.phases import word
from deadlines.registry import Rule
from deadlines.registry import rules as reminder_rules
from design.dates import day, listed
from notifications.registry import Occasion
from suggestions import lifecycle
from suggestions.notices.words import PHASES

type Key = tuple[str, str]

# A case as it could go in a spring: when each of its clocks would be over.
SPRING = {
    "review": date(2026, 3, 4),
    lifecycle.TAKING_OVER: date(2026, 3, 4),
    "assign": date(2026, 3, 5),
    "sign": date(2026, 3, 6),
    "complete": date(2026, 3, 18),
    "appeal": date(2026, 3, 11),
    "cosigner": date(2026, 3, 3),
    "check": date(2026, 3, 12),
    "reassign": date(2026, 3, 10),
    "return_decision": date(2026, 3, 9),
    "extension_decision": date(2026, 3, 17),
    "dispute": date(2026, 3, 13),
    "opinion": date(2026, 3, 12),
    "cosign": date(2026, 3, 16),
    "signoff": date(2026, 3, 18),
    "answer_check": date(2026, 3, 20),
    "hold": date(2026, 4, 2),
    "handle": date(2026, 3, 19),
    "rate": date(2026, 4, 3),
    "redo": date(2026, 4, 20),
    "promise": date(2026, 6, 30),
}
RENEWED = date(2026, 7, 31)
_day = lazy(day, str)


def _phase(kind: str, phase: str) -> str:
    return capfirst(word(kind, phase))


def _when(rules: tuple[Rule, ...]) -> str:
    """When a reminder goes: of which clocks, and how far from their date."""
    rule = rules[0]
    named = listed([_phase(one.kind, one.phase) for one in rules])
    return _("%(clock)s: %(when)s") % {"clock": named, "when": _turn(rule)}


def _turn(rule: Rule) -> str:
    """How far from the date a reminder goes."""
    days = abs(rule.offset)
    if rule.amber:
        return _("when it is nearly due: four fifths of the time used, or two working days left")
    if not rule.offset:
        return _("on the day it is due")
    if rule.offset < 0:
        before = ngettext("%(days)d working day before", "%(days)d working days before", days)
        return before % {"days": days}
    if rule.every:
        said = _("%(days)d working days late, and every %(every)d working days again")
        return said % {"days": days, "every": rule.every}
    late = ngettext("%(days)d working day late", "%(days)d working days late", days)
    return late % {"days": days}


_when_of = lazy(_when, str)
_name_of = lazy(word, str)


def _reminders() -> Iterator[tuple[Key, Occasion]]:
    """The rungs of every clock; the two clocks of an answer share their ladder."""
    values: dict[str, str | Promise]
    every = reminder_rules()
    for key in dict.fromkeys((rule.kind, rule.step) for rule in every):
        rules = tuple(rule for rule in every if (rule.kind, rule.step) == key)
        first = rules[0]
        phase = "promise" if first.step.startswith("remind_promise") else first.phase
        values = {"what": _name_of(first.kind, first.phase), "day": _day(SPRING[phase])}
        yield key, Occasion(when=_when_of(rules), values=values)


def _dated(phase: str) -> Occasion:
    return Occasion(values={"day": _day(SPRING[phase]), **_asked(phase)})


def _asked(phase: str) -> dict[str, str | Promise]:
    """What is asked of an author by the date of a rating; of a unit the sample of all asks."""
    return {"task": _rate_by(SPRING[phase])} if phase == "rate" else {}


def _rate_by(last: date) -> str:
    return lazy(lambda: _("Please rate the answer by {day}.").format(day=day(last)), str)()


def _written(words: Promise, last: date = SPRING["promise"]) -> Occasion:
    return Occasion(values={"words": words, "day": _day(last)})


OCCASIONS: dict[Key, Occasion] = {
    **{("suggestion", step): _dated(phase) for step, phase in PHASES.items()},
    **dict(_reminders()),
    ("suggestion", lifecycle.ASK_AGREEMENT.name): _dated("cosign"),
    ("suggestion", lifecycle.RETURN_OPINION.name): _dated("opinion"),
    ("suggestion", lifecycle.GRANT_EXTENSION.name): Occasion(values={"day": _day(RENEWED)}),
    ("suggestion", lifecycle.ASK_COSIGNER.name): _dated("cosigner"),
    ("suggestion", lifecycle.REDO.name): _written(
        gettext_lazy("It does not say when the crossing will be there."), SPRING["redo"]
    ),
    ("suggestion", lifecycle.REOPEN.name): _written(
        gettext_lazy("The paint of the crossing is worn off.")
    ),
    ("suggestion", promises.REPORT.name): _written(
        gettext_lazy("The crossing is painted and lit."), SPRING["rate"]
    ),
    ("suggestion", promises.CONTEST.name): _written(
        gettext_lazy("It is painted, but the lamp is missing."), SPRING["redo"]
    ),
    ("suggestion", promises.RENEW.name): _written(
        gettext_lazy("The lamp is delivered in July."), RENEWED
    ),
}
