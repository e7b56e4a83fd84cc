"""What the review of a case ended in, where it went besides, and what came back: in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from design.dates import day, together
from events.models import Event
from suggestions.lifecycle import CHANNELS, DIVERSIONS, GROUNDS, STATE_LABELS, Desk, State

if TYPE_CHECKING:
    from members.models import Organ
    from suggestions.models import Suggestion
    from suggestions.models.past import Outside, Refusal


@dataclass(frozen=True)
class Line:
    """One act, said in a line; with `words` those that somebody typed, and `more` of them."""

    at: datetime
    step: str
    said: str
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()
    seal: str = ""


@dataclass(frozen=True)
class SecondLook:
    """What the office reads when an author has asked to look again: who decided what, and why."""

    decided: str
    reason: str
    appeal: str


def lines(suggestion: Suggestion, events: list[Event], *, words: bool) -> list[Line]:
    """The acts of the ledger, what was merged into the case, and answers from other channels."""
    found = []
    for event in events:
        said = _said(event, suggestion, reasons=words)
        if said:
            typed = event.words if words or event.step in FOR_ALL else ""
            found.append(Line(event.at, event.step, said, typed))
    for joined in suggestion.past.joined:
        text = _("%(code)s, on the same matter, was merged into this case.")
        found.append(Line(joined.at, "merge", text % {"code": joined.code}))
    found += [_answer(one) for one in suggestion.past.hand_offs if one.replied_at]
    return found


# Words of these steps are for everybody who reads the case.
FOR_ALL = ("check",)


def _said(event: Event, suggestion: Suggestion, *, reasons: bool) -> str:
    """One act in a line, in the name of the organ that acted; "" for what is no such act."""
    template = _acts().get(event.step)
    if template is None:
        return ""
    offices = {organ.code: organ.office_name for organ in _organs(suggestion)}
    data = event.data
    values = {
        "office": offices.get(event.organ, event.organ),
        "to": offices.get(data.get("to_organ", ""), ""),
        "code": data.get("into") or data.get("from") or "",
        "channel": channel_word(data.get("channel", "")),
        "kind": str(DIVERSIONS.get(data.get("kind", ""), "")),
    }
    line = template % values
    if event.step == "decline" and reasons:
        return _declined(event, suggestion, line)
    return line


def _organs(suggestion: Suggestion) -> list[Organ]:
    passed = suggestion.past.transfers
    return [
        suggestion.organ,
        *(organ for one in passed for organ in (one.from_organ, one.to_organ)),
    ]


def _acts() -> dict[str, str]:
    return {
        "send_back": _("%(office)s sent it back to be completed."),
        "resubmit": _("The author completed it and sent it again."),
        "withdraw": _("The author withdrew it."),
        "expire": _("It was not completed in time and counts as withdrawn."),
        "decline": _("%(office)s declined it."),
        "appeal": _("The author asked for a second look."),
        "merge": _("%(office)s merged it into %(code)s."),
        "split": _("%(code)s, into which it was merged, ended without an answer."),
        "divert": _("%(office)s passed it on: %(kind)s."),
        "transfer": _("%(office)s transferred it to %(to)s."),
        "bounce": _("%(office)s gave it back to %(to)s."),
        "hand_off": _("%(office)s handed it over: %(channel)s."),
        "check": _("%(office)s asked how it stands there."),
        "take_back": _("%(office)s took it back from there."),
    }


def _declined(event: Event, suggestion: Suggestion, line: str) -> str:
    one = next((one for one in suggestion.past.declines if one.at == event.at), None)
    return together(line, ground_line(one)) if one else line


def declined(suggestion: Suggestion) -> str:
    """The last decision to decline, in a line with its ground."""
    last = suggestion.past.last_decline
    line = _acts()["decline"] % {"office": suggestion.organ.office_name}
    return together(line, ground_line(last)) if last else line


def ground_line(refusal: Refusal) -> str:
    """The ground in words, with the reference where there is one."""
    ground = str(GROUNDS.get(refusal.ground, refusal.ground))
    values = {"ground": ground, "reference": refusal.reference}
    if refusal.reference:
        return _("Ground: %(ground)s (%(reference)s).") % values
    return _("Ground: %(ground)s.") % values


def channel_word(code: str) -> str:
    return str(CHANNELS.get(code, code))


def _answer(outside: Outside) -> Line:
    """The answer that came back from another channel."""
    said = _("%(channel)s (%(number)s) answered.") % {
        "channel": channel_word(outside.channel),
        "number": outside.number,
    }
    more = []
    if outside.reason:
        more.append((_("Why it cannot be done now"), outside.reason))
    if outside.promised_on:
        more.append((_("Promised by"), str(day(outside.promised_on))))
    at = outside.replied_at or outside.at
    return Line(at, "write_back", said, outside.text, tuple(more), outside.outcome_class)


def second_look(suggestion: Suggestion) -> SecondLook | None:
    """The first decision and the appeal against it, where there was one and none after it."""
    first = suggestion.past.appealed
    if first is None or suggestion.state != State.SUBMITTED:
        return None
    here = Event.objects.of("suggestion", suggestion.code).filter(step__in=("decline", "appeal"))
    words = {event.step: event.words for event in here}
    decided = _("%(name)s declined it on %(day)s.") % {"name": first.by, "day": day(first.at)}
    return SecondLook(
        decided=together(decided, ground_line(first)),
        reason=words.get("decline", ""),
        appeal=words.get("appeal", ""),
    )


def who_has_it(suggestion: Suggestion) -> str:
    """The unit; of what another channel answered that channel; else the office."""
    if suggestion.unit:
        return suggestion.unit.name_with_parent
    outside = suggestion.past.outside
    if outside and suggestion.state in (State.REPLIED, State.FOLLOWUP, State.CLOSED):
        return channel_word(outside.channel)
    return suggestion.organ.office_name


def more(suggestion: Suggestion, *, at: datetime, reader: Desk) -> SafeString | str:
    """What the sentence of the case adds where it went another than the straight way."""
    says = _MORE.get(State(suggestion.state))
    return says(suggestion, at, reader) if says else ""


def _more_declined(suggestion: Suggestion, at: datetime, reader: Desk) -> str:
    last = suggestion.past.last_decline
    if last is None or reader not in (Desk.MEMBER, Desk.OFFICE):
        return ""
    ground = ground_line(last)
    if not last.can_be_appealed(at):
        return ground if last.appeal_until else together(ground, _("This decision is the last."))
    until = {"day": day(last.appeal_until)}
    if reader is Desk.MEMBER:
        return together(ground, _("You can ask for a second look until %(day)s.") % until)
    return together(ground, _("Its author can ask for a second look until %(day)s.") % until)


def _more_merged(suggestion: Suggestion, at: datetime, reader: Desk) -> SafeString | str:
    main = suggestion.merged_into
    if main is None or main.sealed_at:
        return ""
    return format_html(
        _('That one is <a href="{url}">{code}</a>: {state}.'),
        url=main.get_absolute_url(),
        code=main.code,
        state=STATE_LABELS[State(main.state)],
    )


def _more_diverted(suggestion: Suggestion, at: datetime, reader: Desk) -> str:
    kind = DIVERSIONS.get(suggestion.past.diverted)
    return _("It was passed on as: %(kind)s.") % {"kind": kind} if kind else ""


def _more_outside(suggestion: Suggestion, at: datetime, reader: Desk) -> str:
    outside = suggestion.past.outside
    if outside is None:
        return ""
    values = {"channel": channel_word(outside.channel), "number": outside.number}
    return _("%(channel)s, number there %(number)s.") % values


def _more_submitted(suggestion: Suggestion, at: datetime, reader: Desk) -> str:
    past = suggestion.past
    if past.appealed:
        return _("It is looked at a second time, as its author has asked.")
    last = past.transfers[-1] if past.transfers else None
    if last and last.bounced_at:
        return _("%(office)s gave it back.") % {"office": last.to_organ.office_name}
    if last:
        return _("It came from %(office)s.") % {"office": last.from_organ.office_name}
    return ""


def _more_owed(suggestion: Suggestion, at: datetime, reader: Desk) -> SafeString | str:
    """While the answer waits to be rated, what it promised goes on, or has come due already."""
    late = [one for one in suggestion.promises() if one.is_late(at)]
    if not late:
        return _under_way(suggestion)
    first = min(late, key=lambda one: (one.due_on, one.code))
    if first.is_contested:
        return format_html(
            _(
                "What <strong>{unit}</strong> promised was not kept: it gives a new date by "
                "<strong>{day}</strong>."
            ),
            unit=first.holder,
            day=day(first.day_in_force),
        )
    return format_html(
        _(
            "What <strong>{unit}</strong> promised by <strong>{day}</strong> is overdue: it "
            "reports what became of it, or gives a new date with the reason."
        ),
        unit=first.holder,
        day=day(first.due_on),
    )


def _under_way(suggestion: Suggestion) -> SafeString | str:
    """What was promised and is not due yet, by its own day."""
    owed = [one for one in suggestion.promises() if one.is_owed]
    if not owed:
        return ""
    first = min(owed, key=lambda one: (one.due_on, one.code))
    return format_html(
        _("<strong>{unit}</strong> keeps its promise by <strong>{day}</strong>."),
        unit=first.holder,
        day=day(first.due_on),
    )


_MORE: dict[State, Callable[[Suggestion, datetime, Desk], SafeString | str]] = {
    State.DECLINED: _more_declined,
    State.MERGED: _more_merged,
    State.DIVERTED: _more_diverted,
    State.HANDED_OFF: _more_outside,
    State.SUBMITTED: _more_submitted,
    State.REPLIED: _more_owed,
}
