"""The member's desk: write, keep a draft, submit, see what became of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from design.dates import clock
from members.requests import SignedIn
from suggestions import desks, places, policies
from suggestions.actions import submitting
from suggestions.actions.submitting import AlreadySubmitted, Words
from suggestions.forms import AUTO, DraftForm, WriteForm
from suggestions.models import Draft, Suggestion
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """Answers that wait for a rating first, then what is in hand, the earliest date first."""
    desk = desks.members_desk(request.user, query=request.GET, at=now(), calendar=current())
    return render(request, "suggestions/member/desk.html", desk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedIn) -> HttpResponse:
    """Write and submit. A second tap finds the suggestion that the first one made."""
    organ = policies.author_organ(request.user)
    draft = Draft.objects.filter(author=request.user).first()
    if request.method == "POST":
        form = WriteForm(request.POST, choices=places.choices())
        if form.is_valid():
            return _submit(request, form.cleaned_data, organ)
    else:
        form = WriteForm(initial=_initial(draft, organ), choices=places.choices())
    page = {"form": form, "draft": draft, "whose": form.whose_matter()}
    return render(
        request, "suggestions/member/write.html", page, status=422 if form.is_bound else 200
    )


def _initial(draft: Draft | None, organ: str) -> dict[str, Any]:
    if draft is None:
        return {"key": uuid.uuid4(), "place": organ, "level": AUTO}
    kept = {name: getattr(draft, name) for name in ("key", "title", "situation", "ask")}
    return {**kept, "place": draft.place or organ, "level": draft.level or AUTO}


def _submit(request: SignedIn, data: dict[str, Any], organ: str) -> HttpResponse:
    words = Words(data["title"], data["situation"], data["ask"])
    try:
        suggestion = submitting.submit(
            key=data["key"],
            words=words,
            place=data["place"],
            matter=data["matter"],
            author_organ=organ,
            by=request.user,
            at=now(),
        )
    except AlreadySubmitted as earlier:
        return _keep_apart(request, words, data["place"].code, earlier.suggestion)
    messages.success(request, _("Sent to %(office)s.") % {"office": suggestion.organ.office_name})
    return redirect(suggestion)


def _keep_apart(request: SignedIn, words: Words, place: str, sent: Suggestion) -> HttpResponse:
    """Other words under a key that was used: keep them as a new draft and say so."""
    submitting.keep_draft(
        key=uuid.uuid4(),
        by=request.user,
        at=now(),
        title=words.title,
        situation=words.situation,
        ask=words.ask,
        place=place,
        level=AUTO,
    )
    text = _("%(code)s was sent before with other words. What you typed now is kept as a draft.")
    messages.warning(request, text % {"code": sent.code})
    return redirect("suggestions:write")


@login_required
@require_POST
def draft(request: SignedIn) -> HttpResponse:
    """Keep what was typed so far; the page says when that was."""
    policies.author_organ(request.user)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": None}, status=422)
    kept = submitting.keep_draft(by=request.user, at=now(), **form.cleaned_data)
    if "discard" in request.POST:
        submitting.discard_draft(by=request.user)
        return redirect("suggestions:mine")
    if "keep" in request.POST:
        messages.info(request, _("Your draft is kept."))
        return redirect("suggestions:mine")
    return JsonResponse({"saved": clock(kept.saved_at) if kept else None})


@login_required
@require_POST
def whose_matter(request: SignedIn) -> HttpResponse:
    """The proposal of whose matter it is, for what is typed so far."""
    form = WriteForm(request.POST, choices=places.choices())
    return render(request, "suggestions/member/whose.html", {"whose": form.whose_matter()})
