"""The arbiter: what is disputed, and the ruling; and how a unit calls the arbiter."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from departments.models import Department
from design.dates import day
from members.models import User
from members.policies import hats
from members.requests import SignedIn
from suggestions import desks, policies, story
from suggestions.actions import disputing
from suggestions.actions.disputing import NothingToDispute
from suggestions.forms import RuleForm, WhyForm
from suggestions.lifecycle import BIND, DISPUTE, Part
from suggestions.models import Assignment
from suggestions.requests import (
    Act,
    about,
    ask,
    assignment_of,
    free_units,
    ruling_date,
    told_at_once,
)
from suggestions.story import Said
from workdays.calendar import current
from workdays.clock import now, today


@login_required
@require_safe
def disputes(request: SignedIn) -> HttpResponse:
    """What this person must settle, the earliest date first."""
    worn = hats(request.user)
    if not (worn.arbiter_of or worn.office_of):
        raise PermissionDenied(_("This desk is for arbiters."))
    page = desks.arbiter_desk(request.user, query=request.GET, at=now(), calendar=current())
    return render(request, "suggestions/arbiter/desk.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: SignedIn, code: str) -> HttpResponse:
    """The unit calls the arbiter on a refusal, once."""
    work = assignment_of(request, code)
    policies.require(request.user, DISPUTE, work.suggestion, work)
    form = WhyForm(request.POST or None)

    def run() -> None:
        disputing.dispute(
            assignment=work, note=form.cleaned_data["reason"], by=request.user, at=now()
        )

    asked = work.asked_back
    until = {"day": day(asked.dispute_until) if asked else "", "due": day(work.due_at)}
    lines = (
        _("Until %(day)s you can call the arbiter, once. The ruling holds.") % until,
        _("The time to answer runs on meanwhile, until %(due)s.") % until,
    )
    said = (Said(work.suggestion.organ.office_name, asked.decision_note),) if asked else ()
    closed = "" if work.may_dispute(now()) else str(NothingToDispute())
    done = _("The arbiter decides now.")
    act = Act(_("Call the arbiter"), done, run, lines, said, closed)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: SignedIn, code: str) -> HttpResponse:
    """The arbiter rules: it stays, or it is another's."""
    work = assignment_of(request, code)
    policies.require(request.user, BIND, work.suggestion, work)
    form = RuleForm(
        request.POST or None,
        units=free_units(work.suggestion),
        nobody=_nobody(work),
        today=today(),
    )

    def run() -> str:
        return about(work.suggestion, _ruled(work, form, by=request.user))

    closed = "" if BIND.starts_from(work.state) else _("This has been decided.")
    verb, then = pgettext("verb: a dispute", "Rule"), (_without_next(work), told_at_once())
    act = Act(verb, "", run, _lines(work), _said(work), closed, then=then)
    return ask(request, work.suggestion, form, act)


def _ruled(work: Assignment, form: RuleForm, *, by: User) -> str:
    """Do what was chosen; says what has come of it."""
    data: dict[str, Any] = form.cleaned_data
    ruling = {"assignment": work, "note": data["note"], "by": by, "at": now()}
    if form.says_yes:
        disputing.bind(**ruling, new_due=data["new_due"])
        unit = {"unit": work.department.name}
        return _("It stays with %(unit)s. Those concerned are told.") % unit
    disputing.release(**ruling, successor=data["successor"])
    return _released(work, data["successor"])


def _whole(work: Assignment) -> bool:
    """Whether the case has no unit to answer it without this one."""
    return work.part in (Part.SOLE, Part.LEAD)


def _nobody(work: Assignment) -> str:
    """What it means that no unit is chosen to follow."""
    if _whole(work):
        return _("None: back to the office, to be assigned anew")
    return _("None: the other units go on without it")


def _without_next(work: Assignment) -> str:
    """The same beside the button, and what becomes of the date."""
    if _whole(work):
        return _(
            "If it is another’s and no next unit is chosen, it goes back to the office to be "
            "assigned anew; a unit that you choose keeps the date."
        )
    return _("If it is another’s and no next unit is chosen, the other units go on without it.")


def _released(work: Assignment, successor: Department | None) -> str:
    """What has come of it that it is another's."""
    if successor:
        words = {"unit": successor.name, "day": day(work.due_at)}
        return _("%(unit)s has it now and answers by %(day)s.") % words
    words = {"unit": work.department.name}
    if _whole(work):
        return _("%(unit)s no longer has it; the office assigns it anew.") % words
    return _("%(unit)s no longer has it. Those concerned are told.") % words


def _lines(work: Assignment) -> tuple[str, ...]:
    words = {"unit": work.department.name, "day": day(work.due_at)}
    first = _("%(unit)s has it now and answers by %(day)s.") % words
    if work.due_at and work.due_at <= now():
        first = (
            _(
                "%(unit)s has it now. The date, %(day)s, has passed: if it stays, set another; a "
                "next unit would be late from the first day."
            )
            % words
        )
    return (*ruling_date(work), first, *story.let_off(work.suggestion))


def _said(work: Assignment) -> tuple[Said, ...]:
    """What both sides say: the unit, the office, the unit once more."""
    asked = work.asked_back
    if asked is None:
        return ()
    unit = work.department.name
    whose = _("%(unit)s: a matter of %(whose)s") % {"unit": unit, "whose": asked.whose}
    office = work.suggestion.organ.office_name
    words = (asked.reason, asked.decision_note, asked.dispute_note)
    return tuple(Said(*one) for one in zip((whose, office, unit), words, strict=True))
