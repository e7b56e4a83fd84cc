"""Who is told where several units work on a case."""

from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices import readers as of
from suggestions.notices.making import notice
from suggestions.notices.words import of_reminder

UNITS: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.HAND_OVER.name): notice(
        of.officers,
        gettext_lazy("Given to you: {title}"),
        gettext_lazy("{office} has handed {code} to {unit}. {task}"),
        waits=lifecycle.undo_window,
    ),
    ("suggestion", lifecycle.URGE.name): notice(
        of.units_reminded,
        gettext_lazy("A reminder: {title}"),
        gettext_lazy("{office} kindly reminds you of {code}. {task}"),
        context=of_reminder,
        waits=lifecycle.undo_window,
    ),
    ("suggestion", lifecycle.ENTRUST.name): notice(
        of.officer_in_charge,
        gettext_lazy("Yours to handle: {title}"),
        gettext_lazy("{unit} has asked you to handle {code}. {task}"),
    ),
    ("suggestion", lifecycle.ASK_RETURN.name): notice(
        of.office,
        gettext_lazy("Given back: {title}"),
        gettext_lazy("{unit} says that {code} is another’s matter. Please decide by {day}."),
    ),
    ("suggestion", lifecycle.APPROVE_RETURN.name): notice(
        of.officers,
        gettext_lazy("Taken from you: {title}"),
        gettext_lazy("{office} agrees: {code} is no longer with {unit}."),
    ),
    ("suggestion", lifecycle.REFUSE_RETURN.name): notice(
        of.officers,
        gettext_lazy("It stays with you: {title}"),
        gettext_lazy(
            "{office} leaves {code} with {unit} and says why. "
            "The arbiter can be called until {day}."
        ),
    ),
    ("suggestion", lifecycle.DISPUTE.name): notice(
        of.arbiter,
        gettext_lazy("To be settled: {title}"),
        gettext_lazy("{unit} and {office} do not agree whose {code} is. Please rule by {day}."),
    ),
    ("suggestion", lifecycle.BIND.name): notice(
        of.officers_and_office,
        gettext_lazy("Settled: {title}"),
        gettext_lazy("The arbiter has ruled: {code} stays with {unit}, until {day}."),
    ),
    ("suggestion", lifecycle.RELEASE.name): notice(
        of.officers_and_office,
        gettext_lazy("Settled: {title}"),
        gettext_lazy("The arbiter has ruled: {code} is not a matter of {unit}."),
    ),
    ("suggestion", lifecycle.RECALL.name): notice(
        of.officers,
        gettext_lazy("Taken from you: {title}"),
        gettext_lazy("{office} has given {code} to another unit and says why."),
    ),
    ("suggestion", lifecycle.ASK_EXTENSION.name): notice(
        of.office,
        gettext_lazy("More time wanted: {title}"),
        gettext_lazy("{unit} asks for more time for {code}. Please decide by {day}."),
    ),
    ("suggestion", lifecycle.GRANT_EXTENSION.name): notice(
        of.author_and_officers,
        gettext_lazy("New date: {title}"),
        gettext_lazy("{office} gives {unit} until {day} for {code}; the reason stands there."),
    ),
    ("suggestion", lifecycle.REFUSE_EXTENSION.name): notice(
        of.officers,
        gettext_lazy("No more time: {title}"),
        gettext_lazy("{office} leaves the date of {code} as it is and says why: {day}."),
    ),
    ("suggestion", lifecycle.GIVE_OPINION.name): notice(
        of.officers_of_the_lead,
        gettext_lazy("Opinion given: {title}"),
        gettext_lazy("{unit} has given you its opinion on {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.RETURN_OPINION.name): notice(
        of.officers,
        gettext_lazy("Opinion sent back: {title}"),
        gettext_lazy("{lead} asks {unit} for its opinion on {code} once more, by {day}."),
    ),
    ("suggestion", lifecycle.WAIVE.name): notice(
        of.officers_and_lead,
        gettext_lazy("Goes on without the opinion: {title}"),
        gettext_lazy("{office} does without the opinion of {unit} on {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.HOLD.name): notice(
        of.author_and_all_officers,
        gettext_lazy("On hold: {title}"),
        gettext_lazy("{office} has put {code} on hold until {day} and says why."),
    ),
    ("suggestion", lifecycle.RESUME.name): notice(
        of.author_and_all_officers,
        gettext_lazy("Goes on: {title}"),
        gettext_lazy("The hold is over; the units go on with {code}. The dates are later by it."),
        mail=False,
    ),
    ("suggestion", lifecycle.HOLD_ENDS.name): notice(
        of.author_and_all_officers,
        gettext_lazy("Goes on: {title}"),
        gettext_lazy("The hold is over; the units go on with {code}. The dates are later by it."),
        mail=False,
    ),
}
