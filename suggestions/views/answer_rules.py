"""The administrator's desk: what an answer passes before its author reads it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Organ
from members.requests import GIVE_UP, SignedIn, administered, sent_version
from suggestions.actions.ruling_answers import give_up, set_rule
from suggestions.forms.policy import AnswerRuleForm
from suggestions.lifecycle import INSTRUMENTS, NotNow
from suggestions.models import AnswerPolicy
from workdays.clock import now, today

FOLDER = "suggestions/organ"


@login_required
@require_safe
def rules(request: SignedIn) -> HttpResponse:
    """The rule in force for each instrument, and what is planned."""
    organ = administered(request)
    found = AnswerPolicy.objects.of_organ(organ.pk, today())
    rows = [(key, label, found[key]) for key, label in INSTRUMENTS.items() if key in found]
    return render(request, f"{FOLDER}/answer_rules.html", {"organ": organ, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: SignedIn, instrument: str) -> HttpResponse:
    """One rule, kept as a new version."""
    organ = administered(request)
    found = AnswerPolicy.objects.of_organ(organ.pk, today()).get(instrument)
    if found is None:
        raise Http404
    if request.POST.get("do") == GIVE_UP:
        return _given_up(request, organ, instrument)
    data, base = request.POST or None, found.base
    form = AnswerRuleForm(data, rule=found.rule, base=base, today=today())
    status = 422 if form.is_bound else 200
    if form.is_valid():
        act = form.cleaned_data | {"by": request.user, "at": now()}
        try:
            set_rule(organ=organ, instrument=instrument, **act)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            said = _("Saved. It holds for answers written from that day on.")
            messages.success(request, said, extra_tags=instrument)
            return _back(organ, instrument)
    page = {"organ": organ, "form": form, "found": found, "label": INSTRUMENTS[instrument]}
    page["give_up"] = GIVE_UP
    page["is_asked"] = found.is_held and request.GET.get("ask") == GIVE_UP
    return render(request, f"{FOLDER}/answer_rule.html", page, status=status)


def _back(organ: Organ, instrument: str) -> HttpResponse:
    """To where the rule stands on the page of all."""
    return redirect(f"{reverse('suggestions:answer_rules')}?organ={organ.pk}#{instrument}")


def _given_up(request: SignedIn, organ: Organ, instrument: str) -> HttpResponse:
    """The organ's own rule ends; what was changed or given up meanwhile is seen again first."""
    base = sent_version(request)
    try:
        give_up(organ=organ, instrument=instrument, base=base, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("Your own rule is given up. Answers on their way go on.")
        messages.success(request, said, extra_tags=instrument)
    return _back(organ, instrument)
