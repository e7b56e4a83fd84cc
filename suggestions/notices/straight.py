"""The straight way of a case, and the reminders of its units."""

from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices.readers import (
    author,
    author_and_units,
    author_unless_answered,
    office,
    officers,
    officers_unless_taken_back,
    overdue_readers,
    raters,
    raters_or_author,
    those_who_wait_for_the_answer,
    units_and_office,
    units_or_office,
)
from suggestions.notices.words import notice

type Table = dict[tuple[str, str], Notice | None]


STRAIGHT: Table = {
    ("suggestion", lifecycle.SUBMIT.name): notice(
        office,
        gettext_lazy("New suggestion: {title}"),
        gettext_lazy("{code} waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.ROUTE.name): None,
    ("suggestion", lifecycle.ACCEPT.name): notice(
        author,
        gettext_lazy("Accepted: {title}"),
        gettext_lazy("{office} has accepted your suggestion and hands it to a unit."),
        mail=False,
    ),
    ("suggestion", lifecycle.ASSIGN.name): None,
    ("suggestion", lifecycle.SIGN.name): notice(
        author_unless_answered,
        gettext_lazy("In handling: {title}"),
        gettext_lazy("{unit} has signed for your suggestion and answers by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.CONTACT.name): None,
    ("suggestion", lifecycle.SAY.name): notice(
        units_or_office,
        gettext_lazy("The author writes: {title}"),
        gettext_lazy("The author of {code} has written to you on the case."),
    ),
    ("suggestion", lifecycle.ADD_FACT.name): notice(
        units_and_office,
        gettext_lazy("A new fact: {title}"),
        gettext_lazy("The author of {code} has added a fact. The date stays as it is."),
    ),
    ("suggestion", lifecycle.SAY_UNIT.name): notice(
        author,
        gettext_lazy("A unit writes: {title}"),
        gettext_lazy("{unit} has written to you on {code}."),
    ),
    ("suggestion", lifecycle.SAY_OFFICE.name): notice(
        author_and_units,
        gettext_lazy("The office writes: {title}"),
        gettext_lazy("{office} has written to you on {code}."),
    ),
    ("suggestion", lifecycle.REPLY.name): notice(
        raters_or_author,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{unit} has answered your suggestion. {task}"),
    ),
    ("suggestion", lifecycle.RATE.name): None,
    ("suggestion", lifecycle.CLOSE.name): None,
    ("suggestion", lifecycle.LAPSE.name): notice(
        raters,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("The rating window is over; the case is closed."),
        mail=False,
    ),
    ("assignment", "remind_unsigned"): notice(
        officers,
        gettext_lazy("Not signed for yet: {title}"),
        gettext_lazy(
            "{code} is with {unit}; its clock has run since the assignment. "
            "Please sign for it; the answer is due by {day}."
        ),
    ),
    ("assignment", "remind_due_soon"): notice(
        officers_unless_taken_back,
        gettext_lazy("2 working days left: {title}"),
        gettext_lazy("{unit} answers {code} by {day}."),
    ),
    ("assignment", "remind_due_today"): notice(
        officers_unless_taken_back,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} answers {code} today."),
    ),
    ("assignment", "remind_overdue"): notice(
        overdue_readers,
        gettext_lazy("Overdue: {title}"),
        gettext_lazy("The answer of {unit} to {code} was due on {day}."),
    ),
    ("assignment", "due_moved"): notice(
        those_who_wait_for_the_answer,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: the answer to {code} is due on {day} now."),
    ),
    ("suggestion", "due_moved"): notice(
        author,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: {code} is due on {day} now."),
        mail=False,
    ),
}
