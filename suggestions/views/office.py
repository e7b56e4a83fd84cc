"""The office's desk: see what came in, accept it and hand it to a unit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import Department
from design.dates import listed
from members.policies import hats
from members.requests import SignedIn
from suggestions import clocks, desks, policies, story
from suggestions.actions import handing, reviewing
from suggestions.actions.reviewing import Charge
from suggestions.forms import AssignForm
from suggestions.lifecycle import ACCEPT, NotNow, State
from suggestions.models import Recommendation, Suggestion
from suggestions.requests import free_units
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def desk(request: SignedIn) -> HttpResponse:
    """What the office must decide, the earliest date first."""
    if not hats(request.user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    page = desks.office_desk(request.user, query=request.GET, at=now(), calendar=current())
    page |= desks.arrangement("office", request.user, page["asked"])
    return render(request, "suggestions/office/desk.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, code: str) -> HttpResponse:
    """Accept and assign on one page with one button; the due date is shown before."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, ACCEPT, suggestion)
    proposed = list(suggestion.recommendations.of_active_units().with_rules())
    again = suggestion.state == State.REASSIGNING
    everybody = Department.objects.of_organ(suggestion.organ_id).in_families()
    units = free_units(suggestion) if again else everybody
    form = AssignForm(
        request.POST or None,
        proposed=[one.department for one in proposed],
        units=units,
        date_stays=again,
        initial=_proposed(proposed),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return _assign(request, suggestion, form)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
    page = {
        "suggestion": suggestion,
        "form": form,
        "proposed": proposed,
        "urgencies": [] if again else list(clocks.urgencies(suggestion.organ, at=now())),
        "date_kept": handing.left_behind(suggestion)[:1] if again else (),
        "verb": story.office_verb(suggestion),
        "accepts": policies.may(request.user, ACCEPT, suggestion),
        "others": story.others(suggestion, at=now()),
        "second_look": story.second_look(suggestion),
    }
    return render(request, "suggestions/office/decide.html", page, status=status)


def _proposed(proposals: list[Recommendation]) -> dict[str, object]:
    """What the first proposal says besides its unit: a rule's co-handlers and time to answer."""
    for first in proposals[:1]:
        named = {"others": first.others(), "urgency": first.urgency}
        return {name: value for name, value in named.items() if value}
    return {}


def _assign(request: SignedIn, suggestion: Suggestion, form: AssignForm) -> HttpResponse:
    works = reviewing.accept_and_assign(
        suggestion=suggestion,
        charges=[Charge(unit, part) for unit, part in form.parts],
        urgency=form.cleaned_data.get("urgency", ""),
        by=request.user,
        at=now(),
    )
    text = _("%(code)s is with %(unit)s now.")
    names = listed(work.department.short_name for work in works)
    messages.success(request, text % {"code": suggestion.code, "unit": names})
    return redirect("suggestions:office")


@login_required
@require_POST
def accept(request: SignedIn, code: str) -> HttpResponse:
    """Take it in now, choose the unit later."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    try:
        reviewing.accept(suggestion=suggestion, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(code)s is accepted.") % {"code": suggestion.code})
    return redirect("suggestions:decide", code=suggestion.code)
