"""What this app adds to the navigation of the desks."""

from typing import Any

from django.db.models import Exists
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from departments.policies import empty_units
from departments.wearing import IN_UNITS, units_shown
from design.navigation import Entry
from members import roles
from members.models import User
from members.policies import hats
from members.registry import OrganPage, PageState, Waiting, number_of
from members.wearing import narrowing, shown
from suggestions.models import AnswerPolicy, Rule, RuleDraft, RuleSet


def is_member(request: HttpRequest) -> bool:
    return bool(shown(request).member_of)


def has_written(request: HttpRequest) -> bool:
    """Who is or was a member: what somebody wrote stays theirs to read."""
    worn = hats(request.user)
    return bool(worn.member_of or worn.was_member_of)


def is_office(request: HttpRequest) -> bool:
    return bool(shown(request).office_of)


def is_arbiter(request: HttpRequest) -> bool:
    return bool(shown(request).arbiter_of)


def is_officer(request: HttpRequest) -> bool:
    return bool(units_shown(request))


def has_empty_desks(request: HttpRequest) -> bool:
    """Kept with the hats and units that every page asks for: no query of its own."""
    hat = narrowing(request)
    if hat and hat.role not in (roles.Office.key, *IN_UNITS):
        return False
    return bool(hats(request.user).empty_below or empty_units(request.user))


NAV = (
    Entry(
        label=pgettext_lazy("the office's desk", "Office's desk"),
        url_name="suggestions:office",
        icon="list-checks",
        seen_by=is_office,
        order=10,
        bar=True,
        also="suggestions:mine",
    ),
    Entry(
        label=_("Rules for routing"),
        url_name="suggestions:rules",
        icon="signpost",
        seen_by=is_office,
        order=85,
    ),
    Entry(
        label=pgettext_lazy("the unit's desk", "Unit's desk"),
        url_name="suggestions:unit",
        icon="building-2",
        seen_by=is_officer,
        order=20,
        bar=True,
        also="suggestions:mine",
    ),
    Entry(
        label=_("To be settled"),
        url_name="suggestions:disputes",
        icon="scale",
        seen_by=is_arbiter,
        order=25,
        bar=True,
        also="suggestions:mine",
    ),
    Entry(
        label=_("Nobody sits there"),
        url_name="suggestions:vacancies",
        icon="user-round-x",
        seen_by=has_empty_desks,
        order=27,
    ),
    Entry(
        label=_("My suggestions"),
        url_name="suggestions:mine",
        icon="house",
        seen_by=has_written,
        order=30,
        bar=True,
    ),
    Entry(
        label=_("Write"),
        url_name="suggestions:write",
        icon="pencil",
        seen_by=is_member,
        order=40,
        bar=True,
    ),
)


def ask_for_rules(user: User, organ: str) -> dict[str, Any]:
    """How many rules are in force, and whether this person has changes that are not saved."""
    newest = RuleSet.objects.of_organ(organ).values("pk")[:1]
    rules = Rule.objects.filter(rule_set__in=newest)
    drafts = RuleDraft.objects.filter(organ=organ, user=user)
    return {"rules_in_force": number_of(rules), "rules_drafted": Exists(drafts)}


def rules_state(user: User, organ: Any) -> PageState:
    """How many rules are in force, and whether this person has changes that are not saved."""
    count = organ.rules_in_force
    number = ngettext("%(count)s rule", "%(count)s rules", count) % {"count": count}
    if not organ.rules_drafted:
        return PageState(number)
    url = reverse("suggestions:rules_of", args=[organ.pk])
    words = gettext("Your changes to the rules for routing are not saved yet.")
    return PageState(number, (Waiting(words, url),))


def ask_for_answers(user: User, organ: str) -> dict[str, Any]:
    """Whether the organ has a rule of its own."""
    return {"own_answer_rule": Exists(AnswerPolicy.objects.held().filter(organ=organ))}


def answers_state(user: User, organ: Any) -> PageState:
    """Whether the organ has a rule of its own."""
    own = organ.own_answer_rule
    return PageState(gettext("yours") if own else gettext("the platform’s default"))


ORGAN_PAGES = (
    OrganPage(
        label=_("Rules for routing"),
        sentence=_("Which unit is proposed first for which suggestions."),
        url_name="suggestions:rules",
        icon="signpost",
        order=30,
        asks=ask_for_rules,
        state=rules_state,
    ),
    OrganPage(
        label=_("What an answer passes"),
        sentence=_("Who signs, agrees or checks before the author reads it."),
        url_name="suggestions:answer_rules",
        icon="stamp",
        order=50,
        asks=ask_for_answers,
        state=answers_state,
    ),
)
