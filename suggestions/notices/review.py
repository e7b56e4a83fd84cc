"""What a review ends in."""

from django.utils.translation import gettext_lazy

from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.notices.readers import (
    author,
    author_and_both_offices,
    author_and_office,
    office,
    raters_or_author,
)
from suggestions.notices.words import notice, outcome

type Table = dict[tuple[str, str], Notice | None]


REVIEW: Table = {
    ("suggestion", lifecycle.SEND_BACK.name): notice(
        author,
        gettext_lazy("Please complete: {title}"),
        gettext_lazy("{office} needs something more. Please complete {code} by {day}."),
        words=outcome,
    ),
    ("suggestion", lifecycle.RESUBMIT.name): notice(
        office,
        gettext_lazy("Completed: {title}"),
        gettext_lazy("The author has completed {code}. It waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.WITHDRAW.name): notice(
        office,
        gettext_lazy("Withdrawn: {title}"),
        gettext_lazy("The author has withdrawn {code}; there is nothing left to do."),
        mail=False,
    ),
    ("suggestion", lifecycle.EXPIRE.name): notice(
        author,
        gettext_lazy("Not completed in time: {title}"),
        gettext_lazy("{code} counts as withdrawn. You can write it anew at any time."),
    ),
    ("suggestion", lifecycle.DECLINE.name): notice(
        author,
        gettext_lazy("Declined: {title}"),
        gettext_lazy("{office} has declined {code}: {ground}. {appeal}"),
        words=outcome,
    ),
    ("suggestion", lifecycle.APPEAL.name): notice(
        office,
        gettext_lazy("Second look: {title}"),
        gettext_lazy("The author asks you to look at {code} again. Please decide by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.MERGE.name): notice(
        author,
        gettext_lazy("Merged: {title}"),
        gettext_lazy(
            "{office} has merged {code} into {main}, on the same matter. You get its answer."
        ),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.SPLIT.name): notice(
        author_and_office,
        gettext_lazy("Reviewed by itself again: {title}"),
        gettext_lazy(
            "{main} has ended without an answer. {code}, which was merged into it, is reviewed by "
            "itself until {day}."
        ),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.DIVERT.name): notice(
        author,
        gettext_lazy("Passed on: {title}"),
        gettext_lazy("{office} has passed {code} on as: {kind}. Nobody has to answer it."),
        words=outcome,
    ),
    ("suggestion", lifecycle.TRANSFER.name): notice(
        author_and_both_offices,
        gettext_lazy("Transferred: {title}"),
        gettext_lazy("{office} has transferred {code} to {to}, which decides on it by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.BOUNCE.name): notice(
        author_and_both_offices,
        gettext_lazy("Given back: {title}"),
        gettext_lazy("{office} has given {code} back to {to}, which decides on it by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.HAND_OFF.name): notice(
        author,
        gettext_lazy("With another channel: {title}"),
        gettext_lazy("{office} has handed {code} over: {channel}. Its answer comes to you."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.CHECK.name): notice(
        author,
        gettext_lazy("How it stands: {title}"),
        gettext_lazy("{office} has asked how {code} stands. The case says what it heard."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.TAKE_BACK.name): notice(
        author,
        gettext_lazy("Taken back: {title}"),
        gettext_lazy("{office} has taken {code} back and hands it to a unit by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.WRITE_BACK.name): notice(
        raters_or_author,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{channel}: {code} is answered. Please rate the answer by {day}."),
        words=outcome,
    ),
}
