"""What people are told of their coming and going, and the words of the ledger for it."""

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from design import dates
from events.models import Event
from members.roles import Words
from notifications.notices import owner, seat
from notifications.registry import ACCOUNT, Notice

LEDGER_WORDS: Mapping[str | tuple[str, str], Words] = {
    "intake": _("List of people"),
    ("intake", "uploaded"): _("list uploaded"),
    ("intake", "applied"): _("people enrolled from a list"),
    ("intake", "left"): _("list put away"),
    "term": _("Term"),
    ("term", "begun"): _("term set"),
    ("term", "corrected"): _("term corrected"),
    ("account", "invited"): _("invited"),
    ("account", "invitation_revoked"): _("invitation revoked"),
    ("account", "invitation_accepted"): _("invitation accepted"),
    ("account", "joined"): _("came in by an invitation"),
    ("account", "suspended"): _("suspended"),
    ("account", "resumed"): _("suspension lifted"),
    ("account", "work_handed_over"): _("open work handed over"),
    ("account", "renewed"): _("membership renewed for a new term"),
    ("account", "membership_changed"): _("sector or term of a membership changed"),
    ("account", "name_changed"): _("name changed by the office"),
    "invitation": _("Invitation"),
    ("invitation", "cards_shown"): _("invitation cards printed"),
    ("invitation", "refused"): _("not enrolled: number or address in use already"),
}


def organ(event: Event) -> dict[str, object]:
    """Which organ it was."""
    return {"organ": seat(event)["organ"]}


def term(event: Event) -> dict[str, object]:
    """From which day the membership goes on, and where."""
    since = dt.date.fromisoformat(str(event.data["since"]))
    return {**organ(event), "day": dates.day(since)}


def told(title: Words, text: Words, *, mail: bool, term_of: bool = False) -> Notice:
    """Make a notice to the person of whom it speaks."""
    return Notice(
        readers=owner,
        title=title,
        text=text,
        context=term if term_of else organ,
        url=lambda event: reverse("suggestions:desk"),
        mail=mail,
        group=ACCOUNT,
    )


NOTICES: dict[tuple[str, str], Notice | None] = {
    ("account", "suspended"): told(
        _("Your places at {organ} rest"),
        _(
            "{organ} has suspended what you are there. You can sign in and read what is yours. "
            "If you do not know why, ask its office."
        ),
        mail=True,
    ),
    ("account", "resumed"): told(
        _("Your places at {organ} are open again"),
        _("The suspension at {organ} is lifted. Your desk is as before."),
        mail=True,
    ),
    ("account", "renewed"): told(
        _("You go on as a member"),
        _("Your membership at {organ} goes on in the new term from {day}."),
        mail=False,
        term_of=True,
    ),
    ("account", "name_changed"): told(
        _("Your name was corrected"),
        _("The administrator of {organ} changed the name of your account. You find it there."),
        mail=False,
    ),
    # Whoever is invited is written to by the invitation itself; the rest is seen in the lists.
    ("account", "invited"): None,
    ("account", "invitation_revoked"): None,
    ("account", "invitation_accepted"): None,
    ("account", "joined"): None,
    ("account", "work_handed_over"): None,
    ("account", "membership_changed"): None,
    ("invitation", "cards_shown"): None,
    ("invitation", "refused"): None,
    ("intake", "uploaded"): None,
    ("intake", "applied"): None,
    ("intake", "left"): None,
    ("term", "begun"): None,
    ("term", "corrected"): None,
}
