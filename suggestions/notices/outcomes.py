"""Who is told of what a review ends in, and in which words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from design.dates import day
from events.models import Event
from members.models import Organ
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.models import Suggestion
from suggestions.notices import readers as of
from suggestions.notices.making import notice
from suggestions.notices.readers import case_of
from suggestions.notices.words import context


def outcome(event: Event) -> dict[str, Any]:
    """The words of what a review ended in: its ground, its channel, where it went."""
    case, data = case_of(event), event.data
    organs = Organ.objects.in_bulk([code for code in (event.organ, data.get("to_organ")) if code])
    acting, to = organs.get(event.organ), organs.get(data.get("to_organ", ""))
    outside = case.past.outside
    channel = data.get("channel") or (outside.channel if outside else "")
    return {
        **context(event),
        "office": acting.office_name if acting else "",
        "to": to.office_name if to else "",
        "ground": lifecycle.GROUNDS.get(data.get("ground", ""), ""),
        "channel": lifecycle.CHANNELS.get(channel, ""),
        "kind": lifecycle.DIVERSIONS.get(data.get("kind", ""), ""),
        "main": data.get("into") or data.get("from") or "",
        "appeal": _appeal(event, case),
    }


def _appeal(event: Event, case: Suggestion) -> str:
    """Whether this decision can be looked at again, and until when."""
    made = [one for one in case.past.declines if one.at == event.at]
    if not made or made[0].appeal_until is None:
        return _("This decision is the last.")
    until = {"day": day(made[0].appeal_until)}
    return _("You can ask for a second look until %(day)s.") % until


OUTCOMES: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.SEND_BACK.name): notice(
        of.author,
        gettext_lazy("Please complete: {title}"),
        gettext_lazy("{office} needs something more. Please complete {code} by {day}."),
        context=outcome,
        waits=lifecycle.undo_window,
    ),
    ("suggestion", lifecycle.RESUBMIT.name): notice(
        of.office,
        gettext_lazy("Completed: {title}"),
        gettext_lazy("The author has completed {code}. It waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.WITHDRAW.name): notice(
        of.office,
        gettext_lazy("Withdrawn: {title}"),
        gettext_lazy("The author has withdrawn {code}; there is nothing left to do."),
        mail=False,
    ),
    ("suggestion", lifecycle.EXPIRE.name): notice(
        of.author,
        gettext_lazy("Not completed in time: {title}"),
        gettext_lazy("{code} counts as withdrawn. You can write it anew at any time."),
    ),
    ("suggestion", lifecycle.DECLINE.name): notice(
        of.author,
        gettext_lazy("Declined: {title}"),
        gettext_lazy("{office} has declined {code}: {ground}. {appeal}"),
        context=outcome,
        waits=lifecycle.undo_window,
    ),
    ("suggestion", lifecycle.APPEAL.name): notice(
        of.office,
        gettext_lazy("Second look: {title}"),
        gettext_lazy("The author asks you to look at {code} again. Please decide by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.MERGE.name): notice(
        of.author,
        gettext_lazy("Merged: {title}"),
        gettext_lazy(
            "{office} has merged {code} into {main}, on the same matter. You get its answer."
        ),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.SPLIT.name): notice(
        of.author_and_office,
        gettext_lazy("Reviewed by itself again: {title}"),
        gettext_lazy(
            "{main} has ended without an answer. {code}, which was merged into it, is reviewed by "
            "itself until {day}."
        ),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.DIVERT.name): notice(
        of.author,
        gettext_lazy("Passed on: {title}"),
        gettext_lazy("{office} has passed {code} on as: {kind}. Nobody has to answer it."),
        context=outcome,
    ),
    ("suggestion", lifecycle.TRANSFER.name): notice(
        of.author_and_both_offices,
        gettext_lazy("Transferred: {title}"),
        gettext_lazy("{office} has transferred {code} to {to}, which decides on it by {day}."),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.BOUNCE.name): notice(
        of.author_and_both_offices,
        gettext_lazy("Given back: {title}"),
        gettext_lazy("{office} has given {code} back to {to}, which decides on it by {day}."),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.HAND_OFF.name): notice(
        of.author,
        gettext_lazy("With another channel: {title}"),
        gettext_lazy("{office} has handed {code} over: {channel}. Its answer comes to you."),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.CHECK.name): notice(
        of.author,
        gettext_lazy("How it stands: {title}"),
        gettext_lazy("{office} has asked how {code} stands. The case says what it heard."),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.TAKE_BACK.name): notice(
        of.author,
        gettext_lazy("Taken back: {title}"),
        gettext_lazy("{office} has taken {code} back and hands it to a unit by {day}."),
        context=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.WRITE_BACK.name): notice(
        of.raters_or_author,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{channel}: {code} is answered. Please rate the answer by {day}."),
        context=outcome,
    ),
}
