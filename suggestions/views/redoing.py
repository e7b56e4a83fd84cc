"""The author asks for another answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from files.requests import takes_files
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import enclosing, redoing
from suggestions.forms import EnclosedForm, RedoForm
from suggestions.lifecycle import MOST_REDOS, REDO, NotNow, State
from suggestions.models import Suggestion
from workdays.clock import now


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def redo(request: SignedIn, code: str) -> HttpResponse:
    """Say what is still missing; the unit reads it and answers again."""
    seen = Suggestion.objects.visible_to(request.user).for_page()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, REDO, suggestion)
    works = policies.to_redo(suggestion.works())
    if request.method != "POST" and not (works and REDO.starts_from(suggestion.state)):
        messages.info(request, _why_not(request, suggestion))
        return redirect(suggestion)
    form = RedoForm(request.POST or None, answered=[work.department for work in works])
    files = EnclosedForm.of(request, at=now())
    status = 422 if form.is_bound else 200
    if form.is_bound and all([form.is_valid(), files.is_valid()]):
        try:
            said = {"suggestion": suggestion, "files": files.enclosed, **form.cleaned_data}
            enclosing.words(redoing.redo, by=request.user, at=now(), **said)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("The unit has your words and answers again."))
            return redirect(suggestion)
    last = any(work.round + 1 == MOST_REDOS for work in works)
    page = {"suggestion": suggestion, "form": form, "works": works, "last": last}
    page["files_form"] = files
    return render(request, "suggestions/member/redo.html", page, status=status)


def _why_not(request: SignedIn, suggestion: Suggestion) -> str:
    rated = any(word.rater_id == request.user.pk for word in suggestion.words())
    if rated and suggestion.state in (State.CLOSED, State.FOLLOWUP):
        return _("You have rated already, so no other answer can be asked for.")
    if suggestion.state == State.REWORK:
        return _("You have asked for another answer already. Please wait for it.")
    return _("This answer cannot be asked for again.")
