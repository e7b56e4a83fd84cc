"""The office opens a closed case again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import reopening
from suggestions.forms import ReopenForm
from suggestions.lifecycle import REOPEN, NotNow
from suggestions.models import Suggestion
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: SignedIn, code: str) -> HttpResponse:
    """Name the new fact; the case then waits to be assigned."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, REOPEN, suggestion)
    if request.method != "POST" and not REOPEN.starts_from(suggestion.state):
        messages.info(request, _("This case is not closed."))
        return redirect(suggestion)
    form = ReopenForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            reopening.reopen(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("The case is open again and waits to be assigned."))
            return redirect(suggestion)
    page = {"suggestion": suggestion, "form": form}
    return render(request, "suggestions/office/reopen.html", page, status=status)
