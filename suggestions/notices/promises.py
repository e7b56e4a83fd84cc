"""Rating, asking again, promises, reopening."""

from dataclasses import replace

from django.utils.translation import gettext_lazy

from commitments.lifecycle import (
    CHANGE,
    CONFIRM,
    CONTEST,
    MAKE,
    RENEW,
    REPLACE,
    REPORT,
    STAND_CHANGED,
    STAND_KEPT,
)
from notifications.registry import REMINDERS, Notice
from suggestions import lifecycle
from suggestions.notices import readers as of
from suggestions.notices import upwards as up
from suggestions.notices.making import TALK, notice, reminder
from suggestions.notices.words import of_promise, with_words

LATE = (
    gettext_lazy("Promise overdue: {title}"),
    gettext_lazy(
        "{unit} promised it by {day}. Now it reports what became of it, or gives a new date with "
        "the reason."
    ),
)
UNDATED = (
    gettext_lazy("A new date is missing: {title}"),
    gettext_lazy("What {unit} promised by {day} was not kept, and no new date has come."),
)
STANDS = notice(
    of.author_and_holder,
    gettext_lazy("Counts as kept: {title}"),
    gettext_lazy("Nobody spoke against the report of {unit}: it stands as not confirmed."),
    mail=False,
    context=of_promise,
)
PROMISES: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.REDO.name): notice(
        of.units_asked_again,
        gettext_lazy("Asked for again: {title}"),
        gettext_lazy("The author asks for another answer to {code}. What is missing: {words}"),
        context=with_words,
    ),
    ("suggestion", lifecycle.SUPERVISE.name): notice(
        of.offices_up,
        gettext_lazy("Supervised: {title}"),
        gettext_lazy("The author of {code} asks for an answer for the second time."),
    ),
    ("suggestion", lifecycle.FOLLOW.name): notice(
        of.raters,
        gettext_lazy("Promise followed: {title}"),
        gettext_lazy("The rating of {code} is over. What was promised is followed now."),
        mail=False,
    ),
    ("suggestion", lifecycle.SETTLE.name): notice(
        of.author,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("What was promised about {code} is settled; the case is closed."),
        mail=False,
    ),
    ("suggestion", lifecycle.REOPEN.name): notice(
        of.author,
        gettext_lazy("Open again: {title}"),
        gettext_lazy("{office} has opened {code} again for a new fact: {words}"),
        context=with_words,
    ),
    ("suggestion", MAKE.name): None,
    ("suggestion", REPORT.name): notice(
        of.author,
        gettext_lazy("Was it kept? {title}"),
        gettext_lazy(
            "{unit} reports on its promise. Please say by {day} whether it is so: {words}"
        ),
        context=of_promise,
        group=REMINDERS,
    ),
    ("suggestion", CONFIRM.name): notice(
        of.holder,
        gettext_lazy("Confirmed: {title}"),
        gettext_lazy("The author confirms that what {unit} promised was kept."),
        mail=False,
        context=of_promise,
    ),
    ("suggestion", CHANGE.name): notice(
        of.holder,
        gettext_lazy("Given up: {title}"),
        gettext_lazy("The author accepts that what {unit} promised cannot be done now."),
        mail=False,
        context=of_promise,
    ),
    ("suggestion", CONTEST.name): notice(
        of.holder_and_office,
        gettext_lazy("Not kept: {title}"),
        gettext_lazy(
            "The author says that it is not so. {unit} gives a new date by {day}. "
            "What was written: {words}"
        ),
        context=of_promise,
    ),
    ("suggestion", RENEW.name): notice(
        of.author_and_office,
        gettext_lazy("New date: {title}"),
        gettext_lazy("{unit} promises it by {day} now. The reason: {words}"),
        context=of_promise,
        group=TALK,
    ),
    ("suggestion", STAND_KEPT.name): STANDS,
    ("suggestion", STAND_CHANGED.name): replace(
        STANDS, title=gettext_lazy("Counts as given up: {title}")
    ),
    ("suggestion", REPLACE.name): None,
    ("commitment", "due_moved"): None,
    ("commitment", "remind_promise_soon"): reminder(
        of.holder,
        gettext_lazy("Promise due soon: {title}"),
        gettext_lazy("{unit} has promised it by {day}."),
        context=of_promise,
    ),
    ("commitment", "remind_promise_today"): reminder(
        of.holder,
        gettext_lazy("Promised for today: {title}"),
        gettext_lazy("{unit} has promised it by {day}. Please report what became of it."),
        context=of_promise,
    ),
    ("commitment", "remind_promise_late"): reminder(up.holder_and_head, *LATE, context=of_promise),
    ("commitment", "remind_promise_late_5"): reminder(
        up.holder_head_and_office, *LATE, context=of_promise
    ),
    ("commitment", "remind_promise_weekly"): reminder(
        up.holder_and_offices, *LATE, context=of_promise
    ),
    ("commitment", "remind_confirm_soon"): reminder(
        of.author,
        gettext_lazy("Was it kept? {title}"),
        gettext_lazy("Please say by {day} whether it is as {unit} reports; then its word stands."),
        context=of_promise,
    ),
    ("commitment", "remind_promise_undated"): reminder(
        up.holder_head_and_office, *UNDATED, context=of_promise
    ),
    ("commitment", "remind_promise_undated_weekly"): reminder(
        up.holder_and_offices, *UNDATED, context=of_promise
    ),
}
