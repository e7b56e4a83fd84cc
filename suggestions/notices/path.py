"""Who is told on the straight way of a case, and of what is said on it.

A single rating is never told to a unit, so the steps that close a case are silent towards it.
"""

from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices import readers as of
from suggestions.notices.making import TALK, notice

PATH: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.SUBMIT.name): notice(
        of.office,
        gettext_lazy("New suggestion: {title}"),
        gettext_lazy("{code} waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.ROUTE.name): None,
    ("suggestion", lifecycle.ACCEPT.name): notice(
        of.author,
        gettext_lazy("Accepted: {title}"),
        gettext_lazy("{office} has accepted your suggestion and hands it to a unit."),
        mail=False,
    ),
    ("suggestion", lifecycle.ASSIGN.name): None,
    # Only what nobody has noticed is undone, so nobody is to be told.
    ("suggestion", lifecycle.UNDO.name): None,
    ("suggestion", lifecycle.UNASSIGN.name): None,
    ("suggestion", lifecycle.UNRATE.name): None,
    ("suggestion", lifecycle.UNURGE.name): None,
    ("suggestion", lifecycle.SIGN.name): notice(
        of.author_unless_answered,
        gettext_lazy("In handling: {title}"),
        gettext_lazy("{unit} has signed for your suggestion and answers by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.CONTACT.name): None,
    ("suggestion", lifecycle.SAY.name): notice(
        of.units_or_office,
        gettext_lazy("The author writes: {title}"),
        gettext_lazy("The author of {code} has written to you on the case."),
        group=TALK,
    ),
    ("suggestion", lifecycle.ADD_FACT.name): notice(
        of.units_and_office,
        gettext_lazy("A new fact: {title}"),
        gettext_lazy("The author of {code} has added a fact. The date stays as it is."),
        group=TALK,
    ),
    ("suggestion", lifecycle.SAY_UNIT.name): notice(
        of.author,
        gettext_lazy("A unit writes: {title}"),
        gettext_lazy("{unit} has written to you on {code}."),
        group=TALK,
    ),
    ("suggestion", lifecycle.SAY_OFFICE.name): notice(
        of.author_and_units,
        gettext_lazy("The office writes: {title}"),
        gettext_lazy("{office} has written to you on {code}."),
        group=TALK,
    ),
    ("suggestion", lifecycle.REPLY.name): notice(
        of.raters_or_author,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{unit} has answered your suggestion. {task}"),
    ),
    ("suggestion", lifecycle.RATE.name): None,
    ("suggestion", lifecycle.CLOSE.name): notice(
        of.raters_but_the_last,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("Everybody who was asked has rated; the case is closed."),
        mail=False,
    ),
    ("suggestion", lifecycle.LAPSE.name): notice(
        of.raters,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("The rating window is over; the case is closed."),
        mail=False,
    ),
}
