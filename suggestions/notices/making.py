"""How a notice of this app is made, and the groups by which people choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy

from deadlines.actions.reminding import over, still_due
from departments.policies import units_of
from events.models import Event
from members.models import User
from members.policies import hats
from notifications.models import When
from notifications.registry import REMINDERS, Group, Notice
from suggestions.notices import readers as of
from suggestions.notices.readers import case_of
from suggestions.notices.settling import SETTLED_BY, settled
from suggestions.notices.whom import WHOM
from suggestions.notices.words import context, due, url

DECISIONS, GIVEN, OFFICE, TALK, COSIGNING = "decisions", "given", "office", "talk", "cosigning"


def _is_author(user: User) -> bool:
    worn = hats(user)
    return bool(worn.member_of or worn.was_member_of)


def _is_officer(user: User) -> bool:
    return bool(units_of(user))


def _is_staff(user: User) -> bool:
    worn = hats(user)
    return bool(worn.office_of or worn.arbiter_of or worn.admin_of)


GROUPS = (
    Group(
        name=DECISIONS,
        label=gettext_lazy("Decisions about my suggestions"),
        text=gettext_lazy("Accepted, answered, closed."),
        said=gettext_lazy("decisions about your suggestions"),
        when=When.ONCE,
        texted=True,
        needs_reader=True,
        concerns=_is_author,
        order=10,
    ),
    Group(
        name=GIVEN,
        label=gettext_lazy("What is given to my unit"),
        text=gettext_lazy("New suggestions to be answered."),
        said=gettext_lazy("what is given to your unit"),
        needs_reader=True,
        concerns=_is_officer,
        order=20,
    ),
    Group(
        name=OFFICE,
        label=gettext_lazy("What waits for my office"),
        text=gettext_lazy("New suggestions to be reviewed."),
        said=gettext_lazy("what waits for your office"),
        needs_reader=True,
        concerns=_is_staff,
        order=30,
    ),
    Group(
        name=TALK,
        label=gettext_lazy("What is written on a case"),
        text=gettext_lazy("Messages of author, unit and office, and new facts."),
        said=gettext_lazy("what is written on a case"),
        order=35,
    ),
    Group(
        name=COSIGNING,
        label=gettext_lazy("Co-signing"),
        text=gettext_lazy("Somebody asks you to stand by a suggestion."),
        said=gettext_lazy("requests to co-sign"),
        needs_reader=True,
        concerns=_is_author,
        order=40,
    ),
)
GROUP_OF = {
    of.author: DECISIONS,
    of.author_unless_answered: DECISIONS,
    of.author_and_officers: REMINDERS,
    of.author_and_all_officers: REMINDERS,
    of.units_reminded: REMINDERS,
    of.officers: GIVEN,
    of.signers: GIVEN,
    of.officers_to_agree: GIVEN,
    of.officer_in_charge: GIVEN,
    of.officers_of_the_lead: GIVEN,
    of.officers_and_lead: GIVEN,
    of.officers_and_office: GIVEN,
    of.units_asked_again: GIVEN,
    of.holder: GIVEN,
    of.holder_and_office: GIVEN,
    of.office: OFFICE,
    of.offices_up: OFFICE,
    of.senders: OFFICE,
    of.arbiter: OFFICE,
}


def notice(readers: Any, title: Any, text: Any, **more: Any) -> Notice:
    """A notice about a case; nobody is told of a sealed one."""

    def unless_sealed(event: Event) -> list[User]:
        return [] if case_of(event).sealed_at else list(readers(event))

    preset: dict[str, Any] = {"context": context, "url": url, "due": due}
    preset["group"] = GROUP_OF.get(readers, DECISIONS)
    preset["to"] = WHOM.get(readers, "")
    preset |= more
    if preset["group"] in (GIVEN, OFFICE, REMINDERS):
        preset["rests"] = of.absent
    return Notice(readers=unless_sealed, title=title, text=text, **preset)


def reminder(readers: Any, title: Any, text: Any, **more: Any) -> Notice:
    """A notice about a date; it is dropped when nobody waits for that any more."""
    return notice(readers, title, text, group=REMINDERS, still_true=still_due, settled=over, **more)


def asking(table: Mapping[tuple[str, str], Notice | None]) -> dict[tuple[str, str], Notice | None]:
    """The same table, of which each row that asks for something knows what settles it."""
    return {
        (kind, step): replace(row, settled=settled)
        if row and kind == "suggestion" and step in SETTLED_BY
        else row
        for (kind, step), row in table.items()
    }
