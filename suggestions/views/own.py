"""What an author does with a suggestion of theirs: complete it, take it back, appeal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from files.requests import takes_files
from members.requests import SignedIn
from suggestions import places, policies, story
from suggestions.actions import completing, declining
from suggestions.actions.enclosing import TooManyFiles
from suggestions.actions.submitting import Words
from suggestions.forms import AppealForm, CompleteForm, EnclosedForm, WithdrawForm
from suggestions.lifecycle import APPEAL, RESUBMIT, WITHDRAW, NotNow, Step
from suggestions.models import Suggestion
from workdays.clock import now


def _own(request: SignedIn, code: str, step: Step) -> Suggestion:
    """A case that this person sees; 404 for what they do not, 403 where it is another's."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, step, suggestion)
    return suggestion


def _closed(request: SignedIn, suggestion: Suggestion, step: Step) -> bool:
    """Whether the page is asked for where its step does not start, or not any more."""
    if request.method == "POST":
        return False
    ways = story.buttons((step,), suggestion, None, at=now())
    return not (step.starts_from(suggestion.state) and ways)


def _elsewhere(request: SignedIn, suggestion: Suggestion) -> HttpResponse:
    messages.info(request, _("That cannot be done with this case now."))
    return redirect(suggestion)


def _page(
    request: SignedIn, suggestion: Suggestion, step: Step, form: Form, status: int, **more: Any
) -> HttpResponse:
    page = {"suggestion": suggestion, "form": form, "verb": step.label, "name": step.name}
    return render(request, "suggestions/member/step.html", page | more, status=status)


def _words(suggestion: Suggestion, step: str) -> str:
    """What was typed at the last such step."""
    event = Event.objects.of("suggestion", suggestion.code).filter(step=step).first()
    return event.words if event else ""


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: SignedIn, code: str) -> HttpResponse:
    """Complete what was sent back, and send it again; the form holds the text as it is. Who has
    changed nothing is told so, and asked once."""
    suggestion = _own(request, code, RESUBMIT)
    if _closed(request, suggestion, RESUBMIT):
        return _elsewhere(request, suggestion)
    kept = {name: getattr(suggestion, name) for name in ("title", "situation", "ask")}
    kept["place"] = suggestion.place_id
    form = CompleteForm(request.POST or None, initial=kept, choices=places.choices())
    files = EnclosedForm.of(request, at=now())
    status, asks = 422 if form.is_bound else 200, False
    if form.is_bound and all([form.is_valid(), _has_room(files, suggestion)]):
        asks = not (form.says_more or files.has_new or "confirm" in request.POST)
        status = 200
        try:
            if not asks:
                return _resubmit(request, suggestion, files, **form.cleaned_data)
        except (NotNow, TooManyFiles) as refusal:
            form.add_error(None, str(refusal))
            status = 409
    said = (suggestion.organ.office_name, _words(suggestion, "send_back"))
    more = {"said": said, "files_form": files, "asks": asks}
    return _page(request, suggestion, RESUBMIT, form, status, **more)


def _has_room(files: EnclosedForm, suggestion: Suggestion) -> bool:
    """Whether what is new goes beside what was sent with it before, and is sound."""
    files.require_room(suggestion.attachments())
    return files.is_valid()


def _resubmit(
    request: SignedIn, suggestion: Suggestion, files: EnclosedForm, *, place: Any, **said: str
) -> HttpResponse:
    acts: dict[str, Any] = {"by": request.user, "at": now(), "key": files.enclosed.key}
    completing.resubmit(suggestion=suggestion, words=Words(**said), place=place, **acts)
    messages.success(request, _("Sent to %(office)s.") % {"office": suggestion.organ.office_name})
    return redirect(suggestion)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedIn, code: str) -> HttpResponse:
    """Take it back, as long as no unit has it."""
    suggestion = _own(request, code, WITHDRAW)
    if _closed(request, suggestion, WITHDRAW):
        return _elsewhere(request, suggestion)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            completing.withdraw(
                suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("%(code)s is withdrawn.") % {"code": suggestion.code})
            return redirect("suggestions:mine")
    before = _("It ends then and cannot be taken up again. You can write a new one at any time.")
    return _page(request, suggestion, WITHDRAW, form, status, before=before)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: SignedIn, code: str) -> HttpResponse:
    """Ask for the one second look at what was declined."""
    suggestion = _own(request, code, APPEAL)
    if _closed(request, suggestion, APPEAL):
        return _elsewhere(request, suggestion)
    form = AppealForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            declining.appeal(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("The office looks at it a second time."))
            return redirect(suggestion)
    said = (story.declined(suggestion), _words(suggestion, "decline"))
    before = _("You can ask once. The second decision is the last.")
    return _page(request, suggestion, APPEAL, form, status, said=said, before=before)
