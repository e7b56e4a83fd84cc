"""Who is reminded, and who is told of a date that has moved."""

from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions.notices import readers as of
from suggestions.notices.making import reminder

CLOCKS: dict[tuple[str, str], Notice | None] = {
    ("assignment", "remind_unsigned"): reminder(
        of.officers,
        gettext_lazy("Not signed for yet: {title}"),
        gettext_lazy(
            "{code} is with {unit}; its clock has run since the assignment. "
            "Please sign for it; the answer is due by {day}."
        ),
    ),
    ("assignment", "remind_due_soon"): reminder(
        of.officers_unless_taken_back,
        gettext_lazy("2 working days left: {title}"),
        gettext_lazy("{unit} answers {code} by {day}."),
    ),
    ("assignment", "remind_due_today"): reminder(
        of.officers_unless_taken_back,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} answers {code} today."),
        urgent=True,
    ),
    ("assignment", "remind_overdue"): reminder(
        of.overdue_readers,
        gettext_lazy("Overdue: {title}"),
        gettext_lazy("The answer of {unit} to {code} was due on {day}."),
    ),
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
    ("assignment", "remind_opinion_today"): reminder(
        of.officers,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} gives its opinion on {code} today; {lead} waits for it."),
        urgent=True,
    ),
    ("assignment", "remind_opinion_overdue"): reminder(
        of.officers_and_lead,
        gettext_lazy("Overdue: {title}"),
        gettext_lazy("The opinion of {unit} on {code} was due on {day}; {lead} waits for it."),
    ),
}
