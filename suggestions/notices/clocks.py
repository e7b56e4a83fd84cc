"""Who is reminded, and who is told of a date that has moved."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions.lifecycle import ladders
from suggestions.notices import readers as of
from suggestions.notices import upwards as up
from suggestions.notices.making import reminder
from suggestions.notices.readers import case_of

SOON = gettext_lazy("Due soon: {title}")
TODAY = gettext_lazy("Due today: {title}")
OVERDUE = gettext_lazy("Overdue: {title}")
LONG_OVERDUE = gettext_lazy("Long overdue: {title}")

type Table = dict[tuple[str, str], Notice | None]


def _ladder(kind: str, names: tuple[str, ...], readers: Any, texts: Any, *, urgent: bool) -> Table:
    """The five rungs of one clock: readers from the lowest on, and the words before and after."""
    before, after = texts
    soon, today, late, late_5, weekly = (f"remind_{name}" for name in names)
    in_time, one_day, five_days, each_week = readers
    return {
        (kind, soon): reminder(in_time, SOON, before),
        (kind, today): reminder(in_time, TODAY, before, urgent=urgent),
        (kind, late): reminder(one_day, OVERDUE, after),
        (kind, late_5): reminder(five_days, LONG_OVERDUE, after),
        (kind, weekly): reminder(each_week, LONG_OVERDUE, after),
    }


# An office has many cases due on one day: they come in its one daily mail.
OFFICE: Table = {
    key: notice
    for name, (kind, _phase) in ladders.OFFICE_CLOCKS.items()
    for key, notice in _ladder(
        kind,
        ladders.rungs(name),
        (of.office, of.office, up.office_and_admin, up.office_and_above),
        (
            gettext_lazy("{code} waits for {office}: {what}, by {day}."),
            gettext_lazy("{code} waits for {office}: {what}. It was due on {day}."),
        ),
        urgent=False,
    ).items()
}

WORK: Table = (
    _ladder(
        "assignment",
        ladders.ANSWER,
        (
            up.in_charge,
            up.officers_and_head,
            up.officers_head_and_office,
            up.officers_and_offices,
        ),
        (
            gettext_lazy("{unit} answers {code} by {day}."),
            gettext_lazy("The answer of {unit} to {code} was due on {day}."),
        ),
        urgent=True,
    )
    | _ladder(
        "assignment",
        ladders.OPINION,
        (of.officers, up.co_and_lead, up.co_lead_and_office, up.co_lead_and_offices),
        (
            gettext_lazy("{unit} gives its opinion on {code} by {day}; {lead} waits for it."),
            gettext_lazy("The opinion of {unit} on {code} was due on {day}; {lead} waits for it."),
        ),
        urgent=True,
    )
    | _ladder(
        "assignment",
        ladders.COSIGN,
        (of.officers, up.co_and_lead, up.co_lead_and_office, up.co_lead_and_offices),
        (
            gettext_lazy("{lead} waits for the word of {unit} on its answer to {code}, by {day}."),
            gettext_lazy(
                "{lead} waits for the word of {unit} on its answer to {code}. "
                "It was due on {day}; silence is no consent."
            ),
        ),
        urgent=True,
    )
    | _ladder(
        "assignment",
        ladders.SIGNOFF,
        (
            up.who_signs_off,
            up.officers_and_head,
            up.officers_head_and_office,
            up.officers_and_offices,
        ),
        (
            gettext_lazy("The answer of {unit} to {code} waits to be signed off, by {day}."),
            gettext_lazy(
                "The answer of {unit} to {code} waits to be signed off. It was due on {day}, "
                "and the clock of the answer runs on."
            ),
        ),
        urgent=True,
    )
    | _ladder(
        "assignment",
        ladders.DISPUTE,
        (of.arbiter, of.arbiter, up.arbiter_and_office, up.arbiter_and_offices),
        (
            gettext_lazy("Whose matter {code} is waits for your word, by {day}."),
            gettext_lazy("Whose matter {code} is was to be settled by {day}."),
        ),
        urgent=False,
    )
)

SINGLE: Table = {
    ("assignment", "remind_unsigned"): reminder(
        up.officers_and_head,
        gettext_lazy("Not signed for yet: {title}"),
        gettext_lazy(
            "{code} is with {unit}; its clock has run since the assignment. "
            "It was to be signed for by {day}."
        ),
    ),
    ("suggestion", "remind_hold_soon"): reminder(
        up.office_and_units,
        gettext_lazy("The hold ends soon: {title}"),
        gettext_lazy("{code} is on hold until {day}; then the clock of its unit runs on."),
        mail=False,
    ),
    ("suggestion", "remind_rate_soon"): reminder(
        of.raters_asked,
        gettext_lazy("Two days left to rate: {title}"),
        gettext_lazy("Until {day} you can say what you think of the answer to {code}."),
    ),
    ("suggestion", "remind_complete_soon"): reminder(
        of.author_alone,
        gettext_lazy("Still to be completed: {title}"),
        gettext_lazy("Please complete {code} by {day}; after that it is withdrawn by itself."),
    ),
    ("suggestion", "remind_complete_today"): reminder(
        of.author_alone,
        gettext_lazy("To be completed today: {title}"),
        gettext_lazy("Please complete {code} by {day}; after that it is withdrawn by itself."),
        urgent=True,
    ),
    ("suggestion", "remind_appeal_soon"): reminder(
        of.author_alone,
        gettext_lazy("A second look can still be asked for: {title}"),
        gettext_lazy("If you see it otherwise, ask by {day} for a second look at {code}."),
        mail=False,
    ),
    ("cosigner", "remind_cosigner_soon"): reminder(
        up.asked_cosigner,
        gettext_lazy("Still waiting for your yes or no: {title}"),
        gettext_lazy("Until {day} you can say whether you stand by {code}."),
        url=lambda event: reverse("suggestions:cosign", args=[case_of(event).code]),
    ),
    ("cosigner", "remind_cosigner_today"): reminder(
        up.asked_cosigner,
        gettext_lazy("Last day for your yes or no: {title}"),
        gettext_lazy("Until {day} you can say whether you stand by {code}."),
        url=lambda event: reverse("suggestions:cosign", args=[case_of(event).code]),
    ),
    ("cosigner", "due_moved"): None,
    ("assignment", "due_moved"): reminder(
        of.those_who_wait_for_the_answer,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: the answer to {code} is due on {day} now."),
    ),
    ("suggestion", "due_moved"): reminder(
        of.author,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: {code} is due on {day} now."),
        mail=False,
    ),
}
CLOCKS: Table = OFFICE | WORK | SINGLE
