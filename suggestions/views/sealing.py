"""Sealing a case, and what is left of a sealed one for the office that sealed it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import sealing
from suggestions.forms import SealForm
from suggestions.lifecycle import SEAL, UNSEAL, NotNow
from suggestions.models import Suggestion
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: SignedIn, code: str) -> HttpResponse:
    """Seal a case with a reason; of a sealed one: who, when, why, and the way back."""
    ours = Suggestion.sealed_too.sealed().of_office(request.user)
    sealed = ours.select_related("organ", "unit", "sealed_by").filter(code=code).first()
    if sealed:
        return _stub(request, sealed)
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, SEAL, suggestion)
    form = SealForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            sealing.seal(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        return redirect("suggestions:seal", code=code)
    page = {"suggestion": suggestion, "form": form}
    return render(request, "suggestions/office/seal.html", page, status=status)


def _stub(request: SignedIn, sealed: Suggestion) -> HttpResponse:
    if "lift" in request.POST:
        try:
            sealing.unseal(suggestion=sealed, by=request.user, at=now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The seal is lifted."))
        return redirect(sealed)
    events = Event.objects.of("suggestion", sealed.code).filter(step=SEAL.name)
    page = {"code": sealed.code, "sealed": sealed, "event": events.first(), "step": UNSEAL}
    return render(request, "suggestions/office/sealed.html", page)
