"""The office enters what came on paper from a unit that does not log in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from departments.policies import officers_of
from design.dates import day
from files.forms import take_up
from files.requests import takes_files
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import entering, extending
from suggestions.actions.entering import Sheet
from suggestions.actions.handling import Talk
from suggestions.forms import ContactForm, MoreTimeForm, OpinionForm, PaperForm, ReplyForm
from suggestions.lifecycle import (
    ASK_EXTENSION,
    CONTACT,
    ENTER,
    GIVE_OPINION,
    REPLY,
    SIGN,
    NotNow,
    Step,
)
from suggestions.models import Assignment
from suggestions.requests import assignment_of, came_back
from workdays.arithmetic import local_date
from workdays.clock import now, today

type Forms = dict[str, Form]


@dataclass(frozen=True)
class Entering:
    """One act that can be entered: its own forms, and what runs with what they hold."""

    step: Step
    forms: Callable[[Any, Assignment], Forms]
    run: Callable[..., object]


def _talk_form(data: Any, work: Assignment, *, may_be_none: bool = False) -> ContactForm:
    since = localdate(work.assigned_at)
    return ContactForm(data, prefix="talk", today=today(), since=since, may_be_none=may_be_none)


def _answer_forms(data: Any, work: Assignment) -> Forms:
    found: Forms = {"answer": ReplyForm(data, today=today())}
    if not work.contacts.all():
        found["talk"] = _talk_form(data, work, may_be_none=True)
    return found


def _time_form(data: Any, work: Assignment) -> Forms:
    until = local_date(extending.limit(work))
    after = local_date(work.due_at)
    return {"time": MoreTimeForm(data, after=after, until=until, on_paper=True)}


def _contact(forms: Forms, **act: Any) -> object:
    return entering.contact(talk=Talk(**forms["talk"].cleaned_data), **act)


def _reply(forms: Forms, **act: Any) -> object:
    talk, said = forms.get("talk"), forms["answer"].cleaned_data
    if not isinstance(talk, ContactForm):
        return entering.reply(**said, **act)
    if talk.no_contact:
        return entering.reply(no_contact=talk.no_contact, **said, **act)
    return entering.reply(talk=Talk(**talk.cleaned_data), **said, **act)


ENTERINGS: dict[str, Entering] = {
    "sign": Entering(SIGN, lambda data, work: {}, lambda forms, **act: entering.sign(**act)),
    "contact": Entering(CONTACT, lambda data, work: {"talk": _talk_form(data, work)}, _contact),
    "reply": Entering(REPLY, _answer_forms, _reply),
    "opinion": Entering(
        GIVE_OPINION,
        lambda data, work: {"opinion": OpinionForm(data)},
        lambda forms, **act: entering.opinion(**forms["opinion"].cleaned_data, **act),
    ),
    "extension": Entering(
        ASK_EXTENSION,
        _time_form,
        lambda forms, **act: entering.extension(**forms["time"].cleaned_data, **act),
    ),
}


@login_required
@require_safe
def enter(request: SignedIn, code: str) -> HttpResponse:
    """Which act of the unit is to be entered."""
    work = assignment_of(request, code)
    policies.require(request.user, ENTER, work.suggestion, work)
    steps = entering.open_acts(work, at=now())
    if not steps:
        messages.info(request, _("Nothing of this unit can be entered now."))
        return redirect(work)
    acts = [
        (one.step.label, reverse(f"suggestions:enter_{name}", args=[code]))
        for name, one in ENTERINGS.items()
        if one.step in steps
    ]
    page: dict[str, Any] = {"assignment": work, "suggestion": work.suggestion, "acts": acts}
    page["told"] = bool(officers_of(work.department))
    return render(request, "suggestions/office/enter.html", page)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedIn, code: str, name: str) -> HttpResponse:
    """Enter one act, with the date and the scan of its paper."""
    work, one = assignment_of(request, code), ENTERINGS[name]
    policies.require(request.user, ENTER, work.suggestion, work)
    if request.method != "POST" and not entering.may_enter(work, one.step, at=now()):
        messages.info(request, _("That cannot be entered for this unit now."))
        return redirect(work)
    paper, forms = _paper_form(request, work), one.forms(request.POST or None, work)
    status = 200
    if request.method == "POST":
        status = 422
        if all([_is_whole(request, paper), *(form.is_valid() for form in forms.values())]):
            try:
                return _enter(request, work, one, paper, forms)
            except NotNow as refusal:
                paper.add_error(None, str(refusal))
                status = 409
    shown = {"assignment": work, "suggestion": work.suggestion, "verb": one.step.label}
    shown |= {"paper": paper, "forms": list(forms.values()), "due": day(work.due_at)}
    back = came_back(work) if one.step is REPLY else None
    shown["stays"] = back.files if back else ()
    return render(request, "suggestions/office/enter_act.html", shown, status=status)


def _paper_form(request: SignedIn, work: Assignment) -> PaperForm:
    dates = {"today": today(), "since": localdate(work.assigned_at)}
    if request.method == "POST":
        return PaperForm(request.POST, request.FILES, **dates)
    return PaperForm(initial={"key": uuid.uuid4()}, **dates)


def _is_whole(request: SignedIn, paper: PaperForm) -> bool:
    """Keep what was chosen, and ask whether the paper is there."""
    take_up(paper, by=request.user, at=now(), role="scan")
    paper.require_scan()
    return paper.is_valid()


def _enter(
    request: SignedIn, work: Assignment, one: Entering, paper: PaperForm, forms: Forms
) -> HttpResponse:
    sheet = Sheet(paper.cleaned_data["key"], paper.cleaned_data["dated_on"])
    one.run(forms, assignment=work, sheet=sheet, by=request.user, at=now())
    text = _("Entered for %(unit)s. The unit is told.")
    if not officers_of(work.department):
        text = _(
            "Entered for %(unit)s. Nobody of the unit signs in here: please tell it otherwise."
        )
    messages.success(request, text % {"unit": work.department.short_name})
    return redirect(work)
