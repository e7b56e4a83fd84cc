"""Who is told, in words, for whoever rewords a notice: one line for each way of finding them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Event
from members.models import User
from suggestions.notices import readers as of
from suggestions.notices import upwards as up

type Finder = Callable[[Event], Iterable[User]]

WHOM: Mapping[Finder, Promise] = {
    of.author: _("author and co-signers"),
    of.author_alone: _("author"),
    of.author_unless_answered: _("author and co-signers, at the first unit that signs"),
    of.author_and_units: _("author, co-signers and the units that have it"),
    of.author_and_officers: _("author, co-signers and the unit’s officers"),
    of.author_and_all_officers: _("author, co-signers and officers of all its units"),
    of.author_and_office: _("author, co-signers and office"),
    of.author_and_both_offices: _("author, co-signers and both offices"),
    of.author_and_holder: _("author, co-signers and the unit that promised"),
    of.those_who_wait_for_the_answer: _("author, co-signers and the unit’s officers"),
    of.asked: _("who is asked to co-sign"),
    up.asked_cosigner: _("who is asked to co-sign"),
    of.raters: _("everybody asked to rate"),
    of.raters_but_the_last: _("everybody asked to rate but the last"),
    of.raters_asked: _("who has not rated yet"),
    of.raters_or_author: _("author, co-signers and who is asked to rate"),
    of.raters_author_and_office: _("author, co-signers, who is asked to rate, and office"),
    of.office: _("office"),
    of.offices_up: _("office, and the offices of the organs above"),
    of.senders: _("the office that passed it on"),
    of.arbiter: _("arbiter"),
    of.units_or_office: _("the units that have it; before that the office"),
    of.units_and_office: _("the units that have it, and office"),
    of.units_reminded: _("officers of the units reminded"),
    of.units_asked_again: _("officers of the units that answer again"),
    of.officers: _("the unit’s officers"),
    of.officer_in_charge: _("the officer chosen"),
    of.officers_of_the_lead: _("officers of the lead unit"),
    of.officers_to_agree: _("officers of the units that are to agree"),
    of.officers_and_lead: _("officers of the unit and of the lead unit"),
    of.officers_and_office: _("the unit’s officers, and office"),
    of.signers: _("the unit’s head; where there is none, its officers"),
    of.holder: _("the unit that promised"),
    of.holder_and_office: _("the unit that promised, and office"),
    up.office_and_admin: _("office and administrator"),
    up.office_and_above: _("office, administrator, and the office above"),
    up.office_and_units: _("office, and the units that have it"),
    up.in_charge: _("the officer in charge; where there is none, all officers"),
    up.who_signs_off: _("the unit’s head; where there is none, its officers"),
    up.officers_and_head: _("the unit’s officers and head"),
    up.officers_head_and_office: _("the unit’s officers and head, and office"),
    up.officers_and_offices: _("the unit’s officers and head, office, and the office above"),
    up.co_and_lead: _("the co-handler with its head, and the lead unit"),
    up.co_lead_and_office: _("the co-handler with its head, the lead unit, and office"),
    up.co_lead_and_offices: _(
        "the co-handler with its head, the lead unit, office, and the office above"
    ),
    up.arbiter_and_office: _("arbiter and office"),
    up.arbiter_and_offices: _("arbiter, office, and the office above"),
    up.holder_and_head: _("the unit that promised, with its head"),
    up.holder_head_and_office: _("the unit that promised, with its head, and office"),
    up.holder_and_offices: _("the unit that promised, with its head, office, and the office above"),
}
