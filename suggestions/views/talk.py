"""One page for whoever has a word on the case: its author, its units, the office in charge."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from files.requests import takes_files
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import enclosing, talking
from suggestions.forms import EnclosedForm, TalkForm
from suggestions.lifecycle import ADD_FACT, NotNow, Step
from suggestions.models import Assignment, Suggestion
from suggestions.requests import texts_beside
from workdays.clock import now


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: SignedIn, code: str) -> HttpResponse:
    """Write a message; the author chooses whether it is a new fact."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    reader = policies.reader(request.user, suggestion, suggestion.works(bare=True))
    speaks = talking.SPEAKS.get(reader.voice)
    if speaks is None:
        raise PermissionDenied(_("Only those concerned write on a case."))
    if request.method != "POST" and speaks not in reader.steps:
        messages.info(request, _("This case has ended; nothing is added to it any more."))
        return redirect(suggestion)
    facts = ADD_FACT in reader.steps
    key = uuid.uuid4()
    form = TalkForm(request.POST or None, facts=facts, initial={"key": key})
    files = EnclosedForm.of(request, at=now(), key=key)
    texts = texts_beside(request, suggestion, form)
    status = 422 if form.is_bound else 200
    if form.is_bound and all([form.is_valid(), files.is_valid()]):
        step = ADD_FACT if form.cleaned_data.pop("is_fact", False) else speaks
        try:
            said = {"files": files.enclosed, **form.cleaned_data}
            _say(request, suggestion, step, reader.work, **said)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            texts.count()
            return redirect(suggestion)
    page = {"suggestion": suggestion, "form": form, "desk": reader.desk, "texts": texts}
    page["files_form"] = files
    return render(request, "suggestions/case/talk.html", page, status=status)


def _say(
    request: SignedIn, suggestion: Suggestion, step: Step, work: Assignment | None, **said: Any
) -> None:
    said |= {"suggestion": suggestion, "step": step, "assignment": work}
    enclosing.words(talking.say, by=request.user, at=now(), **said)
    messages.success(request, _("Your words stand in the file."))
