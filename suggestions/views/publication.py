"""The office decides what the public reads of a case, and takes it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import publishing
from suggestions.actions.publishing import AnswersChanged, PublicWords, marks
from suggestions.lifecycle import PUBLISH, NotNow
from suggestions.models import Publication, Reply, Suggestion
from suggestions.publishing import (
    PublishForm,
    caught_up,
    first_version,
    is_one_text,
    kept_version,
    newer_answers,
)
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedIn, code: str) -> HttpResponse:
    """Look the words over and publish them; personal data are blacked out and marked."""
    suggestion = _case(request, code)
    policies.require(request.user, PUBLISH, suggestion)
    publication = Publication.objects.filter(suggestion=suggestion).first()
    form = _form(request, suggestion, publication)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _publish(request, suggestion, form)
        except AnswersChanged:
            form, status = _form(request, suggestion, publication), 409
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Everybody can read it now."))
            return redirect("suggestions:publish", code=code)
    page: dict[str, Any] = {"suggestion": suggestion, "form": form, "publication": publication}
    page["newer"] = newer_answers(publication, form.last)
    page["is_one_text"] = bool(form.replies) and is_one_text(publication)
    return render(request, "suggestions/office/publish.html", page, status=status)


@login_required
@require_POST
def unpublish(request: SignedIn, code: str) -> HttpResponse:
    """Take it back at once."""
    suggestion = _case(request, code)
    try:
        publishing.recall(suggestion=suggestion, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Nobody finds it any more."))
    return redirect("suggestions:publish", code=code)


def _case(request: SignedIn, code: str) -> Suggestion:
    seen = Suggestion.objects.visible_to(request.user).for_case().with_cosigners()
    return get_object_or_404(seen, code=code)


def _publish(request: SignedIn, suggestion: Suggestion, form: PublishForm) -> None:
    publishing.publish(
        suggestion=suggestion,
        words=PublicWords(**form.cleaned_data),
        by=request.user,
        at=now(),
        seen=request.POST.get("seen", ""),
    )


def _form(request: SignedIn, suggestion: Suggestion, kept: Publication | None) -> PublishForm:
    """The form; what was sent with other answers than there are now, in the boxes of these."""
    replies = Reply.objects.last_answers_to(suggestion)
    given: dict[str, Any] = {"suggestion": suggestion, "replies": replies}
    if request.method != "POST":
        begun = (
            kept_version(suggestion, kept, replies) if kept else first_version(suggestion, replies)
        )
        return PublishForm(initial=begun, **given)
    seen = request.POST.get("seen", "")
    if seen == marks(replies):
        return PublishForm(request.POST, **given)
    came = [reply for reply in replies if reply.mark not in seen.split()]
    return PublishForm(caught_up(request.POST, suggestion, replies), came=came, **given)
